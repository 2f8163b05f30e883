"""Printing papers: composed, checked for characters, recorded, written. What says the same is the same paper, printed
again: a fact of its own, with who printed it now on every page."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import assess, clients, packs_known, sales, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.as_said import fact_of
from rmdesk.desk.assessment import standing
from rmdesk.desk.by_hand import on_papers
from rmdesk.desk.consents import withdrawn
from rmdesk.desk.desk import Desk
from rmdesk.desk.large_print import in_large
from rmdesk.desk.paper_files import paper_name, stop_at_risk, unwritable, write_file
from rmdesk.desk.papers import early
from rmdesk.desk.papers.comparison import MOST as MOST_COMPARED
from rmdesk.desk.papers.compose import compose
from rmdesk.desk.papers.framing import same_or_new
from rmdesk.desk.papers.issuing import frame_now, issued
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.ready import why_not
from rmdesk.desk.reprinting import print_again
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client
from rmdesk.domain.match import MatchInput, Withheld, match_all
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if
from rmdesk.domain.sale import Sale
from rmdesk.domain.sale_steps import Moved, moved_documents
from rmdesk.formpack import Pack
from rmdesk.paper import Document, from_json

CLIENT_KINDS: tuple[str, ...] = ("client_sheet", "privacy_notice", "rights_notice")


class Sheet(NamedTuple):
    """One paper as it was written to disk; `warnings`: that it is a draft, and what is to be written into it by hand
    (SALE-14)."""

    kind: str
    number: str
    path: Path
    warnings: tuple[Refusal, ...]


class Made(NamedTuple):
    """A paper that is recorded, with its PDF; None if it was recorded before and is printed again."""

    document: Document
    content: bytes | None = None


class Subject(NamedTuple):
    """What papers are about: a client, perhaps a sale, and products to compare; `drafts`: kinds printed early; `large`:
    in large print; `about`: one assessment of several; `moved`: the product's documents that are others than shown;
    `material`: ids of those of its versions that had to be told again."""

    client: Client
    match_input: MatchInput
    sale: Sale | None
    product: Product | None
    products: tuple[Product, ...]
    drafts: frozenset[str] = frozenset()
    large: bool = False
    about: Assessment | None = None
    moved: tuple[Moved, ...] = ()
    material: tuple[str, ...] = ()

    @property
    def assessment(self) -> Assessment | None:
        """The one that was asked for, else that whose level stands beside the product."""
        return self.about or self.match_input.level_for(self.product)


@use_case("papers.print")
def print_sale(
    desk: Desk, sale_id: str, folder: Path, lang: Lang, kinds: tuple[str, ...] = (), large: bool | None = None
) -> tuple[Sheet, ...]:
    """Print a sale's papers into `folder`: the set that is due, or the `kinds` asked for. `large` as in `in_large`.

    What was countersigned is reprinted as it was.
    """
    with desk.transaction():
        return _written(desk, made_of_sale(desk, sale_id, lang, kinds, large), folder)


def made_of_sale(
    desk: Desk,
    sale_id: str,
    lang: Lang,
    kinds: tuple[str, ...] = (),
    large: bool | None = None,
    *,
    drawn: bool = True,
) -> tuple[Made, ...]:
    """What `print_sale` prints, recorded and not yet written, nor `drawn` unless wanted. For use cases, inside a
    transaction."""
    now = passed(sales.view(desk, sale_id))
    if now.sale.abandoned is not None and not kinds:
        kinds = ("sale_ended",)
    signed = now.sale.countersigned is not None and {one.kind for one in now.sale.printed}.issuperset(kinds)
    if signed or (now.sale.closed and kinds != ("sale_ended",)):
        return _reprint(desk, now.sale, kinds, large)
    if not kinds:
        sales.at_step(desk, now.sale.id, "confirm")
    due = set(now.context.demands.papers) - set(now.context.visit.numbers)
    chosen = kinds or tuple(kind for kind in desk.pack.paper_kinds if kind in due)
    subject = Subject(
        now.context.client,
        now.context.match_input,
        now.sale,
        now.context.product,
        shelf.shelf(desk),
        early.of_sale(desk.pack, chosen, now.sale, now.context),
        in_large(desk, now.context.client, large, now.sale.printed),
        moved=moved_documents(now.sale, now.context),
        material=sales.ids_of(now.context.material),
    )
    return _made(desk, subject, chosen, lang, drawn=drawn)


@use_case("papers.print")
def print_client(
    desk: Desk,
    client_id: str,
    folder: Path,
    lang: Lang,
    kinds: tuple[str, ...] = (),
    codes: tuple[str, ...] = (),
    amount: Decimal | None = None,
    large: bool | None = None,
    assessment_id: str = "",
) -> tuple[Sheet, ...]:
    """Print papers that need no sale: the file sheet and both notices, or the `kinds` asked for; `large` for whoever
    asks.

    `codes` are the products of a comparison, at most four, and `amount` (yuan) is what they are compared at; without
    any it compares all that the match offers. What it does not offer is compared for nobody (SUIT-04).
    `assessment_id`: whose answers are printed; without it those to each questionnaire that was answered.
    """
    client = passed(clients.get(desk, client_id))
    match_input = standing.match_input(desk, client).model_copy(update={"amount": amount})
    known = {product.code: product for product in shelf.shelf(desk)}
    strange = [code for code in codes if code not in known]
    if strange:
        stop("INPUT.unknown", what="product", given=", ".join(strange))
    chosen = kinds or CLIENT_KINDS
    products = tuple(known[code] for code in dict.fromkeys(codes)) or tuple(known.values())
    if "comparison" in chosen:
        products = _compared(products, match_input, named=bool(codes))
    about = passed(assess.get(desk, assessment_id)) if assessment_id else None
    if about is not None and about.client_id not in same_person.ids(desk, client.id):
        stop("INPUT.unknown", what="assessment", given=assessment_id)
    large_print = in_large(desk, client, large)
    subject = Subject(client, match_input, None, None, products, large=large_print, about=about)
    with desk.transaction():
        return _written(desk, _made_of_client(desk, subject, chosen, lang), folder)


def _made_of_client(desk: Desk, subject: Subject, kinds: tuple[str, ...], lang: Lang) -> tuple[Made, ...]:
    """One paper of each kind; of the answers, unless some were asked for, one for each questionnaire of several."""
    taken = tuple(subject.match_input.taken.values())
    if subject.about is not None or len(taken) < 2 or "questionnaire" not in kinds:
        return _made(desk, subject, kinds, lang)
    each = [((kind,), one) for kind in kinds for one in (taken if kind == "questionnaire" else (None,))]
    return tuple(made for kind, one in each for made in _made(desk, subject._replace(about=one), kind, lang))


def _compared(products: tuple[Product, ...], match_input: MatchInput, *, named: bool) -> tuple[Product, ...]:
    """What may stand side by side before this client: only what the match offers today, and no more than fits."""
    verdicts = zip(products, match_all(products, match_input), strict=True)
    withheld = {product.code for product, verdict in verdicts if isinstance(verdict, Withheld)}
    if withheld and (named or len(withheld) == len(products)):
        stop("SUIT-04.compared", products=", ".join(sorted(withheld)))
    offered = tuple(product for product in products if product.code not in withheld)
    if len(offered) > MOST_COMPARED:
        stop("INPUT.too_many", count=len(offered), most=MOST_COMPARED)
    return offered


def _made(
    desk: Desk, subject: Subject, kinds: tuple[str, ...], screen: Lang, *, drawn: bool = True
) -> tuple[Made, ...]:
    """The papers in the client's language, which the file names, else in that of the `screen`."""
    lang = subject.client.reads(screen)
    drafts = subject.drafts | early.of_client(kinds, subject.client, subject.assessment)
    inputs = {kind: _given(desk, subject, kind, lang, draft=kind in drafts) for kind in kinds}
    stop_if(*(why_not(kind, given) for kind, given in inputs.items()))
    documents = [_document(desk, subject, kind, given) for kind, given in inputs.items()]
    return tuple(_issue(desk, subject, document, drawn=drawn) for document in documents)


