"""A paper that is printed before what it stands for is complete: nobody can sign it, no sale takes it for its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import papercheck
from rmdesk.domain.base import Lang
from rmdesk.formpack import Pack
from rmdesk.locale import LANGS
from support.clock import Clock
from support.desks import done, new_desk
from support.people import product
from support.walk import assessed, put_on, register, start

SAID = {"zh": "草稿，不得签署", "en": "Draft, not for signature"}


@pytest.fixture
def desk(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    with new_desk(tmp_path / "desk", pack, clock) as one:
        put_on(one, product(code="W-01"))
        yield one


def _pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@pytest.mark.parametrize("lang", LANGS)
def test_a_half_told_book_is_a_draft(desk: Desk, clock: Clock, tmp_path: Path, lang: Lang) -> None:
    """A client signs for disclosures that nobody made."""
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    (early,) = done(printing.print_sale(desk, walk.id, tmp_path, lang, ("disclosure_book",)))
    pages, line = _pages(early.path), {"zh": "签名", "en": "Signature"}[lang]
    assert all(SAID[lang] in page for page in pages)
    assert not any(line in page for page in pages)
    assert not walk.view.sale.printed, "a draft is no paper of the sale"
    assert done(papercheck.check(desk, early.path)).verdict == "same"
    walk.tell().understand().record()
    (whole,) = done(printing.print_sale(desk, walk.id, tmp_path, lang, ("disclosure_book",)))
    assert whole.number != early.number
    assert not any(SAID[lang] in page for page in _pages(whole.path))
    assert any(line in page for page in _pages(whole.path))
    assert [one.number for one in walk.view.sale.printed] == [whole.number]
    assert desk.store.replay().ok
