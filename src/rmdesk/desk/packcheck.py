"""Whether a form pack can be used: by the checks of the pack itself, and by the font that its words are printed in."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from rmdesk.formpack import Fault
from rmdesk.formpack.fault import fault
from rmdesk.formpack.languages import chinese_alone

# not from the package: its name `check` is the folder of checks as soon as one of them was loaded
from rmdesk.formpack.loader import check, check_texts, read_folder
from rmdesk.formpack.loader import warnings as practice_warnings
from rmdesk.formpack.parse import toml
from rmdesk.formpack.repeated import gathered
from rmdesk.paper import unprintable


def faults(folder: Path) -> tuple[Fault, ...]:
    """Everything that is wrong with the pack in `folder`; empty when it could be adopted. Never raises for content."""
    if not folder.is_dir():
        return (fault(str(folder), "", "no_folder"),)
    texts, _ = read_folder(folder)
    return _gathered(check(folder), texts)


def warnings(folder: Path) -> tuple[Fault, ...]:
    """What practice warns of in the pack in `folder`: it can be adopted all the same."""
    return practice_warnings(folder) if folder.is_dir() else ()


def faults_in(texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """`faults` for texts that were read already."""
    return _gathered(check_texts(texts), texts)


def _gathered(found: tuple[Fault, ...], texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """With what cannot be printed; what says the same everywhere once."""
    every = (*found, *(one for file, text in texts.items() for one in _unprintable(file, text)))
    return gathered(every, chinese_alone=chinese_alone(texts))


def _unprintable(file: str, text: str) -> Iterator[Fault]:
    """A character that the font lacks would be found only when a client waits for the paper (SALE-14)."""
    from rmdesk.formpack.check.walk import LANGUAGES, is_text, spots  # late, as in the loader

    if not unprintable(text) or isinstance(tables := toml(file, text), Fault):
        return
    for spot in spots(tables):
        for lang in LANGUAGES if is_text(spot.value) else ():
            for glyph in unprintable(str(spot.value.get(lang, ""))):
                key = f"{spot.key}.{lang}"
                yield fault(file, key, "unprintable", char=glyph.char, code=glyph.codepoint)
