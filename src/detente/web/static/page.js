// Keys, brushing of a period, and words lit up with their record. Pages work without it: forms and links do the same.
"use strict";
(() => {
  const stops = () => [...document.querySelectorAll(".entry, tr.row, .card")];
  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find").focus();
    } else if (event.key === "j" || event.key === "k") {
      const all = stops();
      const here = all.indexOf(document.activeElement.closest(".entry, tr.row, .card"));
      const next = all[Math.min(all.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)))];
      if (next) {
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: "nearest" });
      }
    } else if (event.key === "Enter" && document.activeElement.dataset.open) {
      location.href = document.activeElement.dataset.open;
    }
  });

  // An article: the words and the card of the record that the address names.
  const light = () => {
    document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
    const record = location.hash.slice(3);
    if (!record || !/^#[wr]-/.test(location.hash)) return;
    document.querySelectorAll("[data-records]").forEach((each) => {
      if (each.dataset.records.split(" ").includes(record)) each.classList.add("lit");
    });
    document.querySelectorAll("[data-record]").forEach((each) => each.dataset.record === record && each.classList.add("lit"));
  };
  addEventListener("hashchange", light);

  // A pair: a period chosen on the plot goes into the form, which asks for it.
  let from = null;
  const bins = (plot) => [...plot.querySelectorAll(".bin")];
  const paint = (plot, one, two) => {
    const all = bins(plot);
    const low = all[Math.min(one, two)].dataset;
    const high = all[Math.max(one, two)].dataset;
    const brush = plot.querySelector(".brush");
    brush.setAttribute("x", low.x);
    brush.setAttribute("width", Number(high.x) + Number(high.step) - Number(low.x));
    brush.classList.add("on");
    plot.dataset.one = one;
    plot.dataset.two = two;
    return [low.first, high.last];
  };
  const ask = (since, until) => {
    document.getElementById("f-since").value = since;
    const last = document.getElementById("f-until");
    last.value = until;
    last.form.requestSubmit();
  };
  const binAt = (plot, event) => {
    const box = plot.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * plot.viewBox.baseVal.width;
    const all = bins(plot);
    const found = all.findIndex((each) => x < Number(each.dataset.x) + Number(each.dataset.step));
    return found < 0 ? all.length - 1 : found;
  };
  document.addEventListener("pointerdown", (event) => {
    const plot = event.target.closest && event.target.closest(".plot");
    if (!plot || event.button) return;
    from = { plot, bin: binAt(plot, event) };
    plot.setPointerCapture(event.pointerId);
    paint(plot, from.bin, from.bin);
  });
  document.addEventListener("pointermove", (event) => from && paint(from.plot, from.bin, binAt(from.plot, event)));
  document.addEventListener("pointerup", (event) => {
    if (!from) return;
    const days = paint(from.plot, from.bin, binAt(from.plot, event));
    from = null;
    ask(...days);
  });
  document.addEventListener("pointercancel", () => (from = null));
  document.addEventListener("keydown", (event) => {
    const plot = event.target.closest && event.target.closest(".plot");
    if (!plot) return;
    const most = bins(plot).length - 1;
    const two = plot.dataset.two === undefined ? most : Number(plot.dataset.two);
    const one = plot.dataset.one === undefined ? two : Number(plot.dataset.one);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = Math.min(most, Math.max(0, two + step));
      paint(plot, event.shiftKey ? one : next, next);
    } else if (event.key === "Enter") {
      ask(...paint(plot, one, two));
    } else if (event.key === "Escape") {
      ask("", "");
    }
  });

  addEventListener("DOMContentLoaded", light);
  document.addEventListener("htmx:after:swap", light);
})();
