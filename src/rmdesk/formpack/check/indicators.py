"""Indicators: every one can be counted, and no sales figure stands alone (DESK-11)."""

from collections.abc import Iterator
from typing import NamedTuple

from rmdesk.domain.indicators.definition import MANAGER, OF_ROWS, Condition, Counted, Indicator, Indicators, Unit
from rmdesk.domain.indicators.of_register import kind_of, options_of
from rmdesk.domain.indicators.sources import DAYS, REGISTER, SOURCES, FieldKind, register_of
from rmdesk.domain.registers.definition import Register
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.meta import Labels
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.rules import Rules

FILE = "indicators.toml"
_MOST_PLACES = 4
_UNITS: dict[str, tuple[Unit, ...]] = {
    "share": ("%",),
    "change": ("%",),
    "count": ("count", "per_thousand"),
    "sum": ("yuan", "points", "days", "hours", "count", "per_thousand"),
}
_NUMBERS: tuple[Unit, ...] = ("days", "hours", "yuan", "points", "count")


class _Source(NamedTuple):
    """A source as a check sees it: what kind a field is, and what values it may have."""

    name: str
    register: Register | None
    labels: Labels | None

    def kind(self, field: str) -> FieldKind | None:
        """None where it has no such field."""
        if self.register is not None:
            return kind_of(self.register, field)
        known = SOURCES[self.name].get(field)
        return None if known is None else known.kind

    def options(self, field: str) -> tuple[str, ...] | None:
        """None where nobody knows them."""
        if self.register is not None:
            return options_of(self.register, field)
        known = SOURCES[self.name][field]
        if known.options and self.labels is not None:
            return tuple(self.labels.label.get(known.options, ()))
        return known.values or None


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the indicators beyond what their model sees."""
    found = parsed.get(FILE, Indicators)
    if found is None:
        return
    labels = parsed.get("labels.toml", Labels)
    registers = {one.id: one for one in parsed.models.values() if isinstance(one, Register)}
    for one in found.indicator:
        at = f"indicator[{one.key}]"
        yield from _rows(at, one, registers, labels)
        if one.per is not None:
            yield from _rows(f"{at}.per", one.per, registers, labels)
        yield from _measure(at, one)
        yield from _lines(at, one)
        yield from _beside(at, one, found)
    if found.opens and found.opens not in registers:
        yield fault(FILE, "opens", "r_unknown_register", name=found.opens)
    unknown = (one for one in found.yearly if one not in registers)
    yield from (fault(FILE, "yearly", "r_unknown_register", name=one) for one in unknown)
    if found.outcome and found.named(found.outcome) is None:
        yield fault(FILE, "outcome", "i_beside", name=found.outcome)
    yield from _rules(found, parsed.get("rules.toml", Rules))


def _rules(found: Indicators, rules: Rules | None) -> Iterator[Fault]:
    if rules is None:
        return
    known = {one.id for one in rules.rule}
    for one in found.indicator:
        if one.rule not in known:
            yield fault(FILE, f"indicator[{one.key}].rule", "unknown_rule", name=one.rule)


# what is counted
def _rows(at: str, one: Counted, registers: dict[str, Register], labels: Labels | None) -> Iterator[Fault]:
    register = register_of(one.source)
    if one.source not in SOURCES and not register:
        allowed = ", ".join((*SOURCES, f"{REGISTER}ID"))
        yield fault(FILE, f"{at}.source", "i_source", name=one.source, allowed=allowed)
        return
    if register and register not in registers:
        yield fault(FILE, f"{at}.source", "i_register", name=register)
        return
    source = _Source(one.source, registers.get(register), labels)
    yield from _day(f"{at}.day", source, one.day)
    if one.rows == "in" and one.until:
        yield fault(FILE, f"{at}.until", "i_no_until")
    elif one.rows != "in" and not one.until:
        yield fault(FILE, f"{at}.until", "i_until")
    elif one.until:
        yield from _day(f"{at}.until", source, one.until)
    yield from _conditions(f"{at}.where", source, one.where)
    if isinstance(one, Indicator):
        yield from _fields(at, source, one)


def _fields(at: str, source: _Source, one: Indicator) -> Iterator[Fault]:
    yield from _conditions(f"{at}.part", source, one.part)
    for name, field in (
        ("known", one.known),
        *((f"split[{number}]", one.field_of(each)) for number, each in enumerate(one.split, 1)),
    ):
        if field and source.kind(field) is None:
            yield _no_field(f"{at}.{name}", source, field)
    if one.manager and (MANAGER not in one.split or source.kind(one.manager) != "person"):
        yield fault(FILE, f"{at}.manager", "i_manager", name=one.manager)
    if one.of:
        yield from _number(f"{at}.of", source, one.of)
    for field in one.span:
        yield from _day(f"{at}.span", source, field)
        if one.unit == "hours" and source.kind(field) == "day":
            yield fault(FILE, f"{at}.span", "i_hours", name=field)


def _conditions(at: str, source: _Source, conditions: tuple[Condition, ...]) -> Iterator[Fault]:
    for number, one in enumerate(conditions, 1):
        key = f"{at}[{number}]"
        if source.kind(one.field) is None:
            yield _no_field(f"{key}.field", source, one.field)
            continue
        bare = one.filled is None and one.least is None and one.most is None
        if bare and not (one.is_ or one.was or one.not_ or one.by):
            yield fault(FILE, key, "i_condition")
        options = source.options(one.field)
        for name in (*one.is_, *one.not_) if options is not None else ():
            if name not in (options or ()):
                yield fault(FILE, key, "i_option", field=one.field, name=name)
        if one.least is not None or one.most is not None:
            yield from _number(key, source, one.field)
        if one.least is not None and one.most is not None and one.least > one.most:
            yield fault(FILE, key, "i_bounds", least=one.least, most=one.most)
        if one.by:
            yield from _day(f"{key}.field", source, one.field)
            yield from _day(f"{key}.by", source, one.by)


def _day(key: str, source: _Source, field: str) -> Iterator[Fault]:
    kind = source.kind(field)
    if kind is None:
        yield _no_field(key, source, field)
    elif kind not in DAYS:
        yield fault(FILE, key, "i_day", name=field)


def _number(key: str, source: _Source, field: str) -> Iterator[Fault]:
    kind = source.kind(field)
    if kind is None:
        yield _no_field(key, source, field)
    elif kind != "number":
        yield fault(FILE, key, "i_number", name=field)


def _no_field(key: str, source: _Source, field: str) -> Fault:
    return fault(FILE, key, "i_field", source=source.name, name=field)


# how it is counted
def _measure(at: str, one: Indicator) -> Iterator[Fault]:
    if one.measure == "share":
        if not one.part and one.rows != "start":
            yield fault(FILE, f"{at}.part", "i_part")
    else:
        for name in ("part", "known"):
            if getattr(one, name):
                yield fault(FILE, f"{at}.{name}", "i_share_only")
    if one.measure in OF_ROWS and bool(one.of) == bool(one.span):
        yield fault(FILE, f"{at}.of", "i_no_number")
    if one.measure in ("count", "share") and (one.of or one.span):
        yield fault(FILE, f"{at}.{'of' if one.of else 'span'}", "i_number_unused")
    if one.span and (len(one.span) != 2 or one.unit not in ("days", "hours")):
        yield fault(FILE, f"{at}.span", "i_span")
    if (one.measure == "percentile") != bool(one.percentile) or not 0 <= one.percentile < 100:
        yield fault(FILE, f"{at}.percentile", "i_percentile")
    yield from _divided(at, one)


def _divided(at: str, one: Indicator) -> Iterator[Fault]:
    divided = one.per is not None, one.plan is not None
    if all(divided) or (any(divided) and one.measure not in ("count", "sum")):
        yield fault(FILE, f"{at}.per", "i_divided")
    if one.per is not None and one.per.times < 1:
        yield fault(FILE, f"{at}.per.times", "i_times")
    if one.plan is not None and one.plan <= 0:
        yield fault(FILE, f"{at}.plan", "i_times")
    allowed: tuple[Unit, ...] = ("%",) if one.plan is not None else _UNITS.get(one.measure, _NUMBERS)
    if one.unit not in allowed and one.per is None:
        yield fault(FILE, f"{at}.unit", "i_unit", measure=one.measure, allowed=", ".join(allowed))


def _lines(at: str, one: Indicator) -> Iterator[Fault]:
    if not 0 <= one.places <= _MOST_PLACES:
        yield fault(FILE, f"{at}.places", "i_places")
    if one.target is not None and one.warning is not None:
        wrong = one.warning > one.target if one.better == "more" else one.warning < one.target
        if wrong:
            yield fault(FILE, f"{at}.warning", "i_line")
    for name in ("target", "warning"):
        line = getattr(one, name)
        if one.measure == "share" and line is not None and not 0 <= line <= 100:
            yield fault(FILE, f"{at}.{name}", "i_above")


def _beside(at: str, one: Indicator, found: Indicators) -> Iterator[Fault]:
    """适当性办法 16: who is judged by sales is judged by complaints and compliance with them."""
    others = [found.named(key) for key in one.beside]
    for key, other in zip(one.beside, others, strict=True):
        if other is None:
            yield fault(FILE, f"{at}.beside", "i_beside", name=key)
            continue
        for field in one.split:
            if field not in other.split:
                yield fault(FILE, f"{at}.split", "i_split", name=key, field=field)
    groups = {other.group for other in others if other is not None}
    if one.group == "sales" and not {"complaints", "compliance"} <= groups:
        yield fault(FILE, f"{at}.beside", "i_alone")
