"""What lists left to be confirmed, parted so that nobody confirms among many what a cell says against its sale."""

import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

from rmdesk.desk.wording.product_words import says_otherwise
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import one_line
from rmdesk.domain.product import Product
from rmdesk.formpack import Pack
from rmdesk.locale import Lang, tr

Said = tuple[tuple[str, str], ...]
"""(heading, cell) of a list."""
_SHOWN = 40
"""So much of a cell names a group; all of it is read before it is confirmed."""
_DIGEST = 12


class Alike(NamedTuple):
    """Products that are confirmed at once: `said` of each of them are the same cells that hold it."""

    said: Said
    products: tuple[Product, ...]


def held_by(pack: Pack, product: Product) -> Said:
    """The cells of its list, of those that were left out, that say another level, a class of clients, to whom it is
    limited, or that it is sold out or stopped (SUIT-13); its remarks, which are left out for nothing else."""
    codes, levels = pack.levels.product_codes, (product.issuer_level, product.bank_level)
    remark, kind = one_line(product.note), product.client_kind
    return tuple(
        (heading, text)
        for heading, text in product.left_out
        if remark.startswith(text) or says_otherwise(pack.imports, text, codes, levels, client_kind=kind)
    )


def said_of(alike: Alike, lang: Lang) -> str:
    """Products that are confirmed together, by the cells that hold them and how many they are. For faces."""
    cells = (
        tr(lang, "shelf.cell_held", heading=one, cell=cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…")
        for one, cell in alike.said
    )
    held = ("、" if lang == "zh" else ", ").join(cells)
    return tr(lang, "shelf.alike" if held else "shelf.alike_rest", held=held, many=len(alike.products))


def parted(pack: Pack, products: Iterable[Product]) -> list[Alike]:
    """Those that await their keeper: first all that no cell holds, then those that the same words hold, group by
    group."""
    found = dict[Said, tuple[Said, list[Product]]]()
    for one in products:
        if one.unconfirmed:
            said = held_by(pack, one)
            key = tuple((plain(heading), plain(text)) for heading, text in said)
            found.setdefault(key, (said, []))[1].append(one)
    groups = [Alike(said, tuple(alike)) for said, alike in found.values()]
    return sorted(groups, key=lambda one: (bool(one.said), -len(one.products)))


def status_confirmed(pack: Pack, product: Product) -> Literal["listed", "suspended"]:
    """What becomes of a product that is confirmed: it is sold, unless a column for that says that it is not."""
    words = pack.imports
    called = {plain(one) for one in words.heading["products"].get("status", ())}
    said = {words.meaning("status", cell) for heading, cell in product.left_out if plain(heading) in called}
    return "listed" if said.isdisjoint(("suspended", "ended")) else "suspended"


def digest_of(products: Iterable[Product]) -> str:
    """What these are and await, in a few letters: whoever names it has read that and nothing older. For faces."""
    said = "\n".join(sorted(one.model_dump_json() for one in products))
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGEST]
