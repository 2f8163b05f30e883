"""What a fact changed: each value before and after (DESK-01)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts, settings_facts
from rmdesk.domain.base import Text, Value
from rmdesk.domain.fact import Fact
from rmdesk.domain.holding_facts import HoldingChanged
from rmdesk.domain.holidays import Holidays
from rmdesk.locale import tr


class Change(NamedTuple):
    """One value before and after, masked and in words; "" where there was or is none. `field` is what it is called."""

    field: str
    before: str
    after: str


def changes_of(desk: Desk, sentences: FactSentences, fact: Fact, subject: str, seq: int) -> tuple[Change, ...]:
    """What `fact` (number `seq`, about `subject`) changed. Nothing for a fact that only adds."""
    if isinstance(fact, facts.ClientChanged):
        return tuple(
            Change(sentences.field(key), sentences.masked_value(key, before), sentences.masked_value(key, after))
            for key, (before, after) in fact.changes.items()
        )
    if isinstance(fact, HoldingChanged):
        named = {key: tr(sentences.lang, f"holdings.field.{key}") for key in fact.altered}
        return tuple(Change(named[key], before, after) for key, (before, after) in fact.altered.items())
    after = _snapshot(fact)
    if not after:
        return ()
    if isinstance(fact, settings_facts.HolidaysSet):  # it says itself what it took the place of
        before = _arranged(fact.before)
    else:
        before = _before(desk, subject, seq, type(fact))
    names = [name for name in after if before.get(name, "") != after[name]]
    return tuple(
        Change(
            sentences.value_name(name),
            sentences.value_word(name, before.get(name, "")),
            sentences.value_word(name, after[name]),
        )
        for name in names
    )


def _before(desk: Desk, subject: str, seq: int, kind: type[Fact]) -> dict[str, str]:
    """The values as the earlier facts about the same subject left them."""
    wanted = _FAMILIES[kind]
    found: dict[str, str] = {}
    for entry in desk.store.entries(subject=subject):
        if entry.seq >= seq:
            break
        if entry.kind in wanted and entry.payload is not None:
            found |= _snapshot(entry.fact)
    return found


def _snapshot(fact: Fact) -> dict[str, str]:
    """The values that a fact sets, by path; nothing for a fact that sets none."""
    match fact:
        case facts.PersonAdded() | facts.PersonChanged():
            return dict(_flat(fact.person))
        case facts.BranchChanged() | facts.DeskOpened():
            return dict(_flat(fact.branch))
        case facts.ProductListed() | facts.ProductChanged():
            return dict(_flat(fact.product))
        case facts.ProductRegraded():
            return {"issuer_level": _text(fact.issuer_level), "bank_level": _text(fact.bank_level)}
        case settings_facts.HolidaysSet():
            return _arranged(fact.holidays)
        case facts.ProductStatusChanged():
            return {"status": fact.status}
    return {}


_PEOPLE = frozenset({facts.PersonAdded.kind, facts.PersonChanged.kind})
_BRANCH = frozenset({facts.DeskOpened.kind, facts.BranchChanged.kind})
_GOODS: tuple[type[Fact], ...] = (
    facts.ProductListed,
    facts.ProductChanged,
    facts.ProductRegraded,
    facts.ProductStatusChanged,
)
_PRODUCT = frozenset(one.kind for one in _GOODS)
_FAMILIES: dict[type[Fact], frozenset[str]] = {
    facts.PersonAdded: _PEOPLE,
    facts.PersonChanged: _PEOPLE,
    facts.BranchChanged: _BRANCH,
    facts.DeskOpened: _BRANCH,
    **dict.fromkeys(_GOODS, _PRODUCT),
}


def _arranged(year: Holidays | None) -> dict[str, str]:
    if year is None:
        return {}
    listed = {"days_off": year.off, "working_days": year.working}
    return {"source": year.source} | {
        name: " ".join(one.day.isoformat() for one in days) for name, days in listed.items()
    }


def _flat(value: Value, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if isinstance(inner, Value) and not isinstance(inner, Text):
            yield from _flat(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _text(inner)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case Text():
            return value.zh if value.zh == value.en else f"{value.zh} / {value.en}"
        case tuple():
            return ", ".join(_text(one) for one in value)
        case Value():
            return ", ".join(text for _, text in _flat(value) if text)
    return str(value)
