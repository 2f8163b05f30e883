"""Large print is for whoever asks for it at the counter: by the file and the age alone, many who need it go without."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from complaints.kit import taken
from rmdesk.desk import printing, printing_sets
from rmdesk.desk.complaints import cases, letters
from rmdesk.desk.desk import Desk
from rmdesk.desk.printing import printed_document
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import codes, done, new_desk
from support.people import product
from support.tiers import longer
from support.walk import Walk, assessed, put_on, register, start

LEAST = 16
"""Points of a text that is read without glasses."""


@pytest.fixture
def desk(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    with new_desk(tmp_path / "desk", pack, clock) as one:
        put_on(one, product(code="W-01"))
        yield one


def ready(desk: Desk, clock: Clock) -> Walk:
    """A sale whose papers are due, of a client of 46 whose file asks for nothing."""
    client = register(desk)
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01").tell().understand().record()


FOOT = 110
"""Points from the lower edge of a page, below which nothing but its foot stands."""


def body(path: Path) -> float:
    """The size in which most of a file's first page is set above its foot, in points."""
    found: Counter[float] = Counter()

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        found[round(size * tm[0], 1)] += len(text.strip()) if tm[5] > FOOT else 0

    PdfReader(path).pages[0].extract_text(visitor_text=visit)
    return found.most_common(1)[0][0]


def test_a_client_who_asks_reads_large_print(desk: Desk, tmp_path: Path) -> None:
    """Somebody of forty with weak eyes signs what he could not read."""
    client = register(desk)
    (usual,) = done(printing.print_client(desk, client.id, tmp_path, "zh", ("rights_notice",)))
    (large,) = done(printing.print_client(desk, client.id, tmp_path, "zh", ("rights_notice",), large=True))
    assert printed_document(desk, large.number).large
    assert body(large.path) >= LEAST > body(usual.path)


@longer
def test_who_asked_once_gets_all_papers_of_the_sale_so(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, the next paper is small again, or the set and single papers of it are two versions."""
    walk = ready(desk, clock)
    first = done(printing.print_sale(desk, walk.id, tmp_path, "zh", large=True))
    whole = done(printing_sets.print_set(desk, walk.id, "zh", tmp_path))
    assert set(whole.numbers) == {one.number for one in first}
    assert all(one.large for one in walk.view.sale.printed)
    back = done(printing.print_sale(desk, walk.id, tmp_path, "zh", ("opinion",), large=False))
    assert not printed_document(desk, back[0].number).large
    assert desk.store.replay().ok


def test_what_was_signed_is_never_printed_in_another_size(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A second version of a signed paper, under another number, that nobody signed."""
    walk = ready(desk, clock).print().take_back().countersign()
    answer = printing.print_sale(desk, walk.id, tmp_path, "zh", large=True)
    assert codes(answer) == ["SALE-13.as_signed"]
    assert {one.number for one in done(printing.print_sale(desk, walk.id, tmp_path, "zh"))} == {
        one.number for one in walk.view.sale.printed
    }


def test_a_complainant_who_is_no_client_gets_large_letters(desk: Desk, tmp_path: Path) -> None:
    """Of him there is no file that could ask for it."""
    view = taken(desk)
    usual = done(letters.print_letter(desk, view.case.id, view.case.version, "receipt", tmp_path, "zh"))
    case = done(cases.view(desk, view.case.id)).case
    assert letters.print_now(desk, case) is False
    large = done(letters.print_letter(desk, case.id, case.version, "receipt", tmp_path, "zh", large=True))
    assert large.number != usual.number
    assert body(large.path) >= LEAST > body(usual.path)
    case = done(cases.view(desk, view.case.id)).case
    assert letters.print_now(desk, case) is True
    again = done(letters.print_letter(desk, case.id, case.version, "receipt", tmp_path, "zh"))
    assert again.number == large.number, "who asked once need not ask for every letter"
