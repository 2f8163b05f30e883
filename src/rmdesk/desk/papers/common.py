"""What several papers share: who the client is, who signs, which levels go together."""

from collections.abc import Iterable

from rmdesk.desk.demands import review_reason
from rmdesk.desk.papers.case import Case
from rmdesk.domain.client import mask_id, mask_phone
from rmdesk.domain.levels import ClientLevel, ProductLevel
from rmdesk.domain.match import special_care
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Sale
from rmdesk.formpack.papers import PaperKind, Signer
from rmdesk.paper.blocks import Block, Callout, Heading, KeepTogether, Signatures

Row = tuple[str, str]


def client_rows(case: Case) -> tuple[Row, ...]:
    """Who the paper is for. A person's ID number and every phone number are masked (DATA-05)."""
    profile, person = case.client.profile, case.client.kind == "person"
    rows = [(case.say("papers.client"), case.client.name), (case.say("papers.client_no"), case.client_no)]
    if person and profile.get("id_type"):
        rows.append((case.say("papers.id_type"), case.label("id_type", profile["id_type"])))
        rows.append((case.say("papers.id_number"), mask_id(profile.get("id_number", ""))))
    if not person:
        rows.append((case.say("papers.uscc"), profile.get("uscc", "")))
        rows += _named(case, "representative", case.say("papers.representative"))
    if profile.get("phone"):
        rows.append((case.say("papers.phone"), mask_phone(profile["phone"])))
    return tuple(rows)


def _named(case: Case, role: str, label: str) -> list[Row]:
    return [(label, one.get("name", "")) for one in case.client.related(role)]


def reached(case: Case, level: ClientLevel) -> tuple[ProductLevel, ...]:
    """The product levels that may be offered at a client level (SUIT-02)."""
    most = case.pack.levels.reach_of(level)
    return tuple(one for one in case.pack.levels.product if one.rank <= most)


def reach_text(case: Case, level: ClientLevel) -> str:
    """Those levels as "R1–R3"."""
    codes = [one.code for one in reached(case, level)]
    if not codes:
        return "—"
    return codes[0] if len(codes) == 1 else f"{codes[0]}–{codes[-1]}"


def fitting_clients(case: Case, product: Product) -> str:
    """The client levels that may be offered a product, as "C3–C5" (SUIT-02)."""
    level = product.level(case.pack.levels)
    if level is None:
        return case.say("papers.every_client")
    rank = case.pack.levels.of_product(level).rank
    levels = case.pack.levels
    codes = [one.code for one in levels.client if levels.reach_of(one) >= rank]
    if not codes:
        return "—"
    return codes[0] if len(codes) == 1 else f"{codes[0]}–{codes[-1]}"


def may_name(case: Case, product: Product) -> bool:
    """A private product is named only to a verified qualified investor (SUIT-21)."""
    return not product.private or case.client.qualification is not None


def review_due(case: Case) -> bool:
    """A second person reviews this sale before it is archived (SALE-13)."""
    product = case.product
    return product is not None and review_reason(product, case.judged, care=special_care(product, case.judged)) != ""


def signature_rows(case: Case, signers: Iterable[Signer]) -> tuple[Row, ...]:
    """Role and name of each who signs; guardian, agent and reviewer only where there is one."""
    words = case.pack.sentences
    rows: list[Row] = []
    for signer in signers:
        if signer == "client":
            rows.append((case.text(words.signature_client), _client_note(case)))
        elif signer == "guardian" and case.client.capacity(case.day, case.thresholds) != "full":
            rows += _named(case, "guardian", case.text(words.signature_guardian))
        elif signer == "agent" and case.client.says("has_agent"):
            rows += _named(case, "agent", case.text(words.signature_agent))
        elif signer == "manager":
            rows.append((case.text(words.signature_manager), case.match_input.seller.name))
        elif signer == "reviewer" and review_due(case):
            rows.append((case.text(words.signature_reviewer), ""))
    return tuple(rows)


def _client_note(case: Case) -> str:
    if case.client.kind == "person":
        return case.client.name
    return case.say("papers.seal_note", name=case.client.name)


def signatures(case: Case, kind: PaperKind, *before: Block, title: str = "") -> tuple[Block, ...]:
    """The signature block of a paper with what is signed above it, on one page; nothing when nobody signs."""
    rows = signature_rows(case, case.pack.paper(kind).signed_by)
    if not rows:
        return before
    block = Signatures(rows=rows, date_label=case.say("papers.date"))
    return (KeepTogether((Heading(title or case.say("papers.signatures")), *before, block)),)


def together(case: Case, *blocks: Block) -> tuple[Block, ...]:
    """A part that stands on one page; in large print it may break, or half of every page would stay empty."""
    return blocks if case.large else (KeepTogether(blocks),)


def headline(case: Case, *lines: str) -> Callout:
    """The headline of sales papers (SALE-02)."""
    return Callout(case.text(case.pack.sentences.headline), lines, tone="headline")


def own_choice(sale: Sale | None) -> bool:
    """The client insisted on insurance that does not fit (SUIT-25)."""
    return sale is not None and sale.choice is not None and sale.choice.own_choice
