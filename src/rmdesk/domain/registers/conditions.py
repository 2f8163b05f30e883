"""Whether conditions hold: of a field that is asked, of an act that needs something, of who may see."""

from collections.abc import Mapping
from decimal import Decimal

from rmdesk.domain.registers.deriving import Part, number
from rmdesk.domain.registers.field import Condition, Conditions


def failing(
    conditions: Conditions,
    values: Mapping[str, str],
    parts: tuple[Part, ...] = (),
    thresholds: Mapping[str, Decimal] | None = None,
) -> Condition | None:
    """The first condition that does not hold; None when all do. `values`: fields, derived, paths."""
    return next((one for one in conditions if not _holds(one, values, parts, thresholds or {})), None)


def _holds(
    one: Condition, values: Mapping[str, str], parts: tuple[Part, ...], thresholds: Mapping[str, Decimal]
) -> bool:
    if one.parts:
        count = sum(part.register_id == one.parts and (not one.state or part.state in one.state) for part in parts)
        return _between(Decimal(count), one, thresholds)
    value = values.get(one.key, "")
    if one.filled is not None:
        return bool(value) == one.filled
    if one.any:
        return any(given in one.any for given in value.split(","))
    found = number(value)
    return found is not None and _between(found, one, thresholds)


def _between(value: Decimal, one: Condition, thresholds: Mapping[str, Decimal]) -> bool:
    """A threshold of the pack stands in the place of the number that the register writes."""
    set_by_pack = thresholds.get(one.threshold)
    least = set_by_pack if set_by_pack is not None and one.least is not None else one.least
    most = set_by_pack if set_by_pack is not None and one.most is not None else one.most
    return (least is None or value >= least) and (most is None or value <= most)
