"""Talk tracks, answers to objections and emergency cards: found where they are needed, never without their risk."""

from datetime import timedelta

import pytest

from formpack.packs import Change, changed, swap
from rmdesk.desk.cards import finding
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, opening
from rmdesk.desk.search import everything
from rmdesk.formpack import check_texts
from support.desks import codes, done
from support.people import product
from support.registers import at, was_done
from support.walk import put_on


def test_a_card_is_found_by_its_words_and_its_family(own: Desk) -> None:
    """A client asks whether it is a deposit: the answer stands there while he waits (DESK-05)."""
    manager = at(own, "manager")
    assert [one.id for one in done(finding.find(manager, "存款保险"))] == ["like_deposit"]
    assert ("card", "run_on_branch") in [(one.kind, one.id) for one in done(everything.find(manager, "挤兑"))]
    of_trust = {one.id for one in done(finding.find(manager, family="trust", kind="objection"))}
    assert {"what_yield", "fee"} <= of_trust
    assert "fallen" not in of_trust
    assert codes(finding.get(manager, "no_such")) == ["INPUT.unknown"]


def test_a_visit_has_at_hand_what_may_be_said_of_its_product(own: Desk) -> None:
    """A manager who prepares a visit about a product finds its cards in the visit itself, until it was held."""
    one = product()
    put_on(at(own, "product_keeper"), one)
    typed = {"about": "client:K-0001", "on": (own.today() + timedelta(1)).isoformat(), "aims": "review"}
    visit = was_done(acting.begin(at(own, "manager"), "visit_plan", typed | {"product": one.code, "cards": "elder"}))
    cards = [link.id for link in done(opening.entry(own, visit.no)).links if link.kind == "text_card"]
    assert {"elder", "wealth_intro", "like_deposit"} <= set(cards)
    strange = acting.begin(own, "visit_plan", typed | {"cards": "run_on_branch"})
    assert codes(strange) == ["INPUT.unknown"]


CARDS = "talk_tracks.toml"


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (swap(CARDS, 'families = ["wealth"]', 'families = ["welth"]'), "card[wealth_intro].families", "unknown_family"),
        (swap(CARDS, 'id = "fee"', 'id = "elder"'), "card[elder].id", "duplicate"),
        (swap(CARDS, "请把它看作参照", "保本保息"), "card[wealth_intro].body[2].zh", "banned"),
        (swap(CARDS, 'kind = "emergency"', 'kind = "talk"'), "card[run_on_branch].risk", "card_risk"),
        (swap(CARDS, 'kind = "emergency"', 'kind = "alarm"'), "card[run_on_branch].kind", "choice"),
    ],
)
def test_a_card_that_would_mislead_is_refused(change: Change, key: str, reason: str) -> None:
    """What is said to clients says the risk with it and promises nothing (SALE-11)."""
    assert (key, reason) in [(one.key, one.reason) for one in check_texts(changed(change))]
