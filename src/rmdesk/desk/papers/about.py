"""Whom and what a paper is about, at the head of each page and above what is written by hand (SALE-13)."""

from rmdesk.desk.papers.common import registered_as
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.client import mask_id
from rmdesk.paper.blocks import Block, CopySentence, Framed, KeepTogether, Paragraph, Signatures

_OF_A_SALE: frozenset[str] = frozenset({"opinion", "disclosure_book", "statement_insurance", "sale_ended"})


def told(kind: str, given: PaperInput) -> str:
    """Client, ID number (a person's masked: DATA-05), and of a sale's paper product and amount, in one line."""
    parts = [f"{given.client.name} {given.client_no}", _identity(given)]
    product = given.product
    if _of_a_sale(kind, given) and product is not None:
        parts += [f"{given.text(product.name)} {product.code}", given.paid]
    return " · ".join(filter(None, parts))


def _of_a_sale(kind: str, given: PaperInput) -> bool:
    own = given.pack.own_paper(kind)
    return kind in _OF_A_SALE or (own is not None and own.of == "sale")


def _identity(given: PaperInput) -> str:
    profile = given.client.profile
    if given.client.kind != "person":
        return f"{given.say(registered_as(given.client))} {given.client.number}" if given.client.number else ""
    if not profile.get("id_type") or not profile.get("id_number"):
        return ""
    return f"{given.label('id_type', profile['id_type'])} {mask_id(profile['id_number'])}"


def _ends_copied(block: Block) -> bool:
    if isinstance(block, KeepTogether):
        return bool(block.blocks) and _ends_copied(block.blocks[-1])
    return isinstance(block, CopySentence)


def signed_for(blocks: tuple[Block, ...], about: str, *, copied: bool = False) -> tuple[Block, ...]:
    """The same blocks with `about` above each signature and above the first of copied sentences: a sheet that somebody
    wrote on says by itself what for. `copied`: a copied sentence stands before them."""
    named: list[Block] = []
    for at, block in enumerate(blocks):
        further = _ends_copied(blocks[at - 1]) if at else copied
        if isinstance(block, KeepTogether):
            named.append(KeepTogether(signed_for(block.blocks, about, copied=further)))
            continue
        if isinstance(block, Framed):
            # A frame stands on one page, whose head says it: for an organisation's seal there would be no room.
            named.append(block)
            continue
        if isinstance(block, Signatures) or (isinstance(block, CopySentence) and not further):
            named.append(Paragraph(about))
        named.append(block)
    return tuple(named)
