"""What the face remembers before the desk is unlocked: who came last, theme, language. Nothing of a client."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from rmdesk.locale import LANGS
from rmdesk.tui.themes import NAMES

FILE = "face.json"


@dataclass(frozen=True)
class Preferences:
    """`lang` "" follows the locale."""

    login: str = ""
    theme: str = "light"
    lang: str = ""


def load(folder: Path) -> Preferences:
    """What is remembered in the desk's folder; the defaults where nothing readable is."""
    try:
        given = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(given, dict):
        return Preferences()
    login, theme, lang = (given.get(name) for name in ("login", "theme", "lang"))
    return Preferences(
        login=login if isinstance(login, str) else "",
        theme=theme if theme in NAMES else "light",
        lang=lang if lang in LANGS else "",
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
