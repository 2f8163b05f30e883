"""A bank's own papers about what is no client and no sale: a product of the shelf (a case's are letters of it)."""

from pathlib import Path

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.papers.own_documents import of_a_product
from rmdesk.desk.papers.own_values import ProductPaper
from rmdesk.desk.printing import Sheet
from rmdesk.desk.record_papers import print_record
from rmdesk.desk.shelf import products
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import passed, stop
from rmdesk.formpack.own_papers import Of, OwnPaper


def own_papers_of(desk: Desk, of: Of) -> tuple[OwnPaper, ...]:
    """The bank's own papers about one sort of thing. For faces and use cases."""
    return tuple(one for one in desk.pack.own_papers.values() if one.of == of)


@use_case("papers.print")
def print_product(desk: Desk, code: str, kind: str, folder: Path, lang: Lang, large: bool | None = None) -> Sheet:
    """Print one of the bank's own papers about a product into `folder`; `large` for whoever asks."""
    product = passed(products.get(desk, code))
    paper = desk.pack.own_paper(kind)
    if paper is None or paper.of != "product":
        known = ", ".join(one.kind for one in own_papers_of(desk, "product"))
        stop("INPUT.choice", given=kind[:40], allowed=known or "—")
    given = ProductPaper(
        frame=frame_now(desk, lang),
        product=product,
        large=bool(large),
    )
    return print_record(desk, of_a_product(paper, given), product.code, "product", product.code, folder)
