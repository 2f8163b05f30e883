"""Fields of an act's form as the kit asks them."""

from collections.abc import Callable, Sequence

from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import forms
from rmdesk.desk.registers.views import Asked, Form
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import tr
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.folding import folded
from rmdesk.tui.registers.seek import Seek

_HINTED = ("date", "date_or_long", "time", "file", "amount")
_DIGITS = frozenset(KEYS[:10])
_PATHS = 2000  # characters of the paths of several files


def specs(desk: Desk, form: Form, lang: Lang) -> tuple[FieldSpec, ...]:
    """What is to be filled in, in the form's order; what is filled in by the desk is told above (`told`)."""
    return tuple(_spec(desk, form, one, lang) for one in form.fields if not one.fixed)


def told(form: Form, lang: Lang) -> list[str]:
    """What the desk fills in: "told by: 测试甲"."""
    joint = "：" if lang == "zh" else ": "
    return [f"{one.label.of(lang)}{joint}{_words(one, lang)}" for one in form.fields if one.fixed and one.value]


def _words(one: Asked, lang: Lang) -> str:
    return next((option.text.of(lang) for option in one.options if option.value == one.value), one.value)


def _spec(desk: Desk, form: Form, one: Asked, lang: Lang) -> FieldSpec:
    label, hint = one.label.of(lang), _hint(one, lang)
    options = _options(one, lang)
    several = one.several and one.kind != "file"
    if one.search or len(options) > len(KEYS):
        make = _seek(desk, form, one, options) if one.search or several else None
        return FieldSpec(one.key, label, "pick", options, one.required, help=hint, make=make)
    if options:
        kind = "choices" if several else "choice"
        return FieldSpec(one.key, label, kind, options, one.required, help=hint)
    if one.kind == "long_text":
        return FieldSpec(one.key, label, "long_text", (), one.required, one.most, hint)
    most = _PATHS if one.kind == "file" else one.most
    return FieldSpec(one.key, label, "text", (), one.required, most, hint)


def _options(one: Asked, lang: Lang) -> tuple[Option, ...]:
    """Options that are known by digits are taken by these: they stand beside them on the paper that is keyed in."""
    texts = {option.value: option.text.of(lang) for option in one.options}
    if not texts.keys() <= _DIGITS:
        return tuple(Option(value, text) for value, text in texts.items())
    return tuple(Option(value, text.removeprefix(f"{value} "), KEYS.index(value)) for value, text in texts.items())


def _hint(one: Asked, lang: Lang) -> str:
    if one.help is not None:
        return one.help.of(lang)
    if one.search:
        return tr(lang, "registers.hint.several" if one.several else "registers.hint.search")
    return tr(lang, f"registers.hint.{one.kind}") if one.kind in _HINTED else ""


def _seek(desk: Desk, form: Form, one: Asked, shown: tuple[Option, ...]) -> Callable[[FieldSpec, str, Lang], Seek]:
    def make(_: FieldSpec, value: str, lang: Lang) -> Seek:
        def look(text: str) -> Sequence[Option]:
            found = forms.choices(desk, form.register_id, one.key, folded(text), form.entry_id)
            if isinstance(found, Refused):
                return ()
            wanted = folded(text).strip().casefold()
            fixed = [option for option in shown if wanted in folded(f"{option.label} {option.key}").casefold()]
            known = {option.key for option in fixed}
            return [*fixed, *(Option(o.value, o.text.of(lang)) for o in found if o.value not in known)]

        return Seek(
            look, value, shown=shown, several=one.several, needed=one.required, joint="、" if lang == "zh" else ", "
        )

    return make
