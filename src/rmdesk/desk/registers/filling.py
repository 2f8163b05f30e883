"""A form while it is filled in: which of its fields are asked by now, and what an answer reads as."""

from collections.abc import Mapping

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import MASKED_KINDS
from rmdesk.desk.registers.around import around, entry_by, register_of
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import passed
from rmdesk.domain.registers.conditions import failing
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.sheet import NOTE, note_key, read_one
from rmdesk.domain.registers.values import read_answer
from rmdesk.domain.registers.words import LINKS


@use_case("registers.work")
def shown(desk: Desk, form: Form, typed: Mapping[str, str]) -> frozenset[str]:
    """The keys of the form's fields that are asked with these answers, as the act itself will judge it."""
    register = register_of(desk, form.register_id)
    known = {**_standing(desk, form), **typed}
    found: set[str] = set()
    for one in form.fields:
        field = register.field.get(one.key.partition(".")[0])
        if field is None or (failing(field.when, known) is None and _noted(register, one.key, known)):
            found.add(one.key)
        else:
            known[one.key] = ""  # what is not asked takes no answer, and nothing hangs on it
    return frozenset(found)


@use_case("registers.work")
def answer(desk: Desk, form: Form, key: str, raw: str, typed: Mapping[str, str]) -> str:
    """What was typed in one field, made canonical, or why it cannot be taken. A link is looked up by the act itself."""
    register = register_of(desk, form.register_id)
    name, _, question = key.partition(".")
    sheet = register.sheet(name)
    if sheet is not None:
        return passed(read_one(sheet, question, raw))
    field = register.field.get(key)
    if field is None or field.kind in LINKS:
        return raw.strip()
    if _is_mask(form, key, raw):
        return raw.strip()  # the number that is there stays, and stays masked in its field
    known = {**_standing(desk, form), **typed}
    return passed(read_answer(register, key, raw, known, desk.today(), desk.pack.banned_in))


def _is_mask(form: Form, key: str, raw: str) -> bool:
    """Whether a field still says the mask of the number that stands in it"""
    asked = next((one for one in form.fields if one.key == key), None)
    return asked is not None and asked.kind in MASKED_KINDS and raw.strip() == asked.value != ""


def _noted(register: Register, key: str, known: Mapping[str, str]) -> bool:
    """Whether a note is asked with the answer that its question has; everything else is."""
    name, _, question = key.partition(".")
    sheet = register.sheet(name)
    if sheet is None or not question.endswith(f".{NOTE}"):
        return True
    noted = {note_key(one.id): one for one in sheet.questions}[question]
    return known.get(f"{name}.{noted.id}", "") in noted.note


def _standing(desk: Desk, form: Form) -> dict[str, str]:
    entry = entry_by(desk, form.entry_id) if form.entry_id else None
    if entry is None:
        return {}
    beside = around(desk, register_of(desk, form.register_id), entry, entry.about, entry.parent_id)
    return {**beside.paths, **entry.standing}
