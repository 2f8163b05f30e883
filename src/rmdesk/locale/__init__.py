"""The words of the screens, prompts and commands, in Chinese and English. Words of the field stand in the form pack."""

import locale as _system
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

# The same as rmdesk.domain.base.Lang, without its import of pydantic (60 ms that `--version` need not pay).
Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
_FOLDER = Path(__file__).parent


def tr(lang: Lang, key: str, **params: object) -> str:
    """The text of `key` ("area.name") with its {placeholders} filled in. KeyError for an unknown key or placeholder."""
    area, _, name = key.partition(".")
    text = catalogue(lang, area)[name]
    return text.format_map(params) if params else text


@cache
def catalogue(lang: Lang, area: str) -> Mapping[str, str]:
    """All texts of one area by name, tables of the file joined by dots. KeyError when there is no such area."""
    path = _FOLDER / lang / f"{area}.toml"
    if not path.is_file():
        raise KeyError(area)
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))


def areas(lang: Lang) -> tuple[str, ...]:
    """The names of all areas of `lang`."""
    return tuple(sorted(path.stem for path in (_FOLDER / lang).glob("*.toml")))


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


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", str(value)))
    return found
