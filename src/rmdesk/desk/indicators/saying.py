"""How a figure reads, with its unit: on the screen, in the command, in a due, on paper."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from rmdesk.desk.indicators.correlating import Correlation
from rmdesk.desk.indicators.figures import Shown
from rmdesk.desk.indicators.improving import Improved
from rmdesk.desk.show import in_unit
from rmdesk.domain.indicators.definition import Indicator
from rmdesk.domain.indicators.periods import Period
from rmdesk.domain.indicators.together import LEAST
from rmdesk.locale import Lang, tr


def figure_text(one: Indicator, value: Decimal | None, lang: Lang) -> str:
    """A figure with its unit: "97.5%", "3.0 天"; a dash where there is none."""
    return "—" if value is None else in_unit(one.unit, f"{value:,f}", lang)


def number_text(one: Indicator, number: Decimal, lang: Lang) -> str:
    """What a row gives to a sum or an average, in the unit of the figure; what is a share of a plan is yuan."""
    unit = "yuan" if one.plan is not None or one.measure == "change" else one.unit
    exact = number.quantize(Decimal("0.1")) if number % 1 else number.to_integral_value()
    return in_unit(unit, f"{exact:,f}", lang)


def state_text(one: Shown, lang: Lang) -> str:
    """Why there is no figure; else whether the line is crossed or the target reached; "" where nothing is said."""
    if one.why is not None:
        return one.why.of(lang)
    if one.crossed:
        return tr(lang, "indicators.state.crossed")
    reached = one.indicator.reached(one.figure.value)
    return "" if reached is None else tr(lang, f"indicators.state.{'reached' if reached else 'missed'}")


def correlation_text(one: Correlation, lang: Lang) -> str:
    """How it went together with the outcome, over how many months; or why that is not said."""
    found = one.found
    key = f"indicators.together.{found.why or 'told'}"
    return tr(lang, key, name=one.outcome.title.of(lang), n=found.n, least=LEAST, r=found.r)


def improved_text(one: Indicator, found: Iterable[Improved], lang: Lang) -> Iterator[str]:
    """The entries that are measured by it, a line for each register: from which figure to which."""
    for title, same in groupby(found, lambda each: each.register.of(lang)):
        yield f"{title} {' · '.join(_effect(one, each, lang) for each in same)}"


def _effect(one: Indicator, found: Improved, lang: Lang) -> str:
    figures = " → ".join(figure_text(one, value, lang) for value in found.taken)
    key = "indicators.improved.running" if found.ended_on is None else "indicators.improved.ended"
    return tr(lang, key, no=found.no, figures=figures) if figures else found.no


def begun_text(found: Iterable[Improved], period: Period, lang: Lang) -> str:
    """The numbers of the entries that began in a period, as the bar of a month bears them; "" for none."""
    begun = " ".join(one.no for one in found if period.start <= one.begun_on <= period.end)
    return tr(lang, "indicators.improved.begun", nos=begun) if begun else ""
