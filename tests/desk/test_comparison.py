"""What may stand side by side on paper before a client: only what the match offers (SUIT-04, SUIT-28)."""

from pathlib import Path

import pytest

from rmdesk.desk import matching, printing
from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import codes, done
from support.people import product
from tui.sale.cases import CAUTIOUS, a_client, assessed


@pytest.fixture
def client(desk: Desk, clock: Clock) -> str:
    """A cautious client before a shelf with six products within the level, one above it and one that is suspended."""
    for code, level in (*((f"W-1{n}", "R1") for n in range(6)), ("W-80", "R5"), ("W-90", "R1")):
        done(shelf.put_on(desk, product(code=code, issuer_level=level, bank_level=level)))
    done(shelf.set_status(desk, "W-90", "suspended", "暂停"))
    one = a_client(desk)
    assessed(desk, clock, one, CAUTIOUS)
    return one.id


def compared(desk: Desk, client: str, folder: Path, *products: str) -> list[str]:
    """The refusals of a printed comparison; none when it was printed."""
    answer = printing.print_client(desk, client, folder, "zh", ("comparison",), products)
    return codes(answer) if isinstance(answer, Refused) else []


@pytest.mark.parametrize("code", ["W-80", "W-90"])
def test_what_is_not_offered_is_compared_on_no_paper(desk: Desk, client: str, tmp_path: Path, code: str) -> None:
    """If it fails, a paper of the bank pitches a product above the client's level, or one that is suspended."""
    assert code not in {one.code for one, _ in done(matching.match(desk, client)).offered}
    assert compared(desk, client, tmp_path, "W-10", code) == ["SUIT-04.compared"]
    assert list(tmp_path.glob("*.pdf")) == []
    assert compared(desk, client, tmp_path, "W-10", "W-11") == []


def test_more_than_fits_is_refused_and_not_cut(desk: Desk, client: str, tmp_path: Path) -> None:
    """If it fails, a fifth product vanishes from the paper without a word."""
    five = [f"W-1{n}" for n in range(5)]
    assert compared(desk, client, tmp_path, *five) == ["INPUT.too_many"]
    assert compared(desk, client, tmp_path) == ["INPUT.too_many"]
    answer = printing.print_client(desk, client, tmp_path, "zh", ("comparison",))
    assert isinstance(answer, Refused)
    said = desk.pack.say(answer.reasons[0], "en")
    assert "--product" in said.next, f"none was named, and the way out is to name some: {said.line}"
    assert compared(desk, client, tmp_path, *five[:4], five[0]) == []
