"""The form of an act: what it asks, what stands in it at first, and who or what may be chosen."""

from collections.abc import Mapping

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import MASKED_KINDS, mask_kind
from rmdesk.desk.people_rows import person_of
from rmdesk.desk.registers.around import CLIENT, WHOLE, around, entry_by, register_of
from rmdesk.desk.registers.offering import amendable, barred, offer, offers, why_not
from rmdesk.desk.registers.questions import questions
from rmdesk.desk.registers.seeing import eligible, seen
from rmdesk.desk.registers.subjects import BRANCH, candidates, found, named
from rmdesk.desk.registers.views import Asked, Form, Option
from rmdesk.desk.registers.wording import Words
from rmdesk.domain.base import Text
from rmdesk.domain.refusal import Refusal, StopError, passed, stop_if
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.field import Field
from rmdesk.domain.registers.sheet import NOTE
from rmdesk.domain.registers.values import MOST_LONG, MOST_TEXT
from rmdesk.domain.registers.words import LINKS
from rmdesk.locale import tr

ABOUT, REASON = "about", "reason"
"""Keys of a form that are no fields: what the entry is about, and why it is amended or voided."""
LISTED = 30
"""So many people are listed; more are found by typing, as everything else that a link may name."""


@use_case("registers.work")
def beginning(
    desk: Desk,
    register_id: str,
    act: str = "",
    parent_id: str = "",
    about: str = "",
    origin: str = "",
    noted: str = "",
) -> Form:
    """The form that begins an entry. `parent_id`: the whole that a part belongs to; `about` as it would be typed;
    `origin`: the entry that leads here, which stands in the field that may name it; `noted`: what was seen that leads
    here, in words, which stands in the first text that is asked."""
    register = register_of(desk, register_id)
    key = act or next(iter(register.beginning), "")
    stop_if(*barred(desk, register, key, parent_id))
    paths = around(desk, register, None, About(kind=BRANCH), parent_id).paths
    asked = _noted(register, _led(desk, register, _asked(desk, register, key, None, paths), origin), noted)
    subject = (_about(desk, register, about),) if register.about not in ((), (BRANCH,)) else ()
    return Form(
        register_id=register.id,
        act=key,
        title=register.entry_title,
        entry_id="",
        no="",
        seen=0,
        parent_id=parent_id,
        offer=offer(desk, register, key),
        fields=(*subject, *asked),
        definition=register.digest,
        whole=_whole(desk, parent_id),
    )


def _whole(desk: Desk, id: str) -> Text:
    """The entry that a new part belongs to, by its register's title and its number."""
    whole = entry_by(desk, id) if id else None
    if whole is None:
        return Text.same("")
    title = register_of(desk, whole.register_id).entry_title
    return Text(zh=f"{title.zh} {whole.no}", en=f"{title.en} {whole.no}")


@use_case("registers.work")
def acting(desk: Desk, which: str, act: str) -> Form:
    """The form of an act on an entry; also of the built-in ones, which ask why."""
    found = passed(seen(desk, which))
    register, entry = found.register, found.entry
    can = next((one for one in offers(desk, register, entry) if one.act == act), None)
    if can is None:
        raise StopError(why_not(desk, register, entry, act))
    paths = around(desk, register, entry, entry.about, entry.parent_id).paths
    fields = () if act == VOID else _asked(desk, register, act, entry, paths)
    why = (_reason(can.label),) if can.reason else ()
    return Form(
        register_id=register.id,
        act=act,
        title=register.entry_title,
        entry_id=entry.id,
        no=entry.no,
        seen=entry.version,
        parent_id=entry.parent_id,
        offer=can,
        fields=(*(one for one in fields if one.key not in found.hidden), *why),
        definition=register.digest,
        of=Text.same("") if entry.about.kind == BRANCH else named(desk, entry.about.kind, entry.about.id).text,
    )


@use_case("registers.read")
def choices(desk: Desk, register_id: str, key: str, text: str, entry_id: str = "") -> tuple[Option, ...]:
    """What may be chosen in a link field, or for "about" ("client:K-0001"), by what is typed so far."""
    register = register_of(desk, register_id)
    standing = passed(seen(desk, entry_id)) if entry_id else None
    if key == ABOUT:
        found = [
            (kind, one) for kind in register.about for one in candidates(desk, kind, text.partition(":")[2] or text)
        ]
        return tuple(Option(f"{kind}:{id}", words) for kind, (id, words) in found)
    field = register.field.get(key)
    return () if field is None else _options(desk, register, key, field, text, standing.entry if standing else None)


def meant(
    desk: Desk,
    register: Register,
    act: str,
    key: str,
    typed: str,
    standing: Mapping[str, str],
    paths: Mapping[str, str],
) -> str:
    """What was typed in a field; the number itself where its mask was left standing (DATA-05). For use cases."""
    field = register.field.get(key)
    if field is None or field.kind not in MASKED_KINDS or not typed or act == VOID:
        return typed
    number = first(desk, register, act, key, standing, paths)
    return number if typed.strip() == mask_kind(field.kind, number) else typed


def prefilled(desk: Desk, register: Register, key: str, paths: Mapping[str, str], values: Mapping[str, str]) -> str:
    """What stands in a field before anybody types: canonical text, "" for nothing."""
    source = register.field[key].prefill
    if not source:
        return register.field[key].default
    if source == "today":
        return desk.today().isoformat()
    if source == "now":
        return f"{desk.local(desk.now()):%H:%M}"
    if source == "me":
        return desk.actor.login
    if source.endswith(".value"):
        return _figure(desk, values.get(source.removesuffix(".value"), ""))
    if source.startswith("field."):
        return values.get(source.removeprefix("field."), "")
    if source.startswith((f"{CLIENT}.", f"{WHOLE}.")):
        return paths.get(source, "")
    return ""


