"""A bank's own registers, as files that no line of the program knows: visitors with passes, tips that few may see."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from formpack.packs import Change, Texts, default_texts, write
from rmdesk.formpack import Pack, load

OWN = Path(__file__).parent.parent / "formpack" / "own_bank"


def own_texts(*changes: Change) -> Texts:
    """The default pack with the bank's own registers, after these changes."""
    texts = default_texts()
    for path in sorted((*OWN.glob("registers/*.toml"), *OWN.glob("sheets/*.toml"))):
        texts[path.relative_to(OWN).as_posix()] = path.read_text(encoding="utf-8")
    texts["labels.toml"] += (OWN / "register_labels.toml").read_text(encoding="utf-8")
    for change in changes:
        change(texts)
    return texts


def own_pack(*changes: Change) -> Pack:
    """That pack, checked and loaded."""
    return _unchanged() if not changes else _loaded(own_texts(*changes))


@cache
def _unchanged() -> Pack:
    return _loaded(own_texts())


def _loaded(texts: Texts) -> Pack:
    with TemporaryDirectory() as folder:
        return load(write(texts, Path(folder)))
