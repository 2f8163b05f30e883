"""What levels, fields and choices of a pack are called where they are named alone."""

from collections.abc import Iterable

from rmdesk.domain.base import Text
from rmdesk.formpack.intake import Field, Intake, Step


def coded(code: str, name: Text) -> Text:
    """A level as screens and papers show it: "C3 稳健型"."""
    return Text(zh=f"{code} {name.zh}", en=f"{code} {name.en}")


def whose(step: Step, field: Field) -> Text:
    """A field's label; of somebody around the client with who it is: "代办人·联系电话"."""
    label, title = field.label, step.title
    return label if not step.role else Text(zh=f"{title.zh}·{label.zh}", en=f"{title.en}: {label.en}")


def by_key(intakes: Iterable[Intake]) -> dict[str, dict[str, Text]]:
    """The texts of the options of all fields, by field and option; of one that several forms ask the first form's."""
    found: dict[str, dict[str, Text]] = {}
    for intake in intakes:
        for step in intake.steps:
            for field in step.fields:
                for option in field.options:
                    found.setdefault(field.key, {}).setdefault(option.key, option.text)
    return found
