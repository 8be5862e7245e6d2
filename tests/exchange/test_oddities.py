"""Files as they come: wrong widths, stray headers, dates of two kinds, ids twice, bad bytes. A bad row is a counted line, never a crash."""

import gzip
import random
import zipfile
from collections import Counter

import pytest
from formats import LEXICON, held, take
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.exchange.codes import load_known
from detente.store import verify_store

LAYOUT = load_known(LEXICON).layout.columns
ICEWS = {
    "Event ID": "101", "Event Date": "2018-06-01", "Source Name": "Foreign Affairs (Ghana)", "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Ghana", "Event Text": "Consult", "CAMEO Code": "040", "Intensity": "1", "Target Name": "Police (Togo)",
    "Target Sectors": '"Police,Government"', "Target Country": "Togo", "Story ID": "7", "Sentence Number": "2", "Publisher": "Accra Daily",
    "City": "Accra", "District": "NA", "Province": "Greater Accra", "Country": "Ghana", "Latitude": "5.5", "Longitude": "-0.2",
}  # fmt: skip
GDELT = {
    "GLOBALEVENTID": "555", "SQLDATE": "20160701", "Actor1Code": "DEUGOV", "Actor1Name": "GERMANY", "Actor2Code": "CHN", "Actor2Name": "CHINA",
    "IsRootEvent": "1", "EventCode": "042", "ActionGeo_Type": "4", "ActionGeo_FullName": "Berlin, Berlin, Germany", "ActionGeo_CountryCode": "GM",
    "ActionGeo_ADM1Code": "GM16", "ActionGeo_Lat": "52.5", "ActionGeo_Long": "13.4", "DATEADDED": "20160702", "SOURCEURL": "https://www.example.org/x",
}  # fmt: skip
POLECAT = {
    "Event ID": "P1", "Event Date": "2021-03-04", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4", "Quad Code": "VERBAL COOPERATION",
    "Contexts": "diplomatic; economic", "Actor Name": "Wang Wu", "Actor Country": "Viet Nam", "Actor COW": "817", "Primary Actor Sector": "JRN",
    "Recipient Name": "None", "Recipient Country": "None", "Source": "Example", "Publication Date": "2021-03-05", "Language": "English", "Version": "NGEC",
}  # fmt: skip
PHOENIX = (
    "17_1.0.0", "20140710", "2014", "07", "10", "RUSGOV", "RUS", "GOV", "", "UKRREB", "UKR", "REB", "", "190", "19", "4", "-10",
    "CIVIL_WAR,2;TERROR,1", "48.5", "37.9", "Donetsk", "Donetsk Oblast", "UKR", "a_1;b_2", "https://e.org/1;https://e.org/2", "e.org;f.org",
)  # fmt: skip


def line(layout, row, **more):
    return "\t".join({**row, **more}.get(name, "") for name in LAYOUT[layout])


def write(path, lines, head=None, end="\n"):
    text = end.join([*(["\t".join(head)] if head else []), *lines]) + end
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path, name, path, **more):
    root = tmp_path / "store"
    failed = []
    summary = take(path, name, root, tell=failed.append, **more)
    assert not list(verify_store(root))
    return summary, held(root), [(failure.line, failure.reason) for failure in failed]


def test_icews_row(tmp_path):
    _, [report], failed = read(tmp_path, "icews", write(tmp_path / "e.tab", [line("icews", ICEWS)], LAYOUT["icews"]))
    assert not failed
    assert (report.id, report.type, report.rule) == ("icews-101-2018-06-01", "CONSULT", "import:icews CAMEO 040")
    assert [(each.name, each.code) for each in (*report.source, *report.target)] == [
        ("Foreign Affairs (Ghana)", "GHA GOV"),
        ("Police (Togo)", "TGO COP"),
    ]
    assert (report.place.name, report.place.country, report.place.latitude) == ("Accra", "GHA", 5.5)
    assert report.sentence.text == report.trigger.text == ""


