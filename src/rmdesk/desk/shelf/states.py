"""How products stand on a day, asked of their table: the same that `Product.state_on` says of one (DESK-03)."""

from datetime import date


def state_on(day: date) -> tuple[str, tuple[object, ...]]:
    """The state of a row of the shelf on `day`, one of `ProductState`, as an expression and its values."""
    said = "CASE WHEN status <> 'listed' THEN status WHEN ends_on < ? THEN 'over' WHEN listed_on > ? THEN 'not_yet' "
    return f"{said}ELSE status END", (day.isoformat(), day.isoformat())
