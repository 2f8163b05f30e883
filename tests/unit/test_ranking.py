"""The order of the offered list: published, blind to commission and to return (SUIT-07, SUIT-29)."""

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.product import GOALS, LIQUIDITIES, Product
from rmdesk.domain.ranking import HORIZON_DAYS, RankKey, Wish, rank
from support.people import LEVELS, product, text

ORDER: tuple[RankKey, ...] = ("goal", "horizon", "level", "liquidity", "code")
KEYS: tuple[RankKey, ...] = ("loss", "goal", "horizon", "level", "liquidity", "minimum", "code")


@st.composite
def shelves(draw: st.DrawFn) -> tuple[Product, ...]:
    """Up to eight products."""
    one = st.builds(
        lambda goals, level, liquidity, term, minimum, commission: {
            "goals": tuple(goals),
            "bank_level": level,
            "liquidity": liquidity,
            "term_days": term,
            "minimum": Decimal(minimum),
            "commission": Decimal(commission),
        },
        st.sets(st.sampled_from(GOALS), max_size=2),
        st.sampled_from(["R1", "R2", "R3", "R4", "R5"]),
        st.sampled_from(LIQUIDITIES),
        st.sampled_from([None, 30, 90, 365, 1000]),
        st.sampled_from([1, 1000, 10_000]),
        st.integers(0, 5),
    )
    found = draw(st.lists(one, max_size=8))
    return tuple(product(code=f"W-{at:02d}", **over) for at, over in enumerate(found))


wishes = st.builds(
    Wish,
    goal=st.none() | st.sampled_from(GOALS),
    horizon=st.none() | st.sampled_from(sorted(HORIZON_DAYS)),
    liquidity=st.none() | st.sampled_from(LIQUIDITIES),
)
orders = st.permutations(KEYS).flatmap(lambda keys: st.integers(1, 6).map(lambda count: tuple(keys[:count])))


@given(shelves(), wishes, orders, st.data())
def test_commission_and_everything_else_unpublished_moves_nothing(
    shelf: tuple[Product, ...], wish: Wish, order: tuple[RankKey, ...], data: st.DataObject
) -> None:
    """SUIT-29 and SUIT-07: the same order after every commission, name, issuer, fee and return kind was exchanged."""
    changed = tuple(
        one.model_copy(
            update={
                "commission": Decimal(data.draw(st.integers(0, 99))),
                "name": text(data.draw(st.sampled_from(["年化9%", "稳利", "高收益"]))),
                "return_kind": data.draw(st.sampled_from(["fixed", "floating", "combined"])),
                "self_issued": data.draw(st.booleans()),
                "summary": text(data.draw(st.sampled_from(["a", "b"]))),
            }
        )
        for one in shelf
    )
    before = [one.code for one in rank(shelf, order, wish, LEVELS)]
    assert [one.code for one in rank(changed, order, wish, LEVELS)] == before


@given(shelves(), wishes, orders)
def test_the_order_does_not_depend_on_the_order_of_entry(
    shelf: tuple[Product, ...], wish: Wish, order: tuple[RankKey, ...]
) -> None:
    """Whoever put his product on the shelf first gains nothing."""
    expected = rank(shelf, order, wish, LEVELS)
    for mixed in list(permutations(shelf[:4]))[:6]:
        assert rank((*mixed, *shelf[4:]), order, wish, LEVELS) == expected


def test_the_published_order_is_the_one_that_is_kept() -> None:
    """Goal, then horizon, then the lower level, then the more liquid, then the code."""
    wish = Wish(goal="growth", horizon="6m_1y")
    shelf = (
        product(code="E", goals=("income",), term_days=365, bank_level="R1", issuer_level="R1", liquidity="daily"),
        product(code="D", term_days=365, issuer_level="R3", liquidity="daily"),
        product(code="C", term_days=365, liquidity="at_maturity"),
        product(code="B", term_days=365, liquidity="periodic"),
        product(code="A", term_days=30, issuer_level="R1", bank_level="R1"),
        product(code="BA", term_days=365, liquidity="periodic"),
    )
    assert [one.code for one in rank(shelf, ORDER, wish, LEVELS)] == ["B", "BA", "C", "D", "A", "E"]


@pytest.mark.parametrize(
    ("wish", "admitted"),
    [
        (Wish(), True),
        (Wish(goal="growth"), True),
        (Wish(goal="income"), False),
        (Wish(horizon="under_6m"), True),
        (Wish(liquidity="at_maturity"), True),
        (Wish(liquidity="daily"), False),
    ],
)
def test_a_filter_hides_what_the_client_did_not_ask_for(wish: Wish, admitted: bool) -> None:
    """It only ever hides."""
    assert wish.admits(product()) is admitted
    assert not Wish(horizon="under_6m").admits(product(term_days=183))
    assert Wish(horizon="under_6m").admits(product(term_days=None))


def test_what_may_lose_more_than_the_client_named_comes_later() -> None:
    """SUIT-16: who can bear 5% reads first of what stays within it, whatever else speaks for the other."""
    risky = product(code="W-01", worst_loss=Decimal("0.06"), bank_level="R1", issuer_level="R1")
    calm = product(code="W-02", worst_loss=Decimal("0.05"), bank_level="R2")
    order: tuple[RankKey, ...] = ("loss", "level", "code")
    assert rank((risky, calm), order, Wish(), LEVELS, Decimal("0.05")) == (calm, risky)
    assert rank((risky, calm), order, Wish(), LEVELS) == (risky, calm)
