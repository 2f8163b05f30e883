"""A due in words, the same in the list, beside it and for a script."""

from rmdesk.domain.dues import Due
from rmdesk.locale import Lang


def title(due: Due, lang: Lang) -> str:
    """What is due, of whom, and what more there is to know."""
    return " · ".join(one for one in (due.what.of(lang), whose(due, lang)) if one)


def whose(due: Due, lang: Lang) -> str:
    """Of whom, and what more there is to know: two lines crossed in a month are told apart by that alone."""
    return " · ".join(one for one in (due.name, due.about.of(lang)) if one)
