"""The fields of a record that a screen asks for, and what is typed in them made canonical."""

from collections.abc import Iterable, Mapping

from rmdesk.domain import fields
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import DeskApp

_LINE, _DAY, _PASSWORD = 80, 20, 200
REASON = 200


def line(key: str, label: str, most: int = _LINE, *, required: bool = True, help: str = "") -> FieldSpec:
    """One line of text."""
    return FieldSpec(key, label, "text", (), required, most, help)


def prose(key: str, label: str, most: int = REASON, *, required: bool = True, help: str = "") -> FieldSpec:
    """A text that grows with what is typed."""
    return FieldSpec(key, label, "long_text", (), required, most, help)


def reason(lang: Lang) -> FieldSpec:
    """Why: kept on record."""
    return prose("reason", tr(lang, "common.why"), help=tr(lang, "common.why_help"))


def day(key: str, label: str, lang: Lang, *, required: bool = True) -> FieldSpec:
    """A date."""
    return FieldSpec(key, label, "date", (), required, _DAY, tr(lang, "common.day_help"))


def number(key: str, label: str, kind: fields.FieldKind = "amount", *, required: bool = True) -> FieldSpec:
    """A number: "integer", "amount" or "percent"."""
    return FieldSpec(key, label, kind, (), required, _DAY)


def choice(key: str, label: str, options: Iterable[Option], *, required: bool = True) -> FieldSpec:
    """One of some; narrowed by typing where there are more than keys."""
    return FieldSpec(key, label, "choice", tuple(options), required)


def several(key: str, label: str, options: Iterable[Option], *, required: bool = True) -> FieldSpec:
    """Several of a few; the answer is their keys, joined by commas."""
    return FieldSpec(key, label, "choices", tuple(options), required)


def labelled(app: DeskApp, vocabulary: str, keys: Iterable[str]) -> tuple[Option, ...]:
    """Options with the form pack's names."""
    return tuple(Option(key, app.desk.pack.label(vocabulary, key, app.lang)) for key in keys)


def yes_no(key: str, label: str, lang: Lang, *, required: bool = True) -> FieldSpec:
    """Yes or no."""
    return choice(key, label, (Option(one, tr(lang, f"common.{one}")) for one in ("yes", "no")), required=required)


def secret(key: str, label: str) -> FieldSpec:
    """A password; it is kept nowhere."""
    return FieldSpec(key, label, "password", (), True, _PASSWORD)


def password(app: DeskApp, label: str) -> tuple[FieldSpec, FieldSpec]:
    """A new password, "password" and "again": one that was mistyped unseen would lock its owner out. What it must be
    stands below it all the time."""
    lang, least = app.lang, app.desk.thresholds().password_min_length
    rules = tr(lang, "common.password_rules", least=least)
    return (
        FieldSpec("password", label, "password", (), True, _PASSWORD, rules, rules=True),
        secret("again", tr(lang, "common.once_more")),
    )


def chosen(values: Mapping[str, str], key: str) -> tuple[str, ...]:
    """What was chosen in a field of several."""
    return tuple(one for one in values[key].split(",") if one)
