"""What products and holdings of a desk use of the families, so that no pack takes one from under them."""

from collections.abc import Iterator

from rmdesk.desk.desk import Desk
from rmdesk.formpack import Fault, Pack
from rmdesk.formpack.fault import fault

_FILE = "families.toml"
_STANDING = """SELECT family, regime, min(code) AS code,
    json_extract(doc, '$.private_kind') IS NOT NULL AS private, json_extract(doc, '$.insurance') IS NOT NULL AS insured
    FROM product GROUP BY family, regime, private, insured ORDER BY family, code"""
_HELD = "SELECT DISTINCT json_extract(doc, '$.family') AS family FROM holding"


def lost(desk: Desk, pack: Pack) -> tuple[Fault, ...]:
    """Families that a pack drops though something here is of them, and those that a product of theirs would not fit any
    more: it would stand on the shelf as nobody could put it there."""
    return (*_dropped(desk, pack), *_unfit(desk, pack))


def _dropped(desk: Desk, pack: Pack) -> Iterator[Fault]:
    used = {row["family"] for row in desk.store.query("SELECT DISTINCT family FROM product")}
    used |= {row["family"] for row in desk.store.query(_HELD) if row["family"]}
    for key in sorted(used.difference(pack.families.keys)):
        yield fault(_FILE, "family", "family_used", name=key)


def _unfit(desk: Desk, pack: Pack) -> Iterator[Fault]:
    for row in desk.store.query(_STANDING):
        if row["family"] not in pack.families.keys:
            continue
        family = pack.families.of(row["family"])
        key = f"family[{family.key}]"
        if row["regime"] not in family.regimes:
            yield fault(_FILE, f"{key}.regimes", "family_product", name=row["code"])
        if family.insured != bool(row["insured"]) or (family.private and not row["private"]):
            yield fault(_FILE, f"{key}.terms", "family_product", name=row["code"])
