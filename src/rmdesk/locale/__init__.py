"""The words of the screens, prompts and commands, in Chinese and English. Words of the field stand in the form pack.

They stand in `words/`, one file a subject, both languages of a text side by side. To add a text, write it there once:

    saved = { zh = "已保存", en = "Saved" }

or, where that is longer than a line, `saved.zh = …` and `saved.en = …` one below the other; then say
`tr(lang, "subject.saved")`, of a table `[part]` of the file `tr(lang, "subject.part.saved")`. Where English has two
forms, name the value that counts; Chinese has one form:

    rows.zh = "共 {count} 行"
    rows.en = { by = "count", one = "{count} row", other = "{count} rows" }

Both languages have the same {placeholders}, and every text is said somewhere: `tests/tui/test_catalogues.py`.
"""

import locale as _system
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

# The same as rmdesk.domain.base.Lang, without its import of pydantic (60 ms that `--version` need not pay).
Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_FOLDER = Path(__file__).parent.parent / "words"


class Counted(NamedTuple):
    """The text about exactly one of something, and the name of the value that counts."""

    by: str
    one: str


def tr(lang: Lang, key: str, **params: object) -> str:
    """The text of `key` ("subject.name"), its {placeholders} filled in. KeyError for an unknown key or placeholder."""
    return fill(lang, key, params) if params else _text(lang, key)


def fill(lang: Lang, key: str, values: Mapping[str, object], said: Callable[[str], str] = str) -> str:
    """As `tr`, from a mapping that may look its values up when they are asked for. `said` words the text for whoever
    hears it, before anything is put in."""
    name, texts = _found(key)
    counted = texts[lang][1].get(name)
    text = counted.one if counted and str(values[counted.by]) == "1" else _text(lang, key)
    return said(text).format_map(values)


@cache
def catalogue(lang: Lang, subject: str) -> Mapping[str, str]:
    """All texts of one subject by name, tables of the file joined by dots; of a text with two forms the one for many.

    KeyError when there is no such subject.
    """
    return {name: text for table in _tables(subject) for name, text in _read(subject, table)[lang][0].items()}


def one_of(lang: Lang, subject: str) -> Mapping[str, Counted]:
    """By name: what is said instead where the value that counts is 1. KeyError when there is no such subject."""
    return {name: one for table in _tables(subject) for name, one in _read(subject, table)[lang][1].items()}


def subjects() -> tuple[str, ...]:
    """The names of all subjects."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def choose_language(flag: str | None = None, environ: Mapping[str, str] | None = None) -> Lang:
    """The language to speak: `flag`, else RMDESK_LANG, else the locale's; English when none says Chinese.

    ValueError when `flag` is neither "zh" nor "en".
    """
    if flag is not None:
        if flag not in LANGS:
            raise ValueError(flag)
        return "zh" if flag == "zh" else "en"
    env = os.environ if environ is None else environ
    names = ("RMDESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    given = next((env[name] for name in names if env.get(name)), "")
    if not given and environ is None:  # Windows and macOS may set none of them
        given = _system.getlocale()[0] or ""
    return "zh" if given.lower().startswith(("zh", "chinese")) else "en"


def _text(lang: Lang, key: str) -> str:
    name, texts = _found(key)
    return texts[lang][0][name]


_Texts = Mapping[Lang, tuple[dict[str, str], dict[str, Counted]]]


def _found(key: str) -> tuple[str, _Texts]:
    """A text's name in its subject, and all texts of the table in which it stands."""
    subject, _, name = key.partition(".")
    tables, table = _tables(subject), name.rpartition(".")[0]
    while table not in tables:
        table = table.rpartition(".")[0]
    return name, _read(subject, table)


@cache
def _tables(subject: str) -> Mapping[str, str]:
    """What stands under each heading of a file, "" for its beginning. A table is read when somebody speaks of it: the
    lock needs a third of its files."""
    path = _FOLDER / f"{subject}.toml"
    if not path.is_file():
        raise KeyError(subject)
    first, *rest = re.split(r"^\[([a-z0-9_.]+)\]$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {"": first, **dict(zip(rest[::2], rest[1::2], strict=True))}


@cache
def _read(subject: str, table: str) -> _Texts:
    found: dict[Lang, tuple[dict[str, str], dict[str, Counted]]] = {lang: ({}, {}) for lang in LANGS}
    for name, text in _flat(tomllib.loads(_tables(subject)[table]), f"{table}." if table else ""):
        for lang in LANGS:
            said = text[lang]
            if not isinstance(said, str):
                found[lang][1][name] = Counted(said["by"], said["one"])
                said = said["other"]
            found[lang][0][name] = said
    return found


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every text by its full name: what holds nothing but the two languages is a text, all else a table of texts."""
    for name, value in table.items():
        if value.keys() == set(LANGS):
            yield f"{prefix}{name}", value
        else:
            yield from _flat(value, f"{prefix}{name}.")
