"""When a step or field is asked: a condition must name something that was asked before and can come true."""

from collections.abc import Iterator

from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Condition, Field, Intake

YES_NO = ("yes", "no")


def faults(file: str, form: Intake) -> Iterator[Fault]:
    """What is wrong with the conditions of a form."""
    every = {field.key: field for step in form.steps for field in step.fields}
    asked: dict[str, Field] = {}
    for step in form.steps:
        if step.when is not None:
            yield from _condition(file, f"steps[{step.id}].when", step.when, every, asked)
        for field in step.fields:
            if field.when is not None:
                yield from _condition(file, f"steps[{step.id}].fields[{field.key}].when", field.when, every, asked)
            asked[field.key] = field


def _condition(
    file: str, key: str, when: Condition, every: dict[str, Field], asked: dict[str, Field]
) -> Iterator[Fault]:
    if bool(when.derived) == bool(when.key) or bool(when.key) != bool(when.any):
        yield fault(file, key, "condition")
    elif when.key and when.key not in every:
        yield fault(file, f"{key}.key", "condition_key", name=when.key)
    elif when.key and when.key not in asked:
        yield fault(file, f"{key}.key", "condition_late", name=when.key)
    elif when.key:
        field = every[when.key]
        possible = YES_NO if field.kind == "yes_no" else tuple(option.key for option in field.options)
        for value in when.any:
            if possible and value not in possible:
                yield fault(file, f"{key}.any", "condition_value", name=when.key, given=value)
