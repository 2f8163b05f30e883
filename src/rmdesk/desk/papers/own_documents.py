"""A bank's own papers about a complaint or a product as documents; those about clients and sales are composed with all
others (`compose`)."""

from rmdesk.desk.papers import own
from rmdesk.desk.papers.about import signed_for
from rmdesk.desk.papers.complaints.letter import Letter
from rmdesk.desk.papers.framing import framed
from rmdesk.desk.papers.own_values import ProductPaper, of_case, of_product
from rmdesk.formpack.own_papers import OwnPaper
from rmdesk.paper import Document


def of_a_case(paper: OwnPaper, letter: Letter) -> Document:
    """The paper about a complaint, in the complainant's language and print."""
    about = f"{letter.case.complainant.name} {letter.no}"
    return framed(
        letter,
        kind=paper.kind,
        title=paper.title.of(letter.lang),
        subtitle=about,
        form=f"{paper.id} {paper.version}",
        large=letter.large,
        blocks=signed_for(own.compose(paper, of_case(letter, paper)), about),
        about=about,
    )


def of_a_product(paper: OwnPaper, given: ProductPaper) -> Document:
    """The paper about a product of the shelf."""
    about = f"{given.product.name.of(given.lang)} {given.product.code}"
    return framed(
        given,
        kind=paper.kind,
        title=paper.title.of(given.lang),
        subtitle=about,
        form=f"{paper.id} {paper.version}",
        large=given.large,
        blocks=signed_for(own.compose(paper, of_product(given, paper)), about),
        about=about,
    )