def test_icews_oddities(tmp_path):
    rows = [
        line("icews", ICEWS, **{"Event Date": "12/31/2017"}),
        line("icews", ICEWS),  # the same id on another day is another event
        line("icews", ICEWS),  # line 4: the same id and day
        line("icews", ICEWS, **{"Event ID": "102", "CAMEO Code": ""}),
        line("icews", ICEWS, **{"Event ID": "103", "Event Date": "2018-02-30"}),
        line("icews", ICEWS, **{"Event ID": "104"}) + "\textra",
        line("icews", ICEWS, **{"Event ID": "105"}) + "\t\t",  # empty columns behind
        line("icews", ICEWS, **{"Event ID": "106", "Source Name": 'The "Front', "Source Country": "NA", "Latitude": "north", "CAMEO Code": "40"}),
        "",
        line("icews", ICEWS, **{"Event ID": "107", "CAMEO Code": "0999"}),
        line("icews", ICEWS, **{"Event ID": "108", "CAMEO Code": "010"}),
        line("icews", ICEWS, **{"Event ID": "109", **dict.fromkeys(("Source Name", "Source Country", "Target Name", "Target Country"), "NULL")}),
    ]
    summary, reports, failed = read(tmp_path, "icews", write(tmp_path / "e.tab", rows, LAYOUT["icews"], end="\r\n"))
    assert {report.id for report in reports} == {
        "icews-101-2017-12-31",
        "icews-101-2018-06-01",
        "icews-105-2018-06-01",
        "icews-106-2018-06-01",
    }
    assert sorted(failed) == [
        (4, "an id that an earlier row has"),
        (5, "no event code"),
        (6, "no date that can be read"),
        (7, "21 columns instead of 20"),
        (11, "unknown event code '0999'"),
        (12, "a public statement (CAMEO 01), which is no PLOVER event"),
        (13, "no actor"),
    ]
    assert summary.bad == 6
    front = next(report for report in reports if "106" in report.id)
    assert front.source[0].name == 'The "Front'
    assert front.source[0].code == "--- GOV"
    assert front.place.latitude is None


def test_bad_bytes_hurt_their_line_only(tmp_path):
    name = "Ministère (Côte d'Ivoire)"
    good, other = (line("icews", ICEWS, **{"Event ID": key, "Source Name": name}).encode(code) for key, code in (("1", "utf-8"), ("2", "cp1252")))
    path = tmp_path / "e.tab"
    path.write_bytes(b"\xef\xbb\xbf" + "\t".join(LAYOUT["icews"]).encode() + b"\n" + good + b"\n" + other + b"\n" + b"\x00\xff\x81\n")
    _, reports, failed = read(tmp_path, "icews", path)
    assert [report.source[0].name for report in reports] == [name, name]
    assert failed == [(4, "1 columns instead of 20")]


@pytest.mark.parametrize("width", [57, 58])
def test_gdelt_1(tmp_path, width):
    row = "\t".join(line("gdelt1", GDELT).split("\t")[:width])
    _, [report], failed = read(tmp_path, "gdelt1", write(tmp_path / "e.csv", [row]))
    assert not failed
    assert (report.type, report.mode, report.id) == ("CONSULT", "visit", "gdelt1-555")
    assert [each.code for each in (*report.source, *report.target)] == ["DEU GOV", "CHN"]
    assert (report.place.country, report.place.latitude, report.place.longitude) == ("DEU", 52.5, 13.4)


def test_gdelt_2_zipped_with_a_header(tmp_path):
    path = tmp_path / "20160701.export.CSV.zip"
    text = "\n".join(["\t".join(LAYOUT["gdelt2"]), line("gdelt2", GDELT), line("gdelt2", GDELT, GLOBALEVENTID="556", IsRootEvent="0")])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("20160701.export.CSV", text)
    _, reports, failed = read(tmp_path, "gdelt2", path)
    assert not failed
    assert sorted(report.prominence.value for report in reports) == ["background", "lead"]


def test_polecat_headers(tmp_path):
    head = ["Event Intensity" if name == "Intensity" else name for name in LAYOUT["polecat"]]
    stray = [*head[:3], "Headline", *head[3:], "Feed"]
    _, [report], failed = read(tmp_path, "polecat", write(tmp_path / "p.txt", [line("polecat", POLECAT)], stray))
    assert not failed
    assert (report.type, report.mode, report.context) == ("CONSULT", "visit", "diplomatic")
    assert [each.code for each in report.source] == ["VNM MED"]
    assert report.target == ()


