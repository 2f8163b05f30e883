"""What several papers share: who the client is, who signs, which levels go together."""

from collections.abc import Iterable

from rmdesk.desk.demands import review_reason
from rmdesk.desk.papers.framing import bank_seal, seal
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.client import ABROAD, Client, mask_id, mask_phone
from rmdesk.domain.levels import ClientLevel, ProductLevel
from rmdesk.domain.match import loss_warnings, special_care
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.sale import Sale
from rmdesk.formpack.papers import Seal, Signer
from rmdesk.paper.blocks import Block, Callout, Heading, KeepTogether, Paragraph, Signatures

Row = tuple[str, str]
STAFF: tuple[Signer, ...] = ("manager", "reviewer")


def client_rows(given: PaperInput) -> tuple[Row, ...]:
    """Who the paper is for. A person's ID number and every phone number are masked (DATA-05)."""
    profile, person = given.client.profile, given.client.kind == "person"
    rows = [(given.say("papers.client"), given.client.name), (given.say("papers.client_no"), given.client_no)]
    if person and profile.get("id_type"):
        rows.append((given.say("papers.id_type"), given.label("id_type", profile["id_type"])))
        rows.append((given.say("papers.id_number"), mask_id(profile.get("id_number", ""))))
    if not person:
        rows.append((given.say(registered_as(given.client)), given.client.number))
        rows += _named(given, "representative", given.say("papers.representative"))
    if profile.get("phone"):
        rows.append((given.say("papers.phone"), mask_phone(profile["phone"])))
    return tuple(rows)


def registered_as(client: Client) -> str:
    """What an organisation's number is called: the key of the words."""
    return "papers.overseas_number" if client.profile.get("licence_type") == ABROAD else "papers.uscc"


def _named(given: PaperInput, role: str, label: str) -> list[Row]:
    return [(label, one.get("name", "")) for one in given.client.related(role)]


def reached(given: PaperInput, level: ClientLevel) -> tuple[ProductLevel, ...]:
    """The product levels that may be offered at a client level (SUIT-02)."""
    most = given.pack.levels.reach_of(level)
    return tuple(one for one in given.pack.levels.product if one.rank <= most)


def reach_text(given: PaperInput, level: ClientLevel | None) -> str:
    """Those levels as "R1–R3"; a dash for a client level of an earlier pack."""
    if level is None:
        return "—"
    codes = [one.code for one in reached(given, level)]
    if not codes:
        return "—"
    return codes[0] if len(codes) == 1 else f"{codes[0]}–{codes[-1]}"


def fitting_clients(given: PaperInput, product: Product) -> str:
    """The client levels that may be offered a product, as "C3–C5" (SUIT-02)."""
    level = product.level(given.pack.levels)
    if level is None:
        return given.say("papers.every_client")
    rank = given.pack.levels.of_product(level).rank
    levels = given.pack.levels
    codes = [one.code for one in levels.client if levels.reach_of(one) >= rank]
    if not codes:
        return "—"
    return codes[0] if len(codes) == 1 else f"{codes[0]}–{codes[-1]}"


def may_name(given: PaperInput, product: Product) -> bool:
    """A private product is named only to a verified qualified investor (SUIT-21)."""
    seen = given.client.qualification
    return not product.private or (seen is not None and seen.serves(given.day))


def review_due(given: PaperInput) -> bool:
    """A second person reviews this sale before it is archived (SALE-13)."""
    product = given.product
    if product is None:
        return False
    return review_reason(given.pack, product, given.judged, care=special_care(product, given.judged)) != ""


def signature_rows(given: PaperInput, signers: Iterable[Signer]) -> tuple[Row, ...]:
    """Role and name of each who signs; guardian, agent and reviewer only where there is one. For an organisation its
    agent signs, else its representative: it sets its seal beside."""
    words, person = given.pack.sentences, given.client.kind == "person"
    rows: list[Row] = []
    for signer in signers:
        if signer == "client":
            rows.append(_client(given) if person else _authorised(given))
        elif signer == "guardian" and given.client.capacity(given.day, given.thresholds) != "full":
            rows += _named(given, "guardian", given.text(words.signature_guardian))
        elif signer == "agent" and person and given.client.says("has_agent"):
            rows += _named(given, "agent", given.text(words.signature_agent))
        elif signer == "manager":
            rows.append((given.text(words.signature_manager), given.match_input.seller.name))
        elif signer == "reviewer" and review_due(given):
            rows.append((given.text(words.signature_reviewer), ""))
    return tuple(rows)


