"""An organisation from abroad has no unified credit code: a form that knows such asks it alone for a number of its own
and a country, and everybody else for the code (KYC-02)."""

from collections.abc import Iterator

from rmdesk.domain.client import ABROAD
from rmdesk.formpack.check.needed_fields import OF_ABROAD
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Condition, Field, Intake, Step

LICENCE, CODE = "licence_type", "uscc"


def known(form: Intake) -> bool:
    """Whether its licences know one from abroad."""
    field = form.field(LICENCE)
    return field is not None and field.option(ABROAD) is not None


def faults(file: str, form: Intake) -> Iterator[Fault]:
    """What is not asked of an organisation from abroad, or is asked of another one."""
    if not known(form):
        return
    there = {field.key: (step, field) for step in form.steps for field in step.fields}
    for key, needed in OF_ABROAD.items():
        if key not in there:
            yield fault(file, "steps", "needed_key", name=key, rule=needed.rule)
            continue
        step, field = there[key]
        place = f"steps[{step.id}].fields[{key}]"
        if field.kind != needed.kind:
            yield fault(file, f"{place}.kind", "needed_kind", wanted=needed.kind, given=field.kind)
        if not field.required:
            yield fault(file, f"{place}.required", "not_required", name=key)
        if _asked(step, field) != [(LICENCE, {ABROAD})]:
            yield fault(file, f"{place}.when", "asked_of", name=ABROAD)
    if CODE in there:
        step, field = there[CODE]
        licences = form.field(LICENCE)
        others = set() if licences is None else {one.key for one in licences.options} - {ABROAD}
        if _asked(step, field) != [(LICENCE, others)]:
            yield fault(file, f"steps[{step.id}].fields[{CODE}].when", "asked_of", name=", ".join(sorted(others)))


def _asked(step: Step, field: Field) -> list[tuple[str, set[str]]]:
    """Of whom it is asked: every condition of its step and its own."""
    conditions: list[Condition] = [one for one in (step.when, field.when) if one is not None]
    return [(one.key, set(one.any)) for one in conditions]
