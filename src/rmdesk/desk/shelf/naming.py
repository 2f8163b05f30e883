"""What a product is called, against how it is rated (SUIT-13)."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.wording.product_names import level_named
from rmdesk.domain.product import Product


def named_above(desk: Desk, before: Product | None, after: Product) -> bool:
    """Whether a product is rated below what its name says; what was called and rated so `before` is no news (SUIT-13).
    For use cases."""
    levels, families = desk.pack.levels, desk.pack.families
    secured = after.family in families.keys and families.of(after.family).secured
    named = level_named(desk.pack.imports, after.name.zh, levels.product_codes, secured=secured)
    now = None if named is None else after.level(levels)
    if named is None or now is None or levels.higher(now, named) == now:
        return False
    was = None if before is None or before.name.zh != after.name.zh else before.level(levels)
    return was is None or levels.higher(was, now) != now
