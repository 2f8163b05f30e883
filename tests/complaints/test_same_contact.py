"""The same complaint again is recognised however its contact was typed (COMP-07)."""

import pytest

from complaints.kit import WHO, new, taken
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import register, statistics
from rmdesk.desk.complaints.statistics import Rate
from rmdesk.desk.desk import Desk
from rmdesk.domain.contacts import contacts_in
from support.desks import done

MOBILE = (
    "+86 138 0000 0001", "+8613800000001", "008613800000001", "86-13800000001", "１３８０００００００１",
    "138-0000-0001", "（+86）13800000001", "手机：138 0000 0001（王女士）",
)  # fmt: skip


@pytest.mark.parametrize("typed", MOBILE)
def test_a_mobile_is_one_number(branch: Desk, typed: str) -> None:
    """Whoever complains twice is not handled twice because a clerk typed spaces."""
    taken(branch)
    again = new(complainant=WHO.model_copy(update={"contact": typed}))
    assert [one.no for one in done(register.duplicates(branch, again))] == ["C-0001"]
    assert [one.no for one in done(looking.find(branch, typed.strip("手机：（王女士）")))] == ["C-0001"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wang.Fang@Example.COM", "wang.fang@example.com"),
        ("ｗａｎｇ＠example.com", "邮箱 WANG@example.com"),
        ("021-6123 4567", "+86 21 61234567"),
        ("(0755) 2612 3456", "0086 755 26123456"),
    ],
)
def test_one_contact_typed_twice(one: str, other: str) -> None:
    """Capitals, width, country and area."""
    assert contacts_in(one) == contacts_in(other) != frozenset()


@pytest.mark.parametrize(("one", "other"), [("13800000001", "13800000002"), ("021-61234567", "010-61234567")])
def test_two_numbers_stay_two(one: str, other: str) -> None:
    """A stranger is not taken for the one who complained before."""
    assert not contacts_in(one) & contacts_in(other)


def test_a_number_inside_the_words_counts(branch: Desk) -> None:
    """ "Call me back at …": the number stands in the claim, and another one in the field."""
    taken(branch, claim="赎回费没有事先说明，请回电 139-0000-0007。")
    again = new(complainant=WHO.model_copy(update={"name": "另一称呼", "contact": "+8613900000007"}))
    assert [one.no for one in done(register.duplicates(branch, again))] == ["C-0001"]


def test_who_comes_back_repeats_in_the_figures(branch: Desk) -> None:
    """DESK-11: the rate of repeats is of people, not of ways to type."""
    taken(branch)
    taken(branch, complainant=WHO.model_copy(update={"contact": "+86 138-0000-0001"}))
    today = branch.today()
    assert done(statistics.statistics(branch, today, today)).repeats == Rate(1, 2)
