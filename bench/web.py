"""How long the web pages take on a store of a million reports: a store made by repeating one, and each page asked five times.

Use: python bench/web.py SMALL_STORE [--make DIR] [--reports 1000000]
     python bench/web.py --ask DIR
The made store has the small one's articles again and again, moved in time, between other states.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import duckdb
from starlette.testclient import TestClient

from detente import schema
from detente.store import open_store, open_writer

STATES = ["USA", "CHN", "RUS", "IND", "GBR", "FRA", "DEU", "JPN", "KOR", "PRK", "IRN", "ISR", "SAU", "TUR", "UKR", "POL", "BRA", "ZAF", "NGA", "EGY", "PAK", "AFG", "SYR", "IRQ", "YEM", "MEX", "CAN", "AUS", "IDN", "VNM", "PHL", "THA"]
SLOWEST = 0.3
PAGES = (
    "/", "/search", "/search?q=military", "/search?q=unheard-of", "/search?type=CONSULT&status=planned&since=2015&until=2016",
    "/search?where=statements&q=military", "/dyad?a=USA&b=CHN", "/dyad?a=USA&b=CHN&type=CONSULT&since=2014", "/dyad?a=USA&b=CHN&page=20",
    "/statements", "/statements?speaker=putin", "/figures", "/figures?measure=exports", "/map", "/map?since=2015&until=2016", "/network",
    "/network?since=2015&until=2015", "/sources", "/sources?q=call", "/judgements", "/audit?n=50", "/article/{article}", "/article/{article}.json", "/event/{event}",
    "/search.csv?q=military", "/dyad.json?a=USA&b=CHN",
)  # fmt: skip


def repeated(store: Path, first: int, last: int) -> dict[str, object]:
    """Return the tables of a store, its articles repeated for each turn from ``first`` to ``last``."""
    with open_store(store) as opened:
        tables = {table: opened.sql(f"select * from {table}") for table in schema.TABLES}  # noqa: S608 - names are ours
    base = duckdb.connect()
    made = {}
    for table, rows in tables.items():
        base.register(f"given_{table}", rows)
        turned = ["* exclude (turn)"]
        replaced = []
        names = rows.schema.names
        replaced += [f"md5({name} || turn)[:20] as {name}" for name in ("id", "article", "page") if name in names]
        if "published" in names:
            replaced.append("date '2010-01-01' + cast(hash(turn) % 5000 as int) as published")
        if table == "reports":
            replaced.append("if(time is null, null, struct_update(time, start := date '2010-01-01' + cast(hash(turn) % 5000 as int), "
                            '"end" := date \'2010-01-01\' + cast(hash(turn) % 5000 as int))) as time')  # fmt: skip
            spot = "name := 'Town ' || hash(turn) % 900, country := 'USA', latitude := (hash(turn) % 900) / 9 - 40.0, longitude := (hash(turn * 7) % 900) / 3 - 150.0"
            replaced.append(f"if(hash(turn) % 3 > 0, null, struct_pack(span := trigger, {spot}, rule := 'made')) as place")
            for side, shift in (("source", 0), ("target", 7)):
                state = f"$states[cast(hash(turn * 31 + {shift}) % {len(STATES)} as int) + 1] || ' GOV'"
                replaced.append(f"list_transform({side}, lambda each: struct_update(each, code := {state})) as {side}")
        turned = f"* exclude (turn) replace ({', '.join(replaced)})" if replaced else "* exclude (turn)"
        question = f"select {turned} from given_{table}, range({first}, {last}) as turns(turn)"  # noqa: S608 - names are ours
        question = question.replace("$states", str(STATES))
        made[table] = base.sql(question).to_arrow_table()
    return made


AT_ONCE = 500


def make(small: Path, root: Path, reports: int) -> None:
    """Write the large store, some hundred turns a commit."""
    with open_store(small) as opened:
        turns = -(-reports // max(1, opened.counts()["reports"]))
    with open_writer(root) as writer:
        for first in range(0, turns, AT_ONCE):
            writer.append_tables(repeated(small, first, min(first + AT_ONCE, turns)))
            print(f"{min(first + AT_ONCE, turns)} of {turns} turns", file=sys.stderr)


def ask(root: Path) -> bool:
    """Print the median and worst time of each page; return whether none is too slow."""
    from detente.web import make_app

    begun = time.perf_counter()
    app = make_app(root)
    print(f"opened in {time.perf_counter() - begun:.1f} s")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        return time_pages(client)


def time_pages(client: TestClient) -> bool:
    """Print the times of the pages that a client gets."""
    article = client.get("/sources.json?limit=1").json()["rows"][0]["article"]
    event = client.get("/search.json?limit=1&type=CONSULT").json()["rows"][0]["event"]
    slow = 0
    for page in PAGES:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            answer = client.get(page.format(article=article, event=event))
            times.append(time.perf_counter() - begun)
        if answer.status_code != 200:  # noqa: PLR2004 - HTTP's OK
            print(f"{page}: {answer.status_code}")
        slow += sorted(times)[2] > SLOWEST
        print(f"{sorted(times)[2] * 1000:7.0f} ms  (worst {max(times) * 1000:5.0f})  {len(answer.content) // 1024:5d} kB  {page}")
    return not slow


def main() -> None:
    """Make the store, or ask it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("small", type=Path, nargs="?")
    parser.add_argument("--make", type=Path)
    parser.add_argument("--ask", type=Path)
    parser.add_argument("--reports", type=int, default=1_000_000)
    given = parser.parse_args()
    if given.make:
        make(given.small, given.make, given.reports)
    if given.ask and not ask(given.ask):
        sys.exit(1)


if __name__ == "__main__":
    main()
