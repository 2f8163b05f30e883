"""The published order: neither return nor commission, and one clear order (SUIT-07, SUIT-29)."""

from collections.abc import Iterator

from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.ranking import FORBIDDEN, Ranking

FILE = "ranking.toml"


def faults(parsed: Parsed) -> Iterator[Fault]:
    """What is wrong with the order of the offered list."""
    yield from _forbidden(parsed)
    ranking = parsed.get(FILE, Ranking)
    if ranking is None:
        return
    if not ranking.order:
        yield fault(FILE, "order", "no_ranking")
    elif ranking.order[-1] != "code":
        yield fault(FILE, "order", "last_code")
    for at, name in enumerate(ranking.order):
        if name in ranking.order[:at]:
            yield fault(FILE, f"order[{at + 1}]", "duplicate", name=name)


def _forbidden(parsed: Parsed) -> Iterator[Fault]:
    """Said by rule, beside the model's own word that there is no such criterion."""
    order = parsed.raw.get(FILE, {}).get("order")
    for at, name in enumerate(order if isinstance(order, list) else ()):
        if isinstance(name, str) and name in FORBIDDEN:
            yield fault(FILE, f"order[{at + 1}]", "ranking", name=name, rule=FORBIDDEN[name])
