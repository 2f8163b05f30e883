"""Why somebody stands where he stands, in words: the figures that were found, beside the bounds of the rule."""

from decimal import Decimal

from rmdesk.desk.desk import Desk
from rmdesk.desk.show import in_unit
from rmdesk.domain.client import Client, ClientKind
from rmdesk.domain.portrait import FIGURES, Condition, Found, Seen
from rmdesk.locale import Lang, tr

_NOTHING = frozenset({"held", "held_ever"})  # of which there is a plainer word for none


def reasons(desk: Desk, found: Found, kind: ClientKind, lang: Lang) -> list[str]:
    """The conditions that held, one text each, in the words of the form of this kind of client; of the group for
    everybody else, that no other fits."""
    return [_said(desk, one, kind, lang) for one in found.why] or [tr(lang, "portrait.else")]


def why(desk: Desk, found: Found, kind: ClientKind, lang: Lang) -> str:
    """The same in one line."""
    return ("；" if lang == "zh" else "; ").join(reasons(desk, found, kind, lang))


def asked_for(desk: Desk, client: Client, lang: Lang) -> str:
    """How the client wants to be reached, where he would rather not be, or not so; "" where he asked for nothing."""
    profile, pack = client.profile, desk.pack
    quiet = [tr(lang, "portrait.quiet")] if profile.get("do_not_disturb") == "yes" else []
    by = profile.get("contact_by", "")
    preferred = (
        [f"{pack.field_text('contact_by', client.kind).of(lang)} {pack.answer_text('contact_by', by).of(lang)}"]
        if by
        else []
    )
    return " · ".join([*quiet, *preferred])


def _said(desk: Desk, seen: Seen, kind: ClientKind, lang: Lang) -> str:
    one = seen.condition
    figure = tr(lang, f"portrait.figure.{one.figure}") if one.figure else ""
    label = figure or desk.pack.field_text(one.field, kind).of(lang)
    if not seen.value:
        return tr(lang, "portrait.unknown", what=label)
    if one.figure in _NOTHING and one.most == 0 and not Decimal(seen.value):
        return tr(lang, f"portrait.nothing.{one.figure}")
    value = _value(desk, one, seen.value, kind, lang)
    bound = _bound(desk, one, kind, lang)
    return f"{label} {value}" + (f"（{bound}）" if bound and lang == "zh" else f" ({bound})" if bound else "")


def _value(desk: Desk, one: Condition, value: str, kind: ClientKind, lang: Lang) -> str:
    """A number with its unit, an option by its name."""
    if one.any:
        return desk.pack.answer_text(one.field, value).of(lang)
    field = desk.pack.intake(kind).field(one.field)
    unit = "yuan" if field is not None and field.kind == "amount" else FIGURES.get(one.figure, "count")
    return in_unit(unit, f"{Decimal(value):,f}", lang)


def _bound(desk: Desk, one: Condition, kind: ClientKind, lang: Lang) -> str:
    counted = bool(one.figure) and FIGURES.get(one.figure) == "count"
    if (one.most == 0 and one.least is None) or (counted and one.least == 1 and one.most is None):
        return ""  # a figure that is 0, or so many, says so itself
    least, most = (None if edge is None else _value(desk, one, str(edge), kind, lang) for edge in (one.least, one.most))
    if least is not None and most is not None:
        return tr(lang, "portrait.between", least=least, most=most)
    if least is not None:
        return tr(lang, "portrait.at_least", bound=least)
    return "" if most is None else tr(lang, "portrait.at_most", bound=most)
