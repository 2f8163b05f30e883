"""The back-test of a form pack (SUIT-28): every sale that was signed is asked again at its moment, by the match of the
desk, as if the other pack had been in force with the numbers of its first day."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from rmdesk.desk import sales
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.packs import Proposal
from rmdesk.desk.proving.desk_told import DeskTold, desk_told
from rmdesk.domain import facts
from rmdesk.domain.base import Text
from rmdesk.domain.match import MatchInput, Withheld, match
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.sale import Choice
from rmdesk.formpack import Pack
from rmdesk.store import Entry
from rmdesk.store.passing import Passed, passed_by

_REACH: Final = ("SUIT-02", "SUIT-25")
_SIGNING: Final = (facts.Countersigned.kind, facts.SaleSentBack.kind, facts.SaleAbandoned.kind)


class Figure(NamedTuple):
    """A figure of the pack that a reason goes by: as it was on the day of the sale, and under the other pack."""

    key: str
    name: Text
    was: str
    now: str


class Reason(NamedTuple):
    """Why a sale would have been withheld, and what of the rule's figures the other pack sets otherwise."""

    refusal: Refusal
    figures: tuple[Figure, ...]


class Stopped(NamedTuple):
    """A past sale that the other pack withholds. `already`: so did the pack of its day, which its signature broke."""

    no: str
    client_no: str
    code: str
    amount: Decimal
    currency: str
    on: date
    reasons: tuple[Reason, ...]
    already: bool


class Counted(NamedTuple):
    """How many signed sales were asked, how many of them are withheld, and how many were erased since and cannot be."""

    sales: int
    withheld: int
    erased: int


@use_case("packs.back_test")
def back_test(desk: Desk, proposal: Proposal, tell: Callable[[Stopped], None]) -> Counted:
    """Tell every past sale that the proposed pack withholds, in the order in which they were signed. Reads the journal
    once, and keeps nothing of it."""
    other, count, withheld, erased = proposal.pack.standing_on(proposal.begins), 0, 0, 0
    with desk_told(desk) as told:
        for row in passed_by(desk.store, told.kinds):
            signed = row.kind == facts.Countersigned.kind and _stands(desk, row)
            if row.payload is None:
                erased += signed
            elif row.kind in told.kinds:
                entry = row.entry
                if signed:
                    count += 1
                    for stopped in _asked(told, entry, other):
                        withheld += 1
                        tell(stopped)
                told.tell(entry, row.fact)
    return Counted(count, withheld, erased)


def _stands(desk: Desk, row: Passed) -> bool:
    """Whether a signature is the one that the sale has today: neither sent back nor given up since."""
    sql = f"SELECT max(seq) FROM journal WHERE subject = ? AND kind IN ({', '.join('?' * len(_SIGNING))})"
    return bool(desk.store.query(sql, (row.subject, *_SIGNING))[0][0] == row.seq)


def _asked(told: DeskTold, entry: Entry, other: Pack) -> Iterator[Stopped]:
    sale, then, under = told.sale(entry), told.at(entry), told.at(entry, other)
    if sale is None or sale.choice is None or then is None or under is None:
        return
    asked, product = sales.judged_by(under, sale)
    if product is None:
        return
    reasons = _reasons(product, asked, sale.choice)
    if not reasons:
        return
    before, _ = sales.judged_by(then, sale)
    found = tuple(Reason(one, tuple(_figures(one, before, asked, other))) for one in reasons)
    yield Stopped(
        sale.no,
        asked.client.no,
        product.code,
        sale.choice.amount,
        sale.choice.currency,
        asked.day,
        found,
        bool(_reasons(product, before, sale.choice)),
    )


def _reasons(product: Product, asked: MatchInput, choice: Choice) -> tuple[Refusal, ...]:
    """Why the match withholds it; nothing where the client insisted as is allowed (SUIT-25). Of a level that the pack
    does not know nobody can say what may meet."""
    known = asked.levels.product_codes
    strange = sorted({one for one in (product.issuer_level, product.bank_level) if one is not None}.difference(known))
    if strange:
        return (refuse("QUES-07.scale", lost=", ".join(strange), given=", ".join(known)),)
    verdict = match(product, asked)
    return verdict.reasons if isinstance(verdict, Withheld) and not (choice.own_choice and verdict.insistable) else ()


def _figures(reason: Refusal, before: MatchInput, asked: MatchInput, other: Pack) -> Iterator[Figure]:
    """The thresholds of the reason's rule that the two packs set otherwise, and the reach of the client's level."""
    for row in other.thresholds.threshold:
        if row.rule == reason.rule:
            was, now = (dict(_parts(row.key, getattr(one.thresholds, row.key))) for one in (before, asked))
            yield from (Figure(key, row.note, was[key], now[key]) for key in now if was.get(key, "") != now[key])
    if reason.rule in _REACH:
        level = asked.levels.of_client(reason.saw["client_level"])
        reach, reach_now = (
            ", ".join(one.levels.within_reach(one.levels.of_client(level.code))) for one in (before, asked)
        )
        if reach != reach_now:
            yield Figure(f"{level.code}.reach", level.name, reach, reach_now)


def _parts(key: str, value: object) -> Iterator[tuple[str, str]]:
    """A figure as it is written; one that a table holds, part by part."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _parts(f"{key}.{name}", part)
    else:
        yield key, ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
