"""What a bank's own paper is filled with, by what it is about: a client or sale, a complaint, a product. Numbers of
people are masked (DATA-05)."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rmdesk.desk import show
from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.papers.common import copies, signature_rows, signed
from rmdesk.desk.papers.complaints.letter import Letter
from rmdesk.desk.papers.framing import Framing, InFrame, bank_seal
from rmdesk.desk.papers.own import Filling
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.sheet import shown_value
from rmdesk.domain.base import Lang
from rmdesk.domain.client import mask_id, mask_phone
from rmdesk.domain.product import Product
from rmdesk.formpack import Pack
from rmdesk.formpack.intake import Field
from rmdesk.formpack.own_papers import OwnPaper, answers_of
from rmdesk.formpack.papers import Signer
from rmdesk.locale import tr
from rmdesk.paper.blocks import Signatures

_NONE = "—"
_MASKS = {"id_number": mask_id, "phone": mask_phone}


def of_client(given: PaperInput, paper: OwnPaper) -> Filling:
    """Of a client, or of a sale of his where one is given."""
    values = _desk(given) | _client(given)
    if given.sale is not None:
        values |= _sale(given)
    answers = _answers(given)
    return Filling(
        lang=given.lang,
        values={
            key: value or _NONE for key, value in ({key: value for key, (_, value) in answers.items()} | values).items()
        },
        label=lambda key: answers[key][0] if key in answers and key not in values else _label(key, given.lang),
        signed=lambda who: signed(given, paper.kind, signature_rows(given, who)),
        to=given.client.kind,
        copies=copies(given, paper.kind),
    )


def of_case(letter: Letter, paper: OwnPaper) -> Filling:
    """Of a complaint: what its letters may say."""
    values = {key: value or _NONE for key, value in (_desk(letter) | letter.values).items()}
    roles = {
        "client": (letter.say("complainant"), letter.case.complainant.name),
        "manager": (letter.say("for_handler"), letter.handler),
    }
    return Filling(
        lang=letter.lang,
        values=values,
        label=lambda key: _label(key, letter.lang),
        signed=lambda who: _signed(letter, paper, tuple(roles[one] for one in who)),
        to=letter.case.complainant.kind,
    )


@dataclass(frozen=True, kw_only=True)
class ProductPaper(InFrame):
    """Everything that a bank's own paper about a product may say."""

    product: Product
    large: bool = False


def of_product(given: ProductPaper, paper: OwnPaper) -> Filling:
    """Of a product of the shelf."""
    words = given.pack.sentences
    roles: Mapping[Signer, str] = {
        "manager": words.signature_manager.of(given.lang),
        "reviewer": words.signature_reviewer.of(given.lang),
    }
    return Filling(
        lang=given.lang,
        values={
            key: value or _NONE
            for key, value in (_desk(given) | _product(given.pack, given.product, given.lang)).items()
        },
        label=lambda key: _label(key, given.lang),
        signed=lambda who: _signed(given, paper, tuple((roles[one], "") for one in who)),
    )


def _signed(given: Framing, paper: OwnPaper, rows: tuple[tuple[str, str], ...]) -> Signatures:
    """Where no client's file is at hand the bank alone sets its seal."""
    seals = (bank_seal(given),) if "bank" in paper.seals else ()
    return Signatures(rows, tr(given.lang, "papers.date"), timed=paper.timed, seals=seals)


def _label(key: str, lang: Lang) -> str:
    return tr(lang, f"papers.own.field.{key}")


def _desk(given: Framing) -> dict[str, str]:
    spoken = given.branch.spoken(given.lang)
    return {
        "bank": spoken.bank,
        "branch": spoken.branch,
        "contact": spoken.contact,
        "operator": given.operator,
        "date": given.at.astimezone(ZoneInfo(given.branch.zone)).date().isoformat(),
        **bodies(given.pack, given.branch, given.lang),
    }


def _client(given: PaperInput) -> dict[str, str]:
    client, profile = given.client, given.client.profile
    kind, number = profile.get("id_type", ""), profile.get("id_number", "")
    if client.kind != "person":
        kind, number = given.say("papers.uscc"), profile.get("uscc", "")
    level = "" if given.assessment is None else given.client_level(given.assessment.level)
    return {
        "client": client.name,
        "client_no": given.client_no,
        "id_type": given.label("id_type", kind) if kind and client.kind == "person" else kind,
        "id_number": mask_id(number) if number and client.kind == "person" else number,
        "phone": mask_phone(profile["phone"]) if profile.get("phone") else "",
        "level": level,
    }


def _answers(given: PaperInput) -> dict[str, tuple[str, str]]:
    """Label and value of each answer that a paper may name; "" for what this client was not asked."""
    intakes = tuple(given.pack.intake(kind) for kind in ("person", "organisation"))
    allowed = answers_of(intakes)
    fields = [one for intake in intakes for step in intake.steps if not step.role for one in step.fields]
    own = [one for step in given.pack.intake(given.client.kind).steps for one in step.fields]
    known = {one.key: one for one in reversed((*own, *fields))}
    return {key: (given.text(known[key].label), _shown(given, known[key])) for key in allowed}


def _shown(given: PaperInput, field: Field) -> str:
    value = given.client.profile.get(field.key, "")
    if not value:
        return ""
    mask = _MASKS.get(field.kind)
    return mask(value) if mask is not None else shown_value(given, field, value)


def _sale(given: PaperInput) -> dict[str, str]:
    assert given.sale is not None, "asked of a sale alone"
    product = given.product
    told = dict.fromkeys(("product", "product_code", "product_level", "issuer", "currency", "amount"), "")
    if product is not None:
        told |= _product(given.pack, product, given.lang) | {"amount": given.paid}
    return told | {"sale_no": given.branch.coded(given.sale.no), "manager": given.match_input.seller.name}


def _product(pack: Pack, product: Product, lang: Lang) -> dict[str, str]:
    return {
        "product": product.name.of(lang),
        "product_code": product.code,
        "product_level": show.product_level(pack, product.level(pack.levels), lang),
        "issuer": product.issuer.of(lang),
        "currency": product.currency,
    }