def test_phoenix(tmp_path):
    _, [report], failed = read(tmp_path, "phoenix", write(tmp_path / "events.full.txt", ["\t".join(PHOENIX)]))
    assert not failed
    assert [each.code for each in (*report.source, *report.target)] == ["RUS GOV", "UKR REB"]
    assert (report.type, report.place.country, report.place.longitude) == ("ASSAULT", "UKR", 37.9)


def test_petrarch_widths(tmp_path):
    base = ["20180601", "RUSGOV", "UKR", "112", "", "s1_1;s2_4"]
    rows = [
        [*base, "https://e.org/a", "e.org"],
        [*base[:2], "GBR", *base[3:], "e.org"],
        [*base[:2], "FRA", *base[3:], "https://e.org/b", "e.org", "Moscow", "Paris", "accused"],
        [*base[:2], "DEU", *base[3:], "e.org", "Moscow", "Berlin"],
        [*base[:2], "---", *base[3:], "e.org"],
        base[:3],
    ]
    _, reports, failed = read(tmp_path, "petrarch2", write(tmp_path / "evts.txt", ["\t".join(row) for row in rows]))
    assert Counter(report.target[0].code if report.target else None for report in reports) == Counter(["UKR", "GBR", "FRA", "DEU", None])
    assert failed == [(6, "3 columns instead of 8")]


def test_small_blocks_and_gzip_make_no_difference(tmp_path):
    rows = [line("icews", ICEWS, **{"Event ID": str(at), "Story ID": str(at // 3)}) for at in range(200)]
    path = tmp_path / "e.tab.gz"
    path.write_bytes(gzip.compress(("\t".join(LAYOUT["icews"]) + "\n" + "\n".join(rows)).encode()))
    summary = take(path, "icews", tmp_path / "small", size=1000)
    take(path, "icews", tmp_path / "large")
    assert summary.reports == 200
    assert [report.id for report in held(tmp_path / "small")] != []
    assert {report.id for report in held(tmp_path / "small")} == {report.id for report in held(tmp_path / "large")}
    assert not list(verify_store(tmp_path / "small"))
    again = take(path, "icews", tmp_path / "small", size=1000)
    assert (again.reports, again.known) == (0, len(list((tmp_path / "small" / "commits").glob("*.json"))))


@pytest.mark.parametrize("name", ["icews", "gdelt1", "gdelt2", "polecat", "phoenix", "petrarch2"])
@settings(max_examples=8)
@given(noise=st.binary(max_size=300), seed=st.integers(0, 10_000))
def test_noise_never_crashes(name, noise, seed, tmp_path_factory):
    """Good rows with bytes put in at random: only InputError, for a header that is none, may come out."""
    rows = {"icews": ICEWS, "gdelt1": GDELT, "gdelt2": GDELT, "polecat": POLECAT}
    if name in rows:
        good = "\n".join(["\t".join(LAYOUT[name]), line(name, rows[name])])
    else:
        good = "\t".join(PHOENIX) if name == "phoenix" else "20180601\tRUS\tUKR\t112\t\ts1\thttps://e.org\te.org"
    at = random.Random(seed).randrange(len(good) + 1)  # noqa: S311 - no secret
    folder = tmp_path_factory.mktemp("noise")
    path = folder / "file.txt"
    path.write_bytes(good[:at].encode() + noise + good[at:].encode() + b"\n" + good.encode())
    try:
        take(path, name, folder / "store")
    except InputError:
        return
    assert not list(verify_store(folder / "store"))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"not a table\n"])
def test_what_is_no_table_is_said_in_a_line(tmp_path, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    if content:
        with pytest.raises(InputError, match="columns"):
            take(path, "gdelt2", tmp_path / "store")
    else:
        assert take(path, "gdelt2", tmp_path / "store").reports == 0
    with pytest.raises(InputError, match="cannot be read"):
        take(tmp_path / "nowhere", "icews", tmp_path / "store")
