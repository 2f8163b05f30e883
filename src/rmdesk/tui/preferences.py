"""What the face remembers before the desk is unlocked: who came last, what people of the branch are called, theme,
language. Nothing of a client."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rmdesk.domain.json_document import read_document
from rmdesk.locale import LANGS
from rmdesk.tui.themes import NAMES

FILE = "face.json"


@dataclass(frozen=True)
class Preferences:
    """`lang` "" follows the locale; `names` by login, as they were when the desk was last opened."""

    login: str = ""
    theme: str = "light"
    lang: str = ""
    names: dict[str, str] = field(default_factory=dict)


def load(folder: Path) -> Preferences:
    """What is remembered in the desk's folder; the defaults where nothing readable is."""
    try:
        given = read_document((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(given, dict):
        return Preferences()
    login, theme, lang, names = (given.get(name) for name in ("login", "theme", "lang", "names"))
    listed = names.items() if isinstance(names, dict) else ()
    return Preferences(
        login=login if isinstance(login, str) else "",
        theme=theme if theme in NAMES else "light",
        lang=lang if lang in LANGS else "",
        names={key: name for key, name in listed if isinstance(name, str)},
    )


def save(folder: Path, preferences: Preferences) -> bool:
    """Remember; False when the folder cannot be written."""
    try:
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{FILE}")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(preferences), file)
        os.replace(name, folder / FILE)
    except OSError:
        return False
    return True