def _given(desk: Desk, subject: Subject, kind: str, lang: Lang, *, draft: bool) -> PaperInput:
    return PaperInput(
        frame=replace(frame_now(desk, lang), pack=_pack_for(desk, subject, kind)),
        number="",
        client=subject.client,
        match_input=subject.match_input,
        assessment=subject.assessment,
        sale=subject.sale,
        product=subject.product,
        products=subject.products,
        draft=draft,
        asked_large=subject.large,
        moved=subject.moved,
        material=subject.material,
        withdrawn=withdrawn(desk, subject.client),
    )


def _document(desk: Desk, subject: Subject, kind: str, given: PaperInput) -> Document:
    """The document as it is now; one that says just what the last one said is that one again, number and all."""
    return same_or_new(compose(kind, given), _last(desk, subject, kind))


def _pack_for(desk: Desk, subject: Subject, kind: str) -> Pack:
    """The pack in force; for what the client answered, the pack that the questions came from (QUES-07)."""
    assessment = subject.assessment
    if (
        kind not in {"questionnaire", "level_change"}
        or assessment is None
        or assessment.pack_digest == desk.pack.digest
    ):
        return desk.pack
    return packs_known.pack_of(desk.store, assessment.pack_digest)


def _issue(desk: Desk, subject: Subject, document: Document, *, drawn: bool) -> Made:
    """Give a new document its number and record it. A document that has a number was recorded."""
    if document.number:
        return Made(document)
    new = issued(desk, document, visit=_of_visit(desk, subject, document.kind), drawn=drawn)
    fact = facts.PaperPrinted(
        sale_id=None if subject.sale is None else subject.sale.id,
        client_id=subject.client.id,
        printed=new.printed,
        content=new.content,
        pdf_sha256=new.sha256,
    )
    desk.record(fact, subject.client.id)
    return Made(new.document, new.pdf or None)


