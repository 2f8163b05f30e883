"""A sheet in the form of an act: a field for each of its questions, and for the note where one is wanted."""

from collections.abc import Iterator

from rmdesk.desk.registers.views import Asked, Option
from rmdesk.domain.base import Text
from rmdesk.domain.registers.field import Field
from rmdesk.domain.registers.sheet import MOST_NOTE, Question, SheetForm, answers_of, note_key


def questions(field: Field, key: str, sheet: SheetForm, value: str, label: Text, *, required: bool) -> Iterator[Asked]:
    """The questions in order, each under "field.question"; `value`: the canonical answers that stand in them; `label`:
    what a note is called."""
    standing = answers_of(value)
    when = tuple((one.key, one.any) for one in field.when if one.any)
    for no, one in enumerate(sheet.questions, 1):
        options = tuple(Option(each.key, each.text) for each in sheet.choices(one))
        name, given = f"{key}.{one.id}", standing.get(one.id, "")
        plain = _asked(name, numbered(no, one), "choice", given, when, required=required)
        yield plain._replace(options=options, help=field.help if no == 1 else None)
        if one.note:
            noted = standing.get(note_key(one.id), "")
            note = _asked(
                f"{key}.{note_key(one.id)}", label, "text", noted, (*when, (name, one.note)), required=required
            )
            yield note._replace(most=MOST_NOTE)


def numbered(no: int, one: Question) -> Text:
    """The question with its number."""
    return Text(zh=f"{no}、{one.text.zh}", en=f"{no}. {one.text.en}")


def _asked(
    key: str, label: Text, kind: str, value: str, when: tuple[tuple[str, tuple[str, ...]], ...], *, required: bool
) -> Asked:
    return Asked(
        key=key,
        label=label,
        help=None,
        kind=kind,
        required=required,
        options=(),
        search=False,
        several=False,
        fixed=False,
        value=value,
        shown_when=when,
    )
