"""Where the files that travel with the program stand: inside the wheel, or beside `src/` in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `forms` or `sample_db`, as installed or as checked out."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent.parent / name
