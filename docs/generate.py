"""Writes the pages of reference that follow from the program itself: docs/cli.md and docs/records.md.

usage: python docs/generate.py
"""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import typer

from detente import records, schema
from detente.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
EXAMPLE = "Example: "
OUTPUT = """Rows go to standard output, messages to standard error. Every command ends with a status:

- 0: all went well
- 1: something failed, and the message says what
- 2: wrong usage, or nothing to read
- 3: a wrong entry in the lexicon
- 4: a store that is damaged or of a newer version
- 5: weights are missing
- 130: stopped from the keyboard"""
COLUMNS = """What detente finds, field by field. A store has a folder of Parquet files for each of the tables {tables};
their columns are the fields below. Rows of `mentions` and `times` also have the `article` they stand in, rows of `articles` the
`failure` that says why nothing could be coded."""


def cli_page() -> str:
    """Return the page on the command line."""
    group: Any = typer.main.get_command(app)
    lines = [
        "# Commands",
        "",
        "<!-- Made by docs/generate.py (`make docs`) from the program's own help. -->",
        "",
        group.help,
        "",
        OUTPUT,
        "",
    ]
    for name, command in group.commands.items():
        lines += [f"## detente {name}", "", *_command(command), ""]
    return "\n".join(lines).rstrip() + "\n"


def _command(command: Any) -> Iterator[str]:
    text, _, example = command.help.partition(EXAMPLE)
    yield from (text.rstrip(), "", "```sh", example.strip(), "```", "")
    for parameter in command.params:
        if parameter.name != "help":
            yield f"- {_usage(parameter)}: {parameter.help}{_default(parameter)}"


def _usage(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`"
    value = "" if parameter.is_flag else f" {parameter.metavar}"
    return ", ".join(f"`{name}{value}`" for name in parameter.opts)


def _default(parameter: Any) -> str:
    variable = f" Also from the environment variable `{parameter.envvar}`." if getattr(parameter, "envvar", None) else ""
    is_plain = parameter.is_flag if parameter.param_type_name == "option" else True
    default = f" `{parameter.default}` unless told otherwise." if parameter.default is not None and not is_plain else ""
    return default + variable


def records_page() -> str:
    """Return the page on records and columns."""
    lines = [
        "# Records and columns",
        "",
        "<!-- Made by docs/generate.py (`make docs`) from records.py and schema.py. -->",
        "",
        COLUMNS.format(tables=", ".join(f"`{table}`" for table in schema.TABLES)),
        "",
        f"The tables' version is {schema.VERSION}.",
        "",
    ]
    for name, record in vars(records).items():
        if inspect.isclass(record) and dataclasses.is_dataclass(record):
            lines += [f"## {name}", "", inspect.cleandoc(record.__doc__ or ""), "", *_fields(record), ""]
    lines += ["## Closed lists", ""]
    for name, record in vars(records).items():
        if inspect.isclass(record) and issubclass(record, records.StrEnum) and record is not records.StrEnum:
            lines += [f"- **{name}**: {', '.join(f'`{value}`' for value in record)}. {inspect.cleandoc(record.__doc__ or '')}"]
    return "\n".join(lines).rstrip().replace("``", "`") + "\n"


def _fields(record: Any) -> Iterator[str]:
    hints = get_type_hints(record)
    yield "| field | type |"
    yield "|---|---|"
    for field in dataclasses.fields(record):
        yield f"| `{field.name}` | {_type(hints[field.name])} |"


def _type(hint: Any) -> str:
    text = hint.__name__ if inspect.isclass(hint) and not getattr(hint, "__args__", None) else str(hint)
    for long, short in SHORTER.items():
        text = text.replace(long, short)
    return text


SHORTER = {"detente.records.": "", "datetime.": "", "tuple[": "list of ", ", ...]": "", " | None": ", may be missing"}
PAGES = {"cli.md": cli_page, "records.md": records_page}


def main() -> None:
    """Write the pages."""
    for name, make in PAGES.items():
        (HERE / name).write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    main()