def _figure(desk: Desk, typed: str) -> str:
    """What the indicator that was named says."""
    from rmdesk.desk.registers.measured import figure_of  # few forms measure anything

    key = found(desk, "indicator", typed) if typed else ""
    return "" if isinstance(key, Refusal) or not key else figure_of(desk, key)


def _led(desk: Desk, register: Register, asked: tuple[Asked, ...], origin: str) -> tuple[Asked, ...]:
    """The first field that may name the entry that leads here names it, so that both know of each other."""
    found = seen(desk, origin) if origin else None
    if found is None or isinstance(found, Refusal):
        return asked
    fits = (one.key for one in asked if found.register.id in register.field[one.key].of and one.kind == "entry")
    key = next(fits, "")
    return tuple(one._replace(value=found.entry.no) if one.key == key else one for one in asked)


def _noted(register: Register, asked: tuple[Asked, ...], noted: str) -> tuple[Asked, ...]:
    key = next((one.key for one in asked if one.kind == "text" and not one.value), "") if noted else ""
    most = int((register.field[key].most if key else None) or MOST_TEXT)
    return tuple(one._replace(value=noted[:most]) if one.key == key else one for one in asked)


def _about(desk: Desk, register: Register, about: str) -> Asked:
    words = Words(desk, register)
    options = (Option(BRANCH, named(desk, BRANCH, "").text),) if BRANCH in register.about else ()
    first = about or (options[0].value if len(register.about) == 1 and options else "")
    return Asked(
        key=ABOUT,
        label=words.label(ABOUT),
        help=None,
        kind=",".join(register.about),
        required=True,
        options=options,
        search=register.about != (BRANCH,),
        several=False,
        fixed=False,
        value=first,
        shown_when=(),
    )


def _reason(act: Text) -> Asked:
    """Why it is amended or voided: called so, because a register may ask for another reason itself."""
    return Asked(
        key=REASON,
        label=Text(zh=tr("zh", "registers.why", act=act.zh), en=tr("en", "registers.why", act=act.en.lower())),
        help=None,
        kind="text",
        required=True,
        options=(),
        search=False,
        several=False,
        fixed=False,
        value="",
        shown_when=(),
    )


def _asked(
    desk: Desk, register: Register, act: str, entry: Entry | None, paths: Mapping[str, str]
) -> tuple[Asked, ...]:
    standing = {} if entry is None else entry.values
    if act == AMEND:
        needed = {one.key for other in register.act.values() for one in other.asked if one.required}
        keys = {key: key in needed for key in (() if entry is None else amendable(register, entry))}
    else:
        keys = {one.key: one.required for one in register.act[act].asked}
    asked: list[Asked] = []
    for key, required in keys.items():
        if register.field[key].retired:
            continue
        value, sheet = first(desk, register, act, key, standing, paths), register.sheet(key)
        if sheet is None:
            asked.append(_one(desk, register, key, entry, value, required=required))
        else:
            note = desk.pack.label_text("entry_field", NOTE)
            asked += questions(register.field[key], key, sheet, value, note, required=required)
    return tuple(asked)


def first(
    desk: Desk, register: Register, act: str, key: str, standing: Mapping[str, str], paths: Mapping[str, str]
) -> str:
    """What stands in a field at first, in full. An old text is never put into a new answer; what was chosen stands
    until something else is chosen. For use cases."""
    field = register.field[key]
    if act == AMEND or (field.kind in ("choice", "choices", "person") and standing.get(key)):
        return standing.get(key, "")
    return prefilled(desk, register, key, paths, standing)


def _one(desk: Desk, register: Register, key: str, entry: Entry | None, value: str, *, required: bool) -> Asked:
    field = register.field[key]
    options = _options(desk, register, key, field, "", entry) if field.kind != "client" else ()
    search = field.kind in LINKS and (field.kind != "person" or len(options) > LISTED)
    return Asked(
        key=key,
        label=field.label,
        help=field.help,
        kind=field.kind,
        required=required,
        options=() if search else options,
        search=search,
        several=field.many or field.kind == "choices",
        fixed=field.fixed,
        value=mask_kind(field.kind, value),
        shown_when=tuple((one.key, one.any) for one in field.when if one.any),
        most=_most(field),
    )


def _most(field: Field) -> int:
    if field.kind not in ("text", "long_text"):
        return MOST_TEXT
    return int(field.most or (MOST_LONG if field.kind == "long_text" else MOST_TEXT))


def _options(
    desk: Desk, register: Register, key: str, field: Field, text: str, entry: Entry | None
) -> tuple[Option, ...]:
    if field.kind in ("choice", "choices"):
        kept = "" if entry is None else entry.values.get(key, "")
        offered = (one for one in register.options(key) if not one.retired or one.key in kept.split(","))
        return tuple(Option(one.key, Text(zh=one.zh, en=one.en)) for one in offered)
    if field.kind == "yes_no":
        return tuple(Option(key, desk.pack.label_text("yes_no", key)) for key in ("yes", "no"))
    if field.kind == "person":
        people = candidates(desk, "person", text, limit=1000)
        return tuple(Option(login, words) for login, words in people if _fits(desk, register, key, entry, login))
    if field.kind in LINKS:
        return tuple(Option(id, words) for id, words in candidates(desk, field.kind, text))
    return ()


def _fits(desk: Desk, register: Register, key: str, entry: Entry | None, login: str) -> bool:
    """A person field offers only who may stand in it; before there is an entry, whoever the register is open to."""
    person = person_of(desk.store, login)
    client_id = "" if entry is None else entry.client_id
    return person is not None and eligible(desk, register, key, person, entry, client_id)
