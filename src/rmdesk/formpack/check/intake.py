"""Intake forms: steps that fit a screen, fields that rules need, conditions that can come true."""

from collections.abc import Iterator

from rmdesk.formpack.check import abroad, conditions, fields
from rmdesk.formpack.check.needed_fields import ALWAYS, CLOSED, NEEDED, OPTIONS, READ_IF_THERE, WITHIN
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Field, Intake, Step
from rmdesk.formpack.meta import Labels
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.schema import INTAKES

MOST_FIELDS = 8  # a step must fit 24 lines
MOST_PEOPLE = 9
NOTICE = "notice_given"
"""What is asked before anything else: a client is told what his data is for before it is collected (DATA-01)."""
CONSENT = "consent_sensitive"
"""What is asked next: a consent stands before what it is one for, the number of a document first of all (DATA-02)."""


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the intake forms."""
    labels = parsed.get("labels.toml", Labels)
    for kind, file in INTAKES.items():
        form = parsed.get(file, Intake)
        if form is None or labels is None:
            continue
        yield from _steps(file, form)
        yield from fields.faults(file, form, labels)
        yield from conditions.faults(file, form)
        yield from _needed(file, kind, form)
        yield from _read_if_there(file, form)
        yield from abroad.faults(file, form)


def _steps(file: str, form: Intake) -> Iterator[Fault]:
    seen: set[str] = set()
    asked = [field.key for step in form.steps for field in step.fields]
    if NOTICE in asked[1:]:
        yield fault(file, "steps", "not_first", name=NOTICE, rule="DATA-01")
    if CONSENT in asked[2:]:
        yield fault(file, "steps", "not_next", name=CONSENT, rule="DATA-02")
    for step in form.steps:
        yield from _step(file, step)
        for field in step.fields:
            if field.key in seen:
                yield fault(file, f"{place(step, field)}.key", "duplicate", name=field.key)
            seen.add(field.key)


def _step(file: str, step: Step) -> Iterator[Fault]:
    key = f"steps[{step.id}]"
    if not step.fields:
        yield fault(file, f"{key}.fields", "no_fields")
    if len(step.fields) > MOST_FIELDS:
        yield fault(file, f"{key}.fields", "many_fields", count=len(step.fields), most=MOST_FIELDS)
    if not 1 <= step.most <= (MOST_PEOPLE if step.role else 1):
        yield fault(file, f"{key}.most", "most", most=MOST_PEOPLE if step.role else 1)
    for field in step.fields:
        role = field.key.rpartition(".")[0]
        if role != step.role:
            yield fault(file, f"{place(step, field)}.key", "role_key" if step.role else "no_role_key", role=step.role)


def place(step: Step, field: Field) -> str:
    """Where a field stands."""
    return f"steps[{step.id}].fields[{field.key}]"


def _needed(file: str, kind: str, form: Intake) -> Iterator[Fault]:
    there = {field.key: (step, field) for step in form.steps for field in step.fields}
    for key, needed in NEEDED[kind].items():
        if key not in there:
            yield fault(file, "steps", "needed_key", name=key, rule=needed.rule)
            continue
        step, field = there[key]
        if field.kind != needed.kind:
            yield fault(file, f"{place(step, field)}.kind", "needed_kind", wanted=needed.kind, given=field.kind)
        yield from _options(file, step, field)
        if key in ALWAYS[kind] and (step.when or field.when) and not (key == "uscc" and abroad.known(form)):
            yield fault(file, f"{place(step, field)}.when", "hidden_required", name=key)
        if key in ALWAYS[kind] and not field.required:
            yield fault(file, f"{place(step, field)}.required", "not_required", name=key)


def _read_if_there(file: str, form: Intake) -> Iterator[Fault]:
    """What a bank may leave out is of the kind, and says no more, than the program reads."""
    for step in form.steps:
        for field in step.fields:
            needed = READ_IF_THERE.get(field.key)
            if needed is not None and field.kind != needed.kind:
                yield fault(file, f"{place(step, field)}.kind", "needed_kind", wanted=needed.kind, given=field.kind)
            for name in (option.key for option in field.options if field.key in WITHIN):
                if name not in WITHIN[field.key]:
                    yield fault(file, f"{place(step, field)}.options", "strange_option", name=name)


def _options(file: str, step: Step, field: Field) -> Iterator[Fault]:
    """The options that rules tell apart are there, and where the list is closed no others."""
    wanted = OPTIONS.get(field.key.rpartition(".")[2], ())
    given = [option.key for option in field.options]
    for name in wanted:
        if name not in given:
            yield fault(file, f"{place(step, field)}.options", "needed_option", name=name)
    if field.key in CLOSED:
        for name in given:
            if name not in wanted:
                yield fault(file, f"{place(step, field)}.options", "strange_option", name=name)
