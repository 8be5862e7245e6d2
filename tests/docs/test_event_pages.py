"""The pages on event types say what the lexicon says."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def generator():
    """Return the module docs/generate_events.py."""
    spec = importlib.util.spec_from_file_location("generate_events", DOCS / "generate_events.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_event_pages_are_up_to_date():
    made = dict(generator().pages())
    stale = [name for name, text in made.items() if (DOCS / "events" / name).read_text(encoding="utf-8") != text]
    assert not stale, f"run make docs: {stale}"
    assert {path.name for path in (DOCS / "events").glob("*.md")} == set(made)
