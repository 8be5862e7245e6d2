"""The house keeps its own rules: sizes, no words of a language in code, no traces of where it was built."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MOST_LINES = 350
MOST_FUNCTION_LINES = 60

# Words that a list of English words nearly always holds one of: function words, calendar words, number words, verbs of speech.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
the an and or but nor not no never of to in on at by for from with without about into over under after before since until during between among against
that this these those which who whom whose what when where why how if unless because although though while whereas
he she it they we you him her them us his its their our your himself themselves
is are was were be been being am has have had do does did will would shall should can could may might must
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight
one two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand million billion trillion dozen
say says said tell told added announced according claimed denied
mr mrs ms president minister spokesman government
""",
    )
)
# Fields and keys of our own that happen to be English words.
NOT_LANGUAGE = {
    # the link of a name: whose it is, or whom it is against
    *((file, "against") for file in ("contexts.py", "describing.py", "drafts.py", "home.py")),
    # kinds of rows in the name tables, groups of roles
    *((file, "minister") for file in ("naming.py", "actors.py", "descriptions.py")),
    ("actors.py", "president"),
    # a place for an actor in a noun frame; keys of times.toml; a pronoun's number in coreference.toml
    ("frames.py", "by"),
    ("times.py", "before"),
    ("times.py", "after"),
    ("coreference.py", "one"),
}
READS_LANGUAGE = [
    path
    for path in SOURCES
    if path.parent.name == "detente" or path.relative_to(ROOT / "src/detente").parts[0] in ("clean", "coding", "lexicon", "merge", "pages")
]


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def ids(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", SOURCES, ids=ids(SOURCES))
def test_sizes(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    long = [
        (node.name, node.end_lineno - node.lineno + 1)
        for node in functions(parsed(path))
        if node.end_lineno - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert not long


def words_in_code(tree):
    """Yield (line, word) for English words in collections, comparisons and patterns; docstrings and names in capitals are left out."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if id(node) in prose:
            continue
        held = []
        if isinstance(node, ast.List | ast.Set | ast.Tuple):
            held = node.elts
        elif isinstance(node, ast.Dict):
            held = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.Compare):
            held = [node.left, *node.comparators]
        for each in held:
            if (
                isinstance(each, ast.Constant)
                and isinstance(each.value, str)
                and not each.value.isupper()
                and each.value.lower() in ENGLISH
            ):
                yield each.lineno, each.value
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ("|" in node.value or r"\b" in node.value):
            for word in re.findall(r"(?<![A-Za-z_.])[a-z]+(?![A-Za-z_.])", re.sub(r"\\[a-z]", " ", node.value)):
                if word in ENGLISH and len(node.value) < 400:
                    yield node.lineno, word
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "split"
            and isinstance(node.func.value, ast.Constant)
        ):
            for word in str(node.func.value.value).split():
                if word.lower() in ENGLISH:
                    yield node.lineno, word


@pytest.mark.parametrize("path", READS_LANGUAGE, ids=ids(READS_LANGUAGE))
def test_no_words_of_a_language_in_code(path):
    found = [(line, word) for line, word in words_in_code(parsed(path)) if (path.name, word) not in NOT_LANGUAGE]
    assert not found, "put words into src/detente/lexicon/en"


@pytest.mark.parametrize(
    "code",
    [
        'NEGATIONS = {"not", "never"}',
        'if token.lemma_ == "be": pass',
        'RE = re.compile(r"\\b(?:said|told)\\b")',
        '"monday tuesday".split()',
        'MONTHS = {"january": 1}',
    ],
)
def test_words_in_code_are_found(code):
    assert list(words_in_code(ast.parse(code)))


GIT = shutil.which("git") or "git"


def tracked():
    listed = subprocess.run(
        [GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("no git here")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


TEXT = {".py", ".toml", ".md", ".csv", ".lock", ".sh", ".sql", ".html", ".txt", ".json", ".yml", ".cfg", ""}


def test_nothing_names_the_place_it_was_built_in():
    pattern = re.compile("/" + r"work/|/opt/" + r"(?:wheels|pypi)|pypi\." + "org|find-" + "links")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if path.suffix in TEXT and path.is_file()
        for match in [pattern.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]
    assert not found


def test_torch_is_no_dependency():
    assert not re.search(r"^torch\b", (ROOT / "requirements.lock").read_text(), re.MULTILINE)


def test_every_dependency_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("\n]")[0].strip().splitlines()
    assert lines
    assert all("#" in line for line in lines)


def test_starting_is_quick():
    heavy = ("spacy", "duckdb", "pyarrow", "numpy", "onnxruntime", "rich.table", "trafilatura")
    program = f"import sys, detente.cli; print(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
