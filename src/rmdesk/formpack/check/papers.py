"""Papers: all kinds there, those of a sale signed (SALE-03..05, SUIT-19). What a sale needs: check/families.py."""

from collections.abc import Iterator

from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.papers import PAPER_KINDS, PaperKind, Papers, Signer
from rmdesk.formpack.parse import Parsed

FILE = "paper_sets.toml"
SIGNED: dict[PaperKind, tuple[Signer, str]] = {  # by whom in any case, and by which rule
    "privacy_notice": ("client", "DATA-02"),
    "questionnaire": ("client", "SUIT-05"),
    "level_change": ("client", "SUIT-19"),
    "disclosure_book": ("client", "SALE-03"),
    "statement_insurance": ("client", "SUIT-26"),
}
OF_THE_PRODUCT: dict[PaperKind, str] = {  # a sale later in the visit would be signed without its own
    "opinion": "SUIT-23",
    "disclosure_book": "SALE-04",
    "statement_insurance": "SUIT-26",
}


def faults(parsed: Parsed) -> Iterator[Fault]:
    """What is wrong with the papers."""
    papers = parsed.get(FILE, Papers)
    if papers is None:
        return
    there = {paper.id: paper for paper in papers.paper}
    for kind in PAPER_KINDS:
        if kind not in there:
            yield fault(FILE, "paper", "missing_paper", name=kind)
    for kind, (signer, rule) in SIGNED.items():
        if kind in there and signer not in there[kind].signed_by:
            yield fault(FILE, f"paper[{kind}].signed_by", "unsigned", name=signer, rule=rule)
    for kind, rule in OF_THE_PRODUCT.items():
        if kind in there and there[kind].per != "sale":
            yield fault(FILE, f"paper[{kind}].per", "each_sale", rule=rule)
    if "disclosure_book" in there and not there["disclosure_book"].copied:
        yield fault(FILE, "paper[disclosure_book].copied", "uncopied")
