"""A bank's own papers, as files that no line of the program knows."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from formpack.packs import Texts, default_texts, write
from rmdesk.formpack import Pack, load

OWN = Path(__file__).parent.parent / "formpack" / "own_bank"


def own_texts() -> Texts:
    """The default pack with the bank's own papers."""
    texts = default_texts()
    for path in sorted(OWN.glob("papers/*.toml")):
        texts[path.relative_to(OWN).as_posix()] = path.read_text(encoding="utf-8")
    return texts


@cache
def own_pack() -> Pack:
    """That pack, checked and loaded."""
    with TemporaryDirectory() as folder:
        return load(write(own_texts(), Path(folder)))
