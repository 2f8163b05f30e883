"""Half-typed acts. They are kept with the digest of the definition that asked, and with the client that they are about,
so that they go where the client goes: to another book, or out of the desk at the end of retention."""

from collections.abc import Mapping
from typing import NamedTuple

from rmdesk.desk import intake
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers.around import client_of, entry_by
from rmdesk.desk.registers.forms import ABOUT, acting, beginning
from rmdesk.desk.registers.subjects import about_of
from rmdesk.desk.registers.views import Form
from rmdesk.domain.refusal import Refusal, passed, stop
from rmdesk.store import Draft

KIND = "register_act"


class HalfTyped(NamedTuple):
    """An act that was begun. `again`: the register has been defined anew since, so that it is asked anew: what was
    typed stands where it still fits."""

    id: str
    form: Form
    typed: Mapping[str, str]
    again: bool


@use_case("drafts")
def keep(desk: Desk, draft_id: str, form: Form, typed: Mapping[str, str]) -> str:
    """Keep what stands in a form now, over the draft with this id; "" begins a new one. Gives the draft's id. What the
    form is about is kept too where it stood there from the beginning."""
    id = draft_id or desk.new_id()
    typed = {**({ABOUT: _first_about(form)} if _first_about(form) else {}), **typed}
    values = {
        "register": form.register_id,
        "act": form.act,
        "entry": form.entry_id,
        "parent": form.parent_id,
        "definition": form.definition,
        "typed": dict(typed),
    }
    passed(intake.keep(desk, id, KIND, _client(desk, form, typed), values))
    return id


@use_case("drafts")
def found(desk: Desk, form: Form) -> HalfTyped | None:
    """What the person at the desk typed last for this very act, to go on with; None for nothing. What was typed about
    somebody else is not gone on with where the form says whom it is about."""
    drafts = passed(intake.kept(desk, KIND))
    wanted, about = (form.register_id, form.act, form.entry_id, form.parent_id), _first_about(form)
    fits = (one for one in drafts if _place(one) == wanted and about in ("", _typed(one).get(ABOUT, "")))
    draft = next(fits, None)
    return None if draft is None else _half_typed(draft, form)


@use_case("registers.work")
def resume(desk: Desk, draft_id: str) -> HalfTyped:
    """A half-typed act with its form as the register asks it today."""
    drafts = passed(intake.kept(desk, KIND))
    draft = next((one for one in drafts if one.id == draft_id), None)
    if draft is None:
        stop("INPUT.unknown", what="draft", given=draft_id)
    register_id, act, entry_id, parent_id = _place(draft)
    form = passed(acting(desk, entry_id, act) if entry_id else beginning(desk, register_id, act, parent_id))
    return _half_typed(draft, form)


def _half_typed(draft: Draft, form: Form) -> HalfTyped:
    """What no longer fits is left out: a field that is gone, an option that is not offered."""
    said = _typed(draft)
    fits = {one.key: said[one.key] for one in form.fields if one.key in said and not one.fixed}
    for one in form.fields:
        offered = {option.value for option in one.options}
        if one.options and not one.search and one.key in fits and not set(fits[one.key].split(",")) <= {"", *offered}:
            del fits[one.key]
    return HalfTyped(draft.id, form, fits, again=str(draft.values.get("definition", "")) != form.definition)


def _typed(draft: Draft) -> dict[str, str]:
    typed = draft.values.get("typed", {})
    return {str(key): str(value) for key, value in typed.items()} if isinstance(typed, dict) else {}


def _first_about(form: Form) -> str:
    """What the form is about before anybody types; "" where that is asked."""
    return next((one.value for one in form.fields if one.key == ABOUT), "")


def _place(draft: Draft) -> tuple[str, str, str, str]:
    of = draft.values.get
    return str(of("register", "")), str(of("act", "")), str(of("entry", "")), str(of("parent", ""))


def _client(desk: Desk, form: Form, typed: Mapping[str, str]) -> str:
    """The client that it is about; "" for none, or for one that is not found yet."""
    for entry_id in filter(None, (form.entry_id, form.parent_id)):
        entry = entry_by(desk, entry_id)
        if entry is not None and entry.client_id:
            return entry.client_id
    register = desk.pack.registers.get(form.register_id)
    if register is None or not typed.get(ABOUT):
        return ""
    about = about_of(desk, register, typed[ABOUT])
    return "" if isinstance(about, Refusal) else client_of(desk, about)
