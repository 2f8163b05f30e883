"""Papers: all kinds there, those of a sale signed, every family with its set (SALE-03..05, SUIT-19)."""

from collections.abc import Iterator

from rmdesk.domain.kinds import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.papers import PAPER_KINDS, PaperKind, Papers, PaperSet, Signer
from rmdesk.formpack.parse import Parsed

FILE = "paper_sets.toml"
SIGNED: dict[PaperKind, tuple[Signer, str]] = {  # by whom in any case, and by which rule
    "privacy_notice": ("client", "DATA-02"),
    "questionnaire": ("client", "SUIT-05"),
    "level_change": ("client", "SUIT-19"),
    "disclosure_book": ("client", "SALE-03"),
    "statement_insurance": ("client", "SUIT-26"),
}
ALWAYS: dict[PaperKind, str] = {"disclosure_book": "SUIT-22", "rights_notice": "SALE-05"}
MATCHED: dict[PaperKind, str] = {"questionnaire": "SUIT-20", "opinion": "SUIT-22"}
UNMATCHED_FAMILIES = ("deposit",)


def faults(parsed: Parsed) -> Iterator[Fault]:
    """What is wrong with the papers and their sets."""
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
    if "disclosure_book" in there and not there["disclosure_book"].copied:
        yield fault(FILE, "paper[disclosure_book].copied", "uncopied")
    yield from _sets(papers)


def _sets(papers: Papers) -> Iterator[Fault]:
    there = {one.family for one in papers.sale}
    for family in FAMILIES:
        if family not in there:
            yield fault(FILE, "sale", "missing_set", name=family)
    for one in papers.sale:
        if one.family not in FAMILIES:
            yield fault(FILE, f"sale[{one.family}].family", "family", name=one.family)
            continue
        yield from _set(one)


def _set(one: PaperSet) -> Iterator[Fault]:
    key = f"sale[{one.family}]"
    for kind, rule in ALWAYS.items():
        if kind not in one.always:
            yield fault(FILE, f"{key}.always", "needed_paper", name=kind, rule=rule)
    if one.family in UNMATCHED_FAMILIES:
        return
    due = (*one.always, *one.if_due)
    for kind, rule in MATCHED.items():
        if kind not in due:
            yield fault(FILE, f"{key}.always", "needed_paper", name=kind, rule=rule)
    if "level_change" not in due:
        yield fault(FILE, f"{key}.if_due", "needed_paper", name="level_change", rule="SUIT-19")
    if one.family == "insurance" and "statement_insurance" not in due:
        yield fault(FILE, f"{key}.if_due", "needed_paper", name="statement_insurance", rule="SUIT-26")
