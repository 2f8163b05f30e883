"""A declared form, asked field by field; every answer is kept as the screens keep theirs, so each goes on with it."""

from collections.abc import Callable, Mapping, Sequence

from rmdesk.domain.client import mask_id, mask_phone
from rmdesk.domain.refusal import Faulty, Refusal, Refused
from rmdesk.faces.fields import FieldSpec
from rmdesk.faces.kept import Kept
from rmdesk.plain.talk import BACK, Talk, enter_does, half_width, help_for, place_of

_MORE = "\\"  # at the end of a line: another paragraph follows
_MASKS = {"contact": mask_phone, "phone": mask_phone, "id_number": mask_id}
_PICKED = 20  # options that are read out at once; of more the matching ones, after a word was typed


def ask_form(
    talk: Talk,
    specs: Sequence[FieldSpec],
    kept: Kept,
    check: Callable[[str, str], str | Refusal],
    *,
    first: str = "",
) -> dict[str, str] | None:
    """Ask all of `specs` in order; the canonical answers, or None when one goes back behind the first. `first` is the
    key of the field to begin with (a fault stands there); what is before it is not asked again."""
    if kept.typed:
        talk.tell("plain.begun")
    values = {one.key: raw for one in specs if (raw := kept.values().get(one.key, "")) or not one.required}
    at = next((at for at, one in enumerate(specs) if one.key == first), 0)
    while at < len(specs):
        spec = specs[at]
        answer = ask_field(talk, spec, values.get(spec.key, ""), check)
        if answer is None:
            if at == 0:
                return None
            at -= 1
            continue
        values[spec.key] = answer
        if spec.kind != "password":
            shown = {key: raw for key, raw in values.items() if _of(specs, key).kind != "password"}
            refused = kept.keep(shown)
            if refused is not None:
                talk.refused(refused)
        at += 1
    return {one.key: values.get(one.key, "") for one in specs}


def _of(specs: Sequence[FieldSpec], key: str) -> FieldSpec:
    return next(one for one in specs if one.key == key)


def wrong_field(refused: Refused, specs: Sequence[FieldSpec]) -> str:
    """The first of `specs` of which a refusal says that it is wrong; "" when it is none of them."""
    wrong = refused.fields if isinstance(refused, Faulty) else {}
    return next((one.key for one in specs if one.key in wrong), "")


def ask_field(talk: Talk, spec: FieldSpec, here: str, check: Callable[[str, str], str | Refusal]) -> str | None:
    """The canonical answer to one field, or None to go back. An empty line keeps `here`."""
    for line in _read_out(spec):
        talk.say(line)
    how = _how(spec)
    if how:
        talk.tell(how)
    while True:
        typed = talk.secret(prompt_of(talk, spec, here)) if spec.kind == "password" else _typed(talk, spec, here)
        if typed == BACK:
            return None
        meant = _meant(talk, spec, typed) if typed and spec.options else typed
        if meant is None:
            continue
        answer = check(spec.key, meant or here)
        if not isinstance(answer, Refusal):
            return answer
        talk.refuse(answer)


def _typed(talk: Talk, spec: FieldSpec, here: str) -> str:
    """A line; of texts with paragraphs as many as end in a backslash."""
    prompt, lines = prompt_of(talk, spec, here), list[str]()
    while True:
        line = talk.line(prompt, help_of(talk, spec, here))
        lines.append(line.removesuffix(_MORE).rstrip() if spec.paragraphs else line)
        if not (spec.paragraphs and line.endswith(_MORE)):
            return "\n".join(lines)
        prompt = talk.tr("plain.paragraph")


def prompt_of(talk: Talk, spec: FieldSpec, here: str) -> str:
    """What is asked, with what an empty line keeps."""
    if here and spec.kind != "password":
        return talk.tr("plain.prompt_kept", label=spec.label, value=shown(talk, spec, here))
    return talk.tr("plain.prompt_required" if spec.required else "plain.prompt", label=spec.label)


def shown(talk: Talk, spec: FieldSpec, value: str) -> str:
    """An answer as it is read aloud: labels instead of keys, numbers of people masked (DATA-05)."""
    if not spec.options:
        return _MASKS[spec.kind](value) if spec.kind in _MASKS and value else value
    labels = {one.key: one.label for one in spec.options}
    return ("、" if talk.lang == "zh" else ", ").join(labels.get(key, key) for key in value.split(","))


def help_of(talk: Talk, spec: FieldSpec, here: str = "") -> str:
    """What is to be said of a field where `here` stands already."""
    many = talk.tr("plain.seek_help") if len(spec.options) > _PICKED else ""
    more = [
        spec.help or many or help_for(spec.kind, talk.lang, most=spec.max_length),
        enter_does(talk.lang, kept=bool(here), required=spec.required),
    ]
    if spec.paragraphs:
        more.append(talk.tr("plain.paragraph_help"))
    more += _read_out(spec)
    return "\n".join(filter(None, more))


def _read_out(spec: FieldSpec) -> list[str]:
    """Its options with their numbers, where they are few enough to be heard at once."""
    if len(spec.options) > _PICKED:
        return []
    return [f"  {number}. {option.label}" for number, option in enumerate(spec.options, 1)]


def _how(spec: FieldSpec) -> str:
    """The key of what is said below the options, or in their place; "" where a number says all."""
    if len(spec.options) > _PICKED:
        return "plain.seek_help"
    return "plain.several_help" if spec.kind == "choices" else ""


def _meant(talk: Talk, spec: FieldSpec, typed: str) -> str | None:
    """The key that a number or the words of an option mean; of several, numbers with commas between. None for none."""
    if len(spec.options) > _PICKED:
        return _sought(talk, spec, typed)
    parts = half_width(typed).replace("、", ",").split(",") if spec.kind == "choices" else [half_width(typed)]
    keys = [_one(spec, part.strip()) for part in parts]
    if all(keys):
        return ",".join(dict.fromkeys(keys))
    talk.tell("plain.a_number" if spec.kind == "choices" else "plain.one_number", most=len(spec.options))
    return None


def _one(spec: FieldSpec, part: str) -> str:
    place = place_of(part, len(spec.options))
    if place is not None:
        return spec.options[place].key
    return next((one.key for one in spec.options if part in (one.key, half_width(one.label))), "")


def _sought(talk: Talk, spec: FieldSpec, typed: str) -> str | None:
    """Of many options those with the typed words in them; one is taken, several are chosen from."""
    wanted = half_width(typed).lower()
    names = {one.key: [half_width(name).lower() for name in (one.label, one.also) if name] for one in spec.options}
    found = [one for one in spec.options if wanted == one.key.lower() or any(wanted in name for name in names[one.key])]
    exact = [one for one in found if wanted in (one.key.lower(), *names[one.key])]
    if len(exact or found) == 1:
        one = (exact or found)[0]
        talk.tell("plain.taken", what=one.label)
        return one.key
    if not found:
        talk.tell("plain.none_found")
        return None
    if len(found) > _PICKED:
        talk.tell("plain.too_many", count=len(found))
        return None
    key = talk.choose(found)
    return None if key == BACK else key


def unkept(talk: Talk, first: Mapping[str, str]) -> Kept:
    """Answers that are not worth a draft: they were kept as facts, or are asked in one breath."""
    return Kept(talk.desk, first, None)