def _client(given: PaperInput) -> Row:
    return given.text(given.pack.sentences.signature_client), given.client.name


def _authorised(given: PaperInput) -> Row:
    """Who acts for an organisation: by name, an agent also as such (KYC-04)."""
    names = {role: one for role in ("representative", "agent") for _, one in _named(given, role, role)[:1]}
    if not given.client.says("has_agent"):
        names.pop("agent", None)
    name = given.say("papers.agent_note", name=names["agent"]) if "agent" in names else names.get("representative", "")
    return given.text(given.pack.sentences.signature_organisation), name


def signed(
    given: PaperInput, kind: str, rows: tuple[Row, ...], of: tuple[Seal, ...] = ("client", "bank")
) -> Signatures:
    """The signature block of a paper, with the seals, those of `of`, and the hour that the pack asks for."""
    paper, organisation = given.pack.paper(kind), given.client.kind == "organisation"
    client = (seal(given, given.client.name),) if organisation else ()
    whose = {"client": client, "bank": (bank_seal(given),)}
    seals = tuple(label for one in paper.seals if one in of for label in whose[one])
    return Signatures(rows=rows, date_label=given.say("papers.date"), timed=paper.timed, seals=seals)


def copies(given: PaperInput, kind: str) -> tuple[Block, ...]:
    """How many of the paper are made out; nothing where there is one."""
    count, words = given.pack.paper(kind).copies, given.pack.sentences
    if count == 1:
        return ()
    said = given.text(words.copies, count=given.say(f"papers.copies_{count}"), bank=given.bank)
    return (Paragraph(said),)


def signatures(given: PaperInput, kind: str, *before: Block, title: str = "", parts: bool = False) -> tuple[Block, ...]:
    """The signature block of a paper under what is signed; that alone when nobody signs. Where it `parts`, the bank's
    lines and seal may go on alone in large print: what is declared stands on the page of the client's signature, how
    many copies there are on that of the bank's."""
    signers = given.pack.paper(kind).signed_by
    if not signature_rows(given, signers):
        return before
    heading, made = Heading(title or given.say("papers.signatures")), copies(given, kind)
    if not (given.large and parts):
        return (heading, *before, KeepTogether((*made, signed(given, kind, signature_rows(given, signers)))))
    own = signed(given, kind, signature_rows(given, [one for one in signers if one not in STAFF]), ("client",))
    bank = signed(given, kind, signature_rows(given, [one for one in signers if one in STAFF]), ("bank",))
    if not bank.rows and not bank.seals:
        return (heading, *before, KeepTogether((*made, own)))
    return (heading, *before, KeepTogether((own,)), KeepTogether((*made, bank)))


def together(given: PaperInput, *blocks: Block) -> tuple[Block, ...]:
    """A part that stands on one page; in large print it may break, or half of every page would stay empty."""
    return blocks if given.large else (KeepTogether(blocks),)


def headline(given: PaperInput, products: Iterable[Product]) -> Callout:
    """The headline of sales papers (SALE-02): that of the products' family, or the general one over several."""
    told = {given.pack.families.of(one.family).headline_of(one) for one in products if one.needs_match}
    words = next(iter(told)) if len(told) == 1 else None
    return Callout(given.text(words or given.pack.sentences.headline), tone="headline")


def own_choice(sale: Sale | None) -> bool:
    """The client insisted on insurance that does not fit (SUIT-25)."""
    return sale is not None and sale.choice is not None and sale.choice.own_choice


def above_named_loss(given: PaperInput, product: Product) -> tuple[str, ...]:
    """That the worst case is above what the client named, in words (SUIT-16)."""
    return warned(given, loss_warnings(product, given.match_input))


def warned(given: PaperInput, warnings: Iterable[Refusal]) -> tuple[str, ...]:
    """Warnings of the match as they are said to the client."""
    return tuple(given.pack.told(one, given.lang, given.client.kind) for one in warnings)
