"""The client's portrait: everybody has a stage, every condition can come true, every check can be mended (DESK-02)."""

from collections.abc import Iterator, Sequence

from rmdesk.domain.portrait import FIGURES, KIND, STAGES, Condition, Group, PortraitRules
from rmdesk.formpack.check.conditions import YES_NO
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Field, Intake
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.schema import INTAKES

FILE = "portrait.toml"
_KINDS = ("person", "organisation")


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the portrait beyond what its model sees."""
    found = parsed.get(FILE, PortraitRules)
    if found is None:
        return
    intakes = (parsed.get(file, Intake) for file in INTAKES.values())
    forms = tuple(form for form in intakes if form is not None)
    for name in ("stage", "value", "risk"):
        yield from _groups(name, getattr(found, name), forms)
    for stage in found.stage:
        if stage.within < 0:
            yield fault(FILE, f"stage[{stage.key}].within", "i_times")
    if sorted(one.key for one in found.stage) != sorted(STAGES):
        yield fault(FILE, "stage", "p_stages", allowed=", ".join(STAGES))
    yield from _each("check", found.check, forms)
    for one in found.check:
        at = f"check[{one.key}]"
        if one.field and forms and not _fields(one.field, forms):
            yield fault(FILE, f"{at}.field", "p_field", name=one.field)
        if not one.when:
            yield fault(FILE, f"{at}.when", "i_condition")
        for name in ("within", "again"):
            if getattr(one, name) < 1:
                yield fault(FILE, f"{at}.{name}", "i_times")


def _groups(name: str, groups: Sequence[Group], forms: tuple[Intake, ...]) -> Iterator[Fault]:
    """The last takes whoever is left, and no other does: it would leave nobody to those behind it."""
    yield from _each(name, groups, forms)
    for number, one in enumerate(groups, 1):
        if bool(one.when) == (number == len(groups)):
            yield fault(FILE, f"{name}[{one.key}].when", "p_last" if one.when else "p_early")
    if not groups:
        yield fault(FILE, name, "missing")


def _each(name: str, groups: Sequence[Group], forms: tuple[Intake, ...]) -> Iterator[Fault]:
    seen = set[str]()
    for one in groups:
        at = f"{name}[{one.key}]"
        if one.key in seen:
            yield fault(FILE, f"{at}.key", "duplicate", name=one.key)
        seen.add(one.key)
        for number, conditions in enumerate(one.when, 1):
            if not conditions:
                yield fault(FILE, f"{at}.when[{number}]", "i_condition")
            for place, each in enumerate(conditions, 1):
                yield from _condition(f"{at}.when[{number}][{place}]", each, forms)


def _condition(at: str, one: Condition, forms: tuple[Intake, ...]) -> Iterator[Fault]:
    if bool(one.figure) == bool(one.field):
        yield fault(FILE, at, "p_one_of")
    elif one.figure and one.figure not in FIGURES:
        yield fault(FILE, f"{at}.figure", "p_figure", name=one.figure, allowed=", ".join(FIGURES))
    elif one.field and forms:
        yield from _answer(at, one, forms)
    if not one.bounded and not one.any and one.known is None:
        yield fault(FILE, at, "i_condition")
    if one.least is not None and one.most is not None and one.least > one.most:
        yield fault(FILE, at, "i_bounds", least=one.least, most=one.most)
    if one.figure and one.any:
        yield fault(FILE, f"{at}.any", "p_any")


def _answer(at: str, one: Condition, forms: tuple[Intake, ...]) -> Iterator[Fault]:
    fields = _fields(one.field, forms)
    if not fields and one.field != KIND:
        yield fault(FILE, f"{at}.field", "p_field", name=one.field)
        return
    allowed = {*_KINDS} if one.field == KIND else {key for field in fields for key in _options(field)}
    for name in one.any if allowed else ():
        if name not in allowed:
            yield fault(FILE, f"{at}.any", "i_option", field=one.field, name=name)
    if one.bounded and not any(field.kind in ("amount", "integer", "percent") for field in fields):
        yield fault(FILE, at, "i_number", name=one.field)


def _fields(key: str, forms: tuple[Intake, ...]) -> list[Field]:
    """The field of that key in each intake that has it; those of other people around the client are no answers."""
    found = (form.field(key) for form in forms)
    return [one for one in found if one is not None and "." not in key]


def _options(field: Field) -> tuple[str, ...]:
    return YES_NO if field.kind == "yes_no" else tuple(option.key for option in field.options)
