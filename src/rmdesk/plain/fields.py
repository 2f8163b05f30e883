"""One field, asked in one line: options by number, everything else as it is typed."""

from collections.abc import Mapping

from rmdesk.desk import intake
from rmdesk.desk.by_hand import at_field
from rmdesk.desk.intake import Slot
from rmdesk.domain.client import Profile, mask_id, mask_phone
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.refusal import Refusal
from rmdesk.formpack.intake import Field
from rmdesk.locale import Lang
from rmdesk.plain.talk import BACK, Talk, enter_does, half_width, help_for, place_of

_MASKED = {"id_number": mask_id, "phone": mask_phone}


def ask(talk: Talk, slot: Slot, values: Mapping[str, str], filed: Mapping[str, str] | None = None) -> str | None:
    """The canonical value that was given for a field, or None to go back. An empty line keeps what is there. `filed` is
    what the file says already."""
    here = values.get(slot.key, "") or slot.field.default
    choices = options(talk, slot)
    lines = [f"  {number}. {text}" for number, (_, text) in enumerate(choices, 1)]
    for line in lines:
        talk.say(line)
    help = "\n".join((help_of(talk.lang, slot.field, here), *lines))
    while True:
        typed = talk.line(_prompt(talk, slot, here), help)
        if typed == BACK:
            return None
        several = slot.field.kind == "choices"
        meant = _meant(typed, choices, several=several)
        if choices and meant is None:
            talk.tell("plain.a_number" if several else "plain.one_number", most=len(choices))
            continue
        answer = intake.read(talk.desk, slot, meant or here, values, filed)
        if not isinstance(answer, Refusal):
            told = at_field(answer) if slot.field.kind in ("text", "long_text") else None
            told = told or intake.doubt(slot.key, answer, values, talk.desk.today())
            if told is not None:
                talk.note(told)
            return answer
        talk.refuse(answer)


def help_of(lang: Lang, field: Field, here: str = "") -> str:
    """What is said of a field where `here` stands already, to whoever asks."""
    said = field.help.of(lang) if field.help is not None else help_for(field.kind, lang, most=field.max_length)
    return "\n".join(filter(None, (said, enter_does(lang, kept=bool(here), required=field.required))))


def options(talk: Talk, slot: Slot) -> tuple[tuple[str, str], ...]:
    """Key and text of what can be chosen; empty where anything can be typed."""
    if slot.field.kind == "yes_no":
        return tuple((key, talk.desk.pack.label("yes_no", key, talk.lang)) for key in ("yes", "no"))
    return tuple((one.key, one.text.of(talk.lang)) for one in slot.field.choices)


def shown(talk: Talk, slot: Slot, value: str) -> str:
    """A value as it is read aloud: labels instead of keys, numbers masked (DATA-05)."""
    if not value:
        return "—"
    texts = dict(options(talk, slot)) or {one.key: one.text.of(talk.lang) for one in slot.field.options}
    if texts:
        return ("、" if talk.lang == "zh" else ", ").join(texts.get(key, key) for key in value.split(","))
    if value == LONG_TERM:
        return talk.tr("plain.long_term")
    mask = _MASKED.get(slot.key.rpartition(".")[2])
    return mask(value) if mask else value


def _prompt(talk: Talk, slot: Slot, here: str) -> str:
    label = slot.field.label.of(talk.lang)
    if here:
        return talk.tr("plain.prompt_kept", label=label, value=shown(talk, slot, here))
    return talk.tr("plain.prompt_required" if slot.field.required else "plain.prompt", label=label)


def _meant(typed: str, choices: tuple[tuple[str, str], ...], *, several: bool) -> str | None:
    """Numbers stand for the options that they were said with: "1,3" for two of them, where several may be chosen. None
    for what is no option."""
    if not choices or not typed:
        return typed
    said = half_width(typed)
    parts = [_one(part.strip(), choices) for part in (said.replace("、", ",").split(",") if several else [said])]
    return ",".join(parts) if all(parts) else None


def _one(part: str, choices: tuple[tuple[str, str], ...]) -> str:
    """The key of an option by its number, its text or its key; "" for what is none."""
    place = place_of(part, len(choices))
    if place is not None:
        return choices[place][0]
    return next((key for key, text in choices if part in (key, half_width(text))), "")


def empty_person(page: intake.Page, values: Profile) -> bool:
    """One more person of a kind on the page, and nothing is known of him: the page may be left out."""
    return page.number > 1 and not any(values.get(slot.key) for slot in page.every)