def _of_visit(desk: Desk, subject: Subject, kind: str) -> bool:
    return subject.sale is not None and desk.pack.paper(kind).per == "visit"


def _reprint(desk: Desk, sale: Sale, kinds: tuple[str, ...], large: bool | None) -> tuple[Made, ...]:
    """The last printed paper of each kind, as it was, its print too."""
    last = {one.kind: one for one in sale.printed if not kinds or one.kind in kinds}
    if not last:
        stop("SALE-13.printed", papers=", ".join(kinds) or sale.no)
    if large and not all(one.large for one in last.values()):
        stop("SALE-13.as_signed", papers=", ".join(one.number for one in last.values() if not one.large))
    return tuple(Made(printed_document(desk, one.number)) for one in last.values())


def _last(desk: Desk, subject: Subject, kind: str) -> Document | None:
    if subject.sale is not None:
        # A paper of a step that was redone meanwhile does not count, even if it says the same: it is printed anew.
        numbers = [one.number for one in subject.sale.printed if one.kind == kind]
    else:
        sql = "SELECT number FROM paper WHERE client_id = ? AND kind = ? AND sale_id IS NULL ORDER BY at"
        numbers = [row["number"] for row in desk.store.query(sql, (subject.client.id, kind))]
    return printed_document(desk, numbers[-1]) if numbers else None


def printed_document(desk: Desk, number: str) -> Document:
    """A printed paper's content, from the journal. KeyError for a number that was never given."""
    row = desk.store.get("paper", number)
    fact = None if row is None else fact_of(desk, row["fact"])
    if fact is None:
        raise KeyError(number)
    assert isinstance(fact, facts.PaperPrinted), "the paper table points at the fact that printed it"
    return from_json(fact.content)


def _written(desk: Desk, made: tuple[Made, ...], folder: Path) -> tuple[Sheet, ...]:
    """Each paper in a file of its own, called by its number and title."""
    stop_at_risk(desk, folder)
    try:
        return tuple(_file(desk, one, folder) for one in made)
    except OSError as error:
        raise unwritable(folder, error) from error


def _file(desk: Desk, made: Made, folder: Path) -> Sheet:
    document = made.document
    content = _once_more(desk, document) if made.content is None else made.content
    path = write_file(folder / paper_name(document.number, document.title), content)
    draft = (refuse("SALE-13.draft", papers=document.number),) if document.draft else ()
    return Sheet(document.kind, document.number, path, (*draft, *on_papers((document,))))


def _once_more(desk: Desk, document: Document) -> bytes:
    row = desk.store.get("paper", document.number)
    assert row is not None, "a paper that is printed again has its row"
    return print_again(desk, document, row["client_id"])
