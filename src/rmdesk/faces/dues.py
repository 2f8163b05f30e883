"""A due in words, the same in the list, beside it and for a script."""

from rmdesk.domain.dues import Due
from rmdesk.locale import Lang


def title(due: Due, lang: Lang) -> str:
    """What is due, of whom, and what more there is to know."""
    return " · ".join(one for one in (due.what.of(lang), due.name, due.about.of(lang)) if one)
