"""What whoever sells says of a holding, day after day, never makes what counts less than what was held (SUIT-03)."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rmdesk.domain.holdings import Holding
from rmdesk.domain.portfolio import Portfolio, position
from rmdesk.domain.rates import Rate, in_force
from support.people import DAY, LEVELS
from support.tiers import longer

FRESH = 5
NONE, NEVER = Decimal(0), Decimal("Infinity")
HOLDING = Holding(
    id="h",
    client_id="c",
    code="X-9",
    name="他行保单",
    family="insurance",
    amount=Decimal(390_000),
    payment="yearly",
    premium=Decimal(100_000),
    years_left=40,
    as_of=DAY,
    source="typed",
)
RATES = {"CNY": Decimal(1), "USD": Decimal(7), "JPY": Decimal("0.05")}
KEEPER = tuple(
    Rate(currency=code, rate=rate, on=DAY, source="总行牌价", by="keeper") for code, rate in RATES.items() if rate != 1
)
Acts: TypeAlias = list[tuple[int, dict[str, Any]]]

_days = st.integers(-15, 15).flatmap(lambda days: st.sampled_from([DAY + timedelta(days), DAY + timedelta(days - 365)]))
_amounts = st.sampled_from([1, 10, 60_000, 200_000, 390_000, 9_000_000]).map(Decimal)
_said = st.one_of(
    st.fixed_dictionaries({"amount": _amounts}),
    st.fixed_dictionaries({"currency": st.sampled_from(["CNY", "USD", "JPY", "EUR"]), "amount": _amounts}),
    st.fixed_dictionaries({"maturity": st.none() | _days}),
    st.fixed_dictionaries({"state": st.sampled_from(["held", "frozen", "ended"])}),
    st.fixed_dictionaries({"family": st.sampled_from(["deposit", "insurance"])}),
    st.fixed_dictionaries({"premium": st.sampled_from([None, Decimal(1), Decimal(100_000)])}),
    st.fixed_dictionaries({"years_left": st.sampled_from([None, 0, 1, 9]), "as_of": _days}),
    st.fixed_dictionaries({"as_of": _days}),
    st.fixed_dictionaries({"begun_on": st.none() | _days, "code": st.sampled_from(["X-9", "X-8"])}),
)
_acts = st.lists(st.tuples(st.integers(0, 8), _said), min_size=1, max_size=6)
_own_rates = st.lists(
    st.tuples(st.sampled_from(["USD", "JPY", "EUR"]), st.sampled_from(["0.001", "900"])), max_size=2
).map(
    lambda said: tuple(Rate(currency=code, rate=Decimal(rate), on=DAY, source="x", by="seller") for code, rate in said)
)


_OF_SELLER = Rate(currency="USD", rate=Decimal("0.001"), on=DAY, source="x", by="seller")


def _counted(day: date, now: Holding, own: tuple[Rate, ...]) -> tuple[Decimal, Decimal]:
    """The most that counts by what is bound, and by premiums, as the desk has it; without a rate there is no end."""
    stood = (one for one in (now, *now.lately(day - timedelta(FRESH - 1))) if one.held_on(day))
    states = tuple(position(one, None, LEVELS, day, unmatched=("deposit",), insured=("insurance",)) for one in stood)
    entered, positions = (*KEEPER, *own), states[: now.held_on(day)]
    stood_as = (states,) if states else ()
    whole = Portfolio(positions=positions, states=stood_as, rates=in_force(entered), entered=entered)
    found = whole.before({"seller"})
    if any(one.unrated for one in found):
        return NEVER, NEVER
    return max((one.bound for one in found), default=NONE), max((one.premiums for one in found), default=NONE)


def _worth(day: date, one: Holding) -> tuple[Decimal, Decimal]:
    """What one state binds on the day and asks for each year, by the rates of the keeper."""
    if not one.held_on(day) or one.family == "deposit":
        return NONE, NONE
    rate = RATES.get(one.currency)
    if rate is None:
        return NEVER, NEVER
    asks = NONE if one.premium is None or one.paid_up(day) else one.premium
    return one.commitment * rate, asks * rate


def _told(acts: Acts) -> Iterator[tuple[date, list[Holding]]]:
    """Each day how the holding stood in the morning and after each act of it."""
    now, ended = HOLDING, sum(wait for wait, _ in acts) + 25
    due = [(sum(wait for wait, _ in acts[: number + 1]), said) for number, (_, said) in enumerate(acts)]
    for passed in range(ended):
        day, today = DAY + timedelta(passed), [now]
        for said in (said for on, said in due if on == passed):
            after = now.model_copy(update={**said, "eased": ()})
            now = after.model_copy(update={"eased": now.lighter(after, day, day - timedelta(FRESH - 1))})
            today.append(now)
        yield day, today


@longer
@settings(max_examples=80, deadline=None)
@given(_acts, _own_rates)
@example([(0, {"currency": "USD"}), (0, {"currency": "CNY"})], (_OF_SELLER,))
@example([(0, {"maturity": DAY + timedelta(7)}), (8, {"maturity": DAY})], ())
@example([(0, {"years_left": 1, "as_of": DAY - timedelta(358)}), (8, {"as_of": DAY - timedelta(1500)})], ())
def test_what_was_held_without_a_break_till_lately_still_counts(acts: Acts, own: tuple[Rate, ...]) -> None:
    """However it is cut, moved, renamed or counted: what stood, and went on by what was said in its place, counts for
    so many days more. Whoever sells would else free the means that he sells on, and nobody looks."""
    upheld: list[tuple[Holding, dict[date, tuple[Decimal, ...]]]] = []  # of each state: the least since, day by day
    for day, today in _told(acts):
        for at, one in enumerate(today):
            worth = _worth(day, one)
            for _, least in upheld:
                before = least.get(day) or least[day - timedelta(1)]
                least[day] = tuple(map(min, before, worth))
            if at or day == DAY:
                upheld.append((one, {day: worth}))
        counted = _counted(day, today[-1], own)
        for one, least in upheld:
            first = max(day - timedelta(FRESH - 1), min(least))
            still = map(min, least[first], _worth(day, one))
            assert all(have >= then for have, then in zip(counted, still, strict=True)), (day, one, today[-1])


def test_a_beginning_by_which_the_shelf_s_premiums_run_out_later_frees_nothing_then() -> None:
    """No premium was named, so it is the terms that say for how long: whoever moves the first day waits for it."""
    named = HOLDING.model_copy(update={"premium": None, "years_left": None, "begun_on": DAY})
    moved = named.model_copy(update={"begun_on": DAY.replace(year=DAY.year - 10) + timedelta(35)})
    eased = named.lighter(moved, DAY, DAY, {"X-9": 10})
    assert [one.until for one in eased] == [DAY + timedelta(35)]
    assert moved.model_copy(update={"eased": eased}).lately(DAY + timedelta(35)) == (named,)


def test_what_was_noted_before_the_day_was_kept_is_told_by_what_is_said_today() -> None:
    """A desk of before has entries without it."""
    ahead = HOLDING.model_copy(update={"maturity": DAY + timedelta(35)})
    first = [one.model_copy(update={"until": None}) for one in HOLDING.lighter(ahead, DAY, DAY)]
    old = ahead.model_copy(update={"eased": tuple(first)})
    assert old.lately(DAY + timedelta(35)) == (HOLDING,)
    assert old.lately(DAY + timedelta(36)) == ()


def test_what_was_corrected_for_a_time_is_let_go_once_it_is_put_right() -> None:
    """Else a year mistyped once asks for a reviewer ten years long; and a note made later asks nobody."""
    ahead = HOLDING.model_copy(update={"maturity": DAY + timedelta(3650)})
    said = ahead.model_copy(update={"eased": HOLDING.lighter(ahead, DAY, DAY)})
    right = HOLDING.model_copy(update={"eased": said.lighter(HOLDING, DAY + timedelta(1), DAY)})
    assert right.lately(DAY + timedelta(2)) == ()
    noted = right.model_copy(update={"note": "电话核对"})
    assert [one.until for one in right.lighter(noted, DAY + timedelta(5), DAY)] == [DAY + timedelta(1)] * 2
    assert right.lighter(right, DAY + timedelta(90), DAY + timedelta(60)) == right.eased
