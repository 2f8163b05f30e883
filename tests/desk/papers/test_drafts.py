"""A paper that is printed before what it stands for is complete: nobody can sign it, no sale takes it for its own."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from rmdesk.desk import printing
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import early, papercheck
from rmdesk.desk.sales import View
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.match import MatchInput
from rmdesk.domain.ranking import Wish
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import done, new_desk
from support.people import product
from support.tiers import also, longer
from support.walk import assessed, put_on, register, start

SAID = {"zh": "草稿，不得签署", "en": "Draft, not for signature"}


@pytest.fixture
def desk(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    with new_desk(tmp_path / "desk", pack, clock) as one:
        put_on(one, product(code="W-01"))
        yield one


def _pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


@longer
@pytest.mark.parametrize("lang", ["zh", also("en")])
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


def test_the_sheet_of_a_file_that_lacks_something_is_a_draft(desk: Desk, tmp_path: Path) -> None:
    """A client vouches for a sheet that is not whole: an imported file may lack what the law wants in it (KYC-03)."""
    client = register(desk)
    lacking = client.model_copy(update={"id": desk.new_id(), "no": "K-0099", "lacking": ("income_yearly",)})
    desk.record(facts.ClientRegistered(client=lacking), lacking.id)
    (sheet,) = done(printing.print_client(desk, lacking.id, tmp_path, "zh", ("client_sheet",)))
    assert [one.code for one in sheet.warnings] == ["SALE-13.draft"]
    assert all(SAID["zh"] in page for page in _pages(sheet.path))
    assert not any("签名" in page for page in _pages(sheet.path))
    assert any("告知与同意" in page for page in _pages(sheet.path))
    (whole,) = done(printing.print_client(desk, client.id, tmp_path, "zh", ("client_sheet",)))
    assert whole.warnings == ()
    assert any("签名" in page for page in _pages(whole.path))


def test_answers_that_were_not_accepted_are_signed_by_nobody(desk: Desk, tmp_path: Path) -> None:
    """The client signs for a level that carries no sale (QUES-09)."""
    client = register(desk)
    taken = assessed(desk, client, seconds=1)
    assert taken.awaits_review
    (early,) = done(printing.print_client(desk, client.id, tmp_path, "zh", ("questionnaire",)))
    assert not any(SAID["zh"] in page for page in _pages(early.path))
    desk.record(facts.AssessmentSentBack(assessment_id=taken.id, note="过快"), client.id)
    (later,) = done(printing.print_client(desk, client.id, tmp_path, "zh", ("questionnaire",)))
    assert all(SAID["zh"] in page for page in _pages(later.path))


def test_a_proposal_made_before_the_file_was_whole_is_a_draft(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A client of whom the bank does not know enough takes a proposal home as if it were one (KYC-03)."""
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match(Wish(amount=Decimal(200_000)))
    (whole,) = done(printing.print_sale(desk, walk.id, tmp_path, "zh", ("proposal",)))
    assert not any(SAID["zh"] in page for page in _pages(whole.path))
    view = walk.view
    lacking = view.context.client.model_copy(update={"lacking": ("income_yearly",)})
    late = view.context.model_copy(update={"client": lacking, "match_input": asked_of(view, lacking)})
    assert early.of_sale(desk.pack, ("proposal",), view.sale, late) == {"proposal"}


def asked_of(view: View, client: Client) -> MatchInput:
    """What the match is asked, of another client."""
    return view.context.match_input.model_copy(update={"client": client})
