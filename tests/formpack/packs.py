"""Packs made from the default one by changing its texts, as a person with an editor would."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rmdesk.formpack.reading import FOLDERS
from rmdesk.formpack.schema import FILES
from rmdesk.resources import folder

Texts = dict[str, str]
Change = Callable[[Texts], None]


class Row(NamedTuple):
    """One kind of broken pack: what is changed, and the fault that must be among those found."""

    name: str
    change: Change
    file: str
    key: str
    says: str  # part of the English message


@cache
def _default() -> tuple[tuple[str, str], ...]:
    home = folder("forms")
    more = sorted(path.relative_to(home).as_posix() for one in FOLDERS for path in home.glob(f"{one}*.toml"))
    return tuple((name, (home / name).read_bytes().decode()) for name in (*FILES, *more))


def default_texts() -> Texts:
    """The default pack's texts, fresh."""
    return dict(_default())


def changed(*changes: Change) -> Texts:
    """The default pack's texts after these changes."""
    texts = default_texts()
    for change in changes:
        change(texts)
    return texts


def swap(file: str, old: str, new: str) -> Change:
    """Replace the first `old`, which must stand in the file, by `new`."""

    def change(texts: Texts) -> None:
        assert old in texts[file], f"{old!r} does not stand in {file}: the row tests nothing"
        texts[file] = texts[file].replace(old, new, 1)

    return change


def cut(file: str, start: str, end: str) -> Change:
    """Take out everything from `start` up to the next `end`, which stays; up to the file's end when `end` is ""."""

    def change(texts: Texts) -> None:
        text = texts[file]
        begin = text.index(start)
        stop = text.index(end, begin + len(start)) if end else len(text)
        texts[file] = text[:begin] + text[stop:]

    return change


def add(file: str, more: str) -> Change:
    """Write `more` at the end of the file, or as a new file."""

    def change(texts: Texts) -> None:
        texts[file] = texts.get(file, "") + more

    return change


def drop(file: str) -> Change:
    """Leave a file out."""

    def change(texts: Texts) -> None:
        del texts[file]

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(texts: Texts) -> None:
        for one in changes:
            one(texts)

    return change


def question(name: str, *, more: str = "") -> str:
    """A plain question for a questionnaire."""
    return (
        f'[[questions]]\nid = "{name}"\nsection = "style"\ntopics = ["purpose"]\n{more}'
        'text = { zh = "问题", en = "A question" }\noptions = [\n'
        '  { key = "A", score = 0, text = { zh = "甲", en = "a" } },\n'
        '  { key = "B", score = 1, text = { zh = "乙", en = "b" } },\n]\n\n'
    )


def write(texts: Texts, home: Path) -> Path:
    """The pack as files in `home`."""
    for name, text in texts.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return home
