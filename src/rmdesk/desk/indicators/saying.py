"""How a figure reads, with its unit: on the screen, in the command, in a due."""

from decimal import Decimal

from rmdesk.domain.indicators.definition import Indicator
from rmdesk.locale import Lang, tr

_UNIT = {"%": "percent"}


def figure_text(one: Indicator, value: Decimal | None, lang: Lang) -> str:
    """A figure with its unit: "97.5%", "3.0 天"; a dash where there is none."""
    if value is None:
        return "—"
    return tr(lang, f"indicators.unit.{_UNIT.get(one.unit, one.unit)}", value=f"{value:,f}")


def number_text(one: Indicator, number: Decimal, lang: Lang) -> str:
    """What a row gives to a sum or an average, in the unit of the figure; what is a share of a plan is yuan."""
    unit = "yuan" if one.plan is not None or one.measure == "change" else one.unit
    exact = number.quantize(Decimal("0.1")) if number % 1 else number.to_integral_value()
    return tr(lang, f"indicators.unit.{_UNIT.get(unit, unit)}", value=f"{exact:,f}")
