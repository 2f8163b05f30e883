"""One field of an intake form: options, default, length."""

from collections.abc import Iterator

from rmdesk.domain import fields as domain_fields
from rmdesk.formpack.check.needed_fields import CONSENTS
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Field, Intake
from rmdesk.formpack.meta import Labels

CHOICES = ("choice", "choices")
LEAST_OPTIONS, MOST_OPTIONS = 2, 14
MOST_LENGTH = 2000


def faults(file: str, form: Intake, labels: Labels) -> Iterator[Fault]:
    """What is wrong with each field for itself."""
    for step in form.steps:
        for field in step.fields:
            key = f"steps[{step.id}].fields[{field.key}]"
            if not 1 <= field.max_length <= MOST_LENGTH:
                yield fault(file, f"{key}.max_length", "max_length", most=MOST_LENGTH)
            if field.unit is not None and field.kind != "integer":
                yield fault(file, f"{key}.unit", "surplus_unit")
            yield from _options(file, key, field, labels)
            yield from _default(file, key, field)


def _options(file: str, key: str, field: Field, labels: Labels) -> Iterator[Fault]:
    unknown = bool(field.vocabulary) and field.vocabulary not in labels.label
    if field.kind not in CHOICES and not (field.kind == "text" and field.vocabulary):
        if field.options or field.vocabulary:
            yield fault(file, f"{key}.options", "surplus_options")
        return
    if unknown:
        yield fault(file, f"{key}.vocabulary", "unknown_vocabulary", name=field.vocabulary)
    elif field.vocabulary and {option.key for option in field.options} != set(labels.label[field.vocabulary]):
        yield fault(file, f"{key}.options", "two_options")
    elif not field.options:
        yield fault(file, f"{key}.options", "no_options")
    elif len(field.options) < LEAST_OPTIONS:
        yield fault(file, f"{key}.options", "few_options")
    elif len(field.choices) > MOST_OPTIONS:
        yield fault(file, f"{key}.options", "many_options", count=len(field.options), most=MOST_OPTIONS)


def _default(file: str, key: str, field: Field) -> Iterator[Fault]:
    if not field.default:
        return
    if field.key in CONSENTS and field.default == "yes":
        yield fault(file, f"{key}.default", "default_consent")
        return
    options = tuple(option.key for option in field.options)
    read = domain_fields.read(field.kind, field.default, most=MOST_LENGTH, options=options)
    strange = bool(options) and field.kind == "text" and field.default not in options
    if strange or read != field.default or len(field.default) > field.max_length:
        reason = "default" if options else "default_kind"
        yield fault(file, f"{key}.default", reason, given=field.default)
