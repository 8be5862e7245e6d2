"""The pages in a real browser: opened, searched, filtered, read, judged; hostile text does not run."""

import re
import shutil
import socket
import threading
import time

import pytest

from detente.web import make_app

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: install it (Debian: apt-get install chromium)"),
]
PAGES = ("/", "/search", "/dyad?a=RUS&b=CHN", "/statements", "/figures", "/map", "/network", "/sources", "/judgements", "/audit")
SCHEMES = ("light", "dark")
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def site(root, lexicon):
    import uvicorn

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(root, lexicon=lexicon), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser, site):
    """A tab that fails the test where a script fails, the policy is broken, or anything is asked for from elsewhere."""
    wrong = []
    tab = browser.new_context(base_url=site).new_page()
    tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((site, "data:")) else None)
    yield tab
    tab.context.close()
    assert not wrong


def test_each_page_opens_light_and_dark_and_on_a_phone(page, articles):
    for address in (*PAGES, f"/article/{articles[0].article.id}", f"/event/{articles[0].reports[0].id}"):
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            assert page.locator("h1").inner_text()
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], f"{address} is wider than a phone"
        page.set_viewport_size({"width": 1200, "height": 900})


def test_the_papers_differ_by_scheme(page):
    colours = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto("/")
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] != colours[1]


def test_search_filter_and_a_click_to_the_words(page, articles):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("end the war")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=end+the+war")
    assert page.locator(".entry").count() == 3
    page.select_option("#f-type", "CONSULT")
    playwright.expect(page.locator(".entry")).to_have_count(0)
    assert "type=CONSULT" in page.url
    page.select_option("#f-type", "REQUEST")
    playwright.expect(page.locator(".entry")).to_have_count(3)
    page.locator(".entry .words").first.click()
    page.wait_for_url(re.compile(r"/article/\w+#w-\w+"))
    lit = page.locator(".m.lit")
    playwright.expect(lit).to_have_text("called on")
    assert lit.first.evaluate("each => { const box = each.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }")
    assert page.locator(".card.lit .chip").first.inner_text() == "REQUEST"


def test_words_lead_to_their_record_and_back(page, articles):
    page.goto(f"/article/{articles[0].article.id}")
    page.locator(".m-report", has_text="invited").click()
    assert page.locator(".card.lit").inner_text().startswith("CONSULT")
    page.locator(".card", has_text="exports to China").locator("a.plain").click()
    playwright.expect(page.locator(".m.lit")).to_have_text("23 percent")


def test_a_period_is_brushed_with_the_pointer_and_with_keys(page):
    page.goto("/dyad?a=RUS&b=IND")
    playwright.expect(page.locator(".entry")).to_have_count(3)
    bars = page.locator(".bin")
    assert bars.count() == 3
    boxes = [bars.nth(number).locator(".catch").bounding_box() for number in (1, 2)]
    page.mouse.move(boxes[0]["x"] + 9, boxes[0]["y"] + 50)
    page.mouse.down()
    page.mouse.move(boxes[1]["x"] + 9, boxes[1]["y"] + 60)
    page.mouse.up()
    playwright.expect(page.locator(".entry")).to_have_count(2)
    assert page.input_value("#f-since") == "2022-12-30"
    assert page.input_value("#f-until") == "2022-12-31"
    page.locator(".plot").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    playwright.expect(page.locator(".entry")).to_have_count(1)
    page.locator(".plot").focus()
    page.keyboard.press("Escape")
    playwright.expect(page.locator(".entry")).to_have_count(3)


def test_a_judgement_is_given_and_seen_after_reload(page):
    page.goto("/dyad?a=RUS&b=CHN")
    entry = page.locator(".entry").first
    entry.locator(".judge summary").click()
    entry.locator("input[name=why]").fill("it was <b>planned</b>")
    entry.locator("input[name=by]").fill("Ana")
    entry.locator("button.wrong").click()
    playwright.expect(entry.locator(".verdict")).to_have_text("wrong")
    page.reload()
    assert "it was <b>planned</b>" in page.locator(".entry").first.locator(".judge summary").inner_text()
    page.goto("/judgements")
    assert page.locator("tbody tr").count() == 1
    page.locator("tbody tr a").first.click()
    playwright.expect(page.locator(".card.lit .verdict")).to_have_text("wrong")


def test_an_audit_gives_precision_with_its_interval(page):
    page.goto("/audit?n=4")
    for number, verdict in enumerate(("right", "right", "right", "wrong")):
        entry = page.locator(".entry").nth(number)
        entry.locator(".judge summary").click()
        entry.locator(f"button.{verdict}").click()
        playwright.expect(entry.locator(".verdict")).to_have_text(verdict)
    page.reload()
    total = page.locator(".precision .sum")
    assert "75 %" in total.inner_text()
    assert "30–95 %" in total.inner_text()


def test_keys_walk_the_list(page):
    page.goto("/search")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == page.locator(".entry").nth(1).get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/article/\w+#w-\w+"))


def test_a_script_in_a_title_does_not_run(page, articles):
    bad = articles[2]
    for address in (*PAGES, f"/article/{bad.article.id}", f"/event/{bad.reports[0].id}", "/search?q=%3Cscript%3Ewindow.broken%3D1%3C%2Fscript%3E"):
        page.goto(address)
        assert page.evaluate("window.broken") is None
    page.goto(f"/article/{bad.article.id}")
    assert "<script>window.broken = 1</script>" in page.locator("h1").inner_text()


def test_without_scripts_it_still_works(browser, site):
    tab = browser.new_context(base_url=site, java_script_enabled=False).new_page()
    tab.goto("/dyad?a=RUS&b=CHN")
    tab.select_option("#f-status", "planned")
    tab.get_by_role("button", name="Show").click()
    assert tab.locator(".entry").count() == 3
    tab.locator(".judge summary").first.click()
    tab.locator(".judge button.right").first.click()
    assert tab.locator(".verdict").first.inner_text() == "right"
    assert "status=planned" in tab.url
    tab.context.close()
