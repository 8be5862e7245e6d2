"""The bench runner: reads what scorers print, and fails when a figure falls."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPEC = importlib.util.spec_from_file_location("run", ROOT / "bench" / "run.py")
run = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(run)

ARTICLE = """Leaders speak by video

MOSCOW, December 31, 2022 - Russian President Vladimir Putin and Chinese President Xi Jinping held a video call on Friday.

See also  Ten dishes for the new year

"We expect you in Moscow," Putin told Xi. Russia's exports to China rose by 23 percent last year, the IMF said.

Leave a Comment
"""


def test_figures_from_json_and_from_text():
    figures = run.read_figures(json.dumps({"total": {"events": {"type+src": {"F1": 0.5}}}}))
    assert run.figure_at(figures, "total.events.type+src.F1") == 0.5
    assert run.figure_at(figures, "total.nothing") is None
    assert run.read_figures("pages 83  precision 0.951  recall 0.990  F1 0.970")["F1"] == 0.97


def test_every_measurement_has_its_script_and_floors():
    import tomllib

    for asked in tomllib.loads((ROOT / "bench" / "floors.toml").read_text())["measure"]:
        assert asked["floors"], asked["name"]
        scripts = [part for part in (*asked.get("predict", ()), *asked["score"]) if part.startswith("bench/")]
        assert all((ROOT / script).exists() for script in scripts)


def test_a_fallen_figure_fails(tmp_path, monkeypatch, capsys):
    (tmp_path / "data").mkdir()
    scorer = tmp_path / "score.py"
    scorer.write_text("print('{\"F1\": 0.7}')")
    monkeypatch.setattr(run, "SHARED", tmp_path)
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "bench").mkdir()
    for floor, status in ((0.69, 0), (0.71, 1)):
        (tmp_path / "bench" / "floors.toml").write_text(f'[[measure]]\nname = "a"\nscore = ["{scorer}"]\n[measure.floors]\nF1 = {floor}\n')
        monkeypatch.setattr(sys, "argv", ["run.py"])
        assert run.main() == status
        assert ("FALLEN" in capsys.readouterr().out) == bool(status)


def test_no_data_is_said(tmp_path):
    environment = {**os.environ, "DETENTE_SHARED": str(tmp_path)}
    done = subprocess.run([sys.executable, ROOT / "bench" / "run.py"], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("nothing measured: no data at")


@pytest.fixture(scope="module")
def predicted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "one.txt").write_text(ARTICLE)
    (folder / "one.json").write_text(json.dumps({"published": "2022-12-31", "title": "Leaders speak by video"}))
    subprocess.run([sys.executable, ROOT / "bench" / "articles.py", folder, folder / "out"], check=True)
    return json.loads((folder / "out" / "one.json").read_text())


def test_articles_have_the_gold_shape_with_offsets_into_the_raw_text(predicted):
    (call,) = [event for event in predicted["events"] if event["type"] == "CONSULT" and "video" in event["trigger"]]
    assert ARTICLE[call["trigger_start"] :].startswith(call["trigger"])
    assert {actor["code"] for actor in call["source"]} == {"RUS GOV", "CHN GOV"}
    assert call["time"] == "2022-12-30"
    for actor in call["source"]:
        assert ARTICLE[actor["start"] : actor["start"] + len(actor["text"])] == actor["text"]
    said = {ARTICLE[each["content_start"] : each["content_end"]]: each for each in predicted["statements"]}
    assert said["We expect you in Moscow"]["speaker"]["text"].endswith("Putin")
    (figure,) = predicted["figures"]
    assert (figure["value"], figure["unit"], figure["direction"]) == (23, "percent", "up")
    assert ("last year", "2021") in {(time["text"], time["value"]) for time in predicted["times"]}


def test_furniture_is_masked(predicted):
    places = [event["trigger_start"] for event in predicted["events"]] + [time["start"] for time in predicted["times"]]
    for words in ("See also", "Leave a Comment"):
        start = ARTICLE.index(words)
        assert not [place for place in places if start <= place < start + len(words) + 30]
