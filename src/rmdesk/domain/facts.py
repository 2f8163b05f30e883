"""All facts of the desk, by what they are about."""

import json
from datetime import date, datetime
from typing import Any, ClassVar

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Text, Value
from rmdesk.domain.client import Client, PrivilegedClass, Qualification, Raised
from rmdesk.domain.client_dues import ClientDue
from rmdesk.domain.documents import ShownDocument
from rmdesk.domain.fact import Fact, lifts
from rmdesk.domain.holdings import Eased
from rmdesk.domain.match import alike
from rmdesk.domain.people import Branch, Person
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.sale import Acknowledged, BackTo, Choice, Opinion, Order, Printed, Recording, Understood


# the desk
class DeskOpened(Fact, kind="desk.opened/1"):
    """A desk was set up."""

    branch: Branch
    lang: str


class BranchChanged(Fact, kind="desk.branch_changed/1"):
    """The branch's name or contact changed."""

    branch: Branch


class PackAdopted(Fact, kind="pack.adopted/1"):
    """A form pack comes into force on the branch's day `begins`: this one, or a later one that it waits for. It is kept
    whole, so that old levels can be recomputed (QUES-07)."""

    digest: str
    files: dict[str, str]
    begins: date


class PersonAdded(Fact, kind="people.added/1"):
    """A person got a key slot and roles."""

    person: Person


class PersonChanged(Fact, kind="people.changed/1"):
    """Roles, certificates or suspension of a person changed."""

    person: Person
    reason: str


class DeskUnlocked(Fact, kind="desk.unlocked/1"):
    """A person opened the desk."""


class LoginFailed(Fact, kind="vault.login_failed/1"):
    """Somebody tried `login` ("?": a name that has no slot) with a wrong password. The journal can be written only once
    the desk is open, so `tried_at` may lie before. `place`: unlock, screen, proof, recovery."""

    login: str
    tried_at: datetime | None = None
    place: str = "unlock"


# clients
class ClientRegistered(Fact, kind="client.registered/1"):
    """A client's file was opened (KYC-01, KYC-02)."""

    client: Client

    @property
    def gives_no(self) -> str | None:
        """The client's."""
        return self.client.no


class BroughtBeside(Value):
    """What a list of another system says of a client beside the file: its number there, its notes, and what the file
    still lacks of the intake form."""

    external_no: str = ""
    noted: dict[str, str] = {}
    lacking: tuple[str, ...] = ()


class ClientChanged(Fact, kind="client.changed/1"):
    """Values of a client's file changed: key → (before, after), and why (DESK-01). `brought`: by a list; without it the
    form was filled in whole. `raised`: means that rose because the file bears the number of another one now."""

    client_id: str
    on: date
    changes: dict[str, tuple[str, str]]
    reason: str
    brought: BroughtBeside | None = None
    raised: tuple[Raised, ...] = ()


class ClientTakenBack(Fact, kind="client.taken_back/1"):
    """A file that a list had opened was taken back before anything used it; its number stays taken."""

    client_id: str
    no: str
    import_id: str


class CheckAnswered(Fact, kind="client.check_answered/1"):
    """What looked stale, contradictory or missing in a file was asked after and is right as it stands (DESK-01).
    `check` is the key of the pack's rule."""

    client_id: str
    check: str
    note: str
    on: date


class ChangeReported(Fact, kind="client.change_reported/1"):
    """The client reported a change of circumstances: the next sale wants a new assessment (SUIT-20)."""

    client_id: str
    on: date
    what: str


class QualificationVerified(Fact, kind="client.qualification_verified/1"):
    """Two people saw the evidence of a qualified investor (SALE-06), of a professional institution (SUIT-17), or of a
    minor who lives on own earnings (SUIT-11)."""

    client_id: str
    privilege: PrivilegedClass
    qualification: Qualification


class QualificationWithdrawn(Fact, kind="client.qualification_withdrawn/1"):
    """A client is nothing of the kind any more: found out, or asked for."""

    client_id: str
    privilege: PrivilegedClass
    reason: str


class QualificationRead(Fact, kind="client.qualification_read/1"):
    """The copy of the evidence was taken out of the desk, in clear, for somebody to look at."""

    client_id: str
    sha256: str


class ClientLinked(Fact, kind="client.linked/1"):
    """Two people found that this file is of the same person as another, which alone is worked with from now on
    (DESK-01). It goes into the book of that one's manager. `raised`: means of which that one says more (SUIT-03)."""

    client_id: str
    one_id: str
    manager: str
    manager_before: str
    reason: str
    evidence: str
    second: str
    raised: tuple[Raised, ...] = ()


class ClientUnlinked(Fact, kind="client.unlinked/1"):
    """The file is one of its own again, in this manager's book."""

    client_id: str
    one_id: str
    manager: str
    reason: str
    second: str


class IdRevealed(Fact, kind="client.number_revealed/1"):
    """A masked number was shown in clear (DATA-05)."""

    client_id: str
    field: str


# assessments
class HandOverStarted(Fact, kind="assessment.hand_over_started/1"):
    """The screen was handed to the client: only the questions can be reached (QUES-08)."""

    client_id: str


class HandOverEnded(Fact, kind="assessment.hand_over_ended/1"):
    """The manager took the screen back with the password (QUES-08)."""

    client_id: str


class AssessmentTaken(Fact, kind="assessment.taken/1"):
    """A questionnaire was answered to its end."""

    assessment: Assessment


class LevelConfirmed(Fact, kind="assessment.level_confirmed/1"):
    """The client confirmed a level that differs from the last one (SUIT-19)."""

    assessment_id: str


class AssessmentReviewed(Fact, kind="assessment.reviewed/1"):
    """A flagged assessment was looked at, and stands (QUES-09)."""

    assessment_id: str
    note: str


class AssessmentSentBack(Fact, kind="assessment.sent_back/1"):
    """A flagged assessment was looked at and not accepted: it carries no sale any more (QUES-09)."""

    assessment_id: str
    note: str


# the shelf
class ProductListed(Fact, kind="shelf.listed/1"):
    """A product came on the shelf."""

    product: Product
    reason: str = ""


class ProductTakenBack(Fact, kind="shelf.taken_back/1"):
    """A product that a list had put on the shelf was taken back before anybody sold it."""

    code: str
    import_id: str


class ProductChanged(Fact, kind="shelf.changed/1"):
    """A product stands on the shelf with other terms: field → (before, after) as plain texts, and why."""

    product: Product
    altered: dict[str, tuple[str, str]]
    reason: str


class ProductRegraded(Fact, kind="shelf.regraded/1"):
    """A product's level changed (SUIT-14). Only the rating team may do so (SUIT-15)."""

    code: str
    issuer_level: str | None
    bank_level: str | None
    issuer_was: str | None = None
    bank_was: str | None = None
    reason: str


class ProductStatusChanged(Fact, kind="shelf.status_changed/1"):
    """A product was suspended, resumed or ended."""

    code: str
    status: str
    was: str
    reason: str


# a visit, and its sales
class VisitOpened(Fact, kind="visit.opened/1"):
    """One sitting of one client began: the assessment, notices and sales of that sitting belong to it."""

    visit_id: str
    client_id: str


class SaleFact(Fact):
    """Base of what happens in one sale."""

    sale_id: str


class SaleOpened(SaleFact, kind="sale.opened/1"):
    """A sale began in a visit of a client; a visit may hold several."""

    no: str
    client_id: str
    visit_id: str

    @property
    def gives_no(self) -> str | None:
        """The sale's."""
        return self.no


class WishStated(SaleFact, kind="sale.wish_stated/1"):
    """What the client wants: goal, horizon, amount, liquidity."""

    wish: Wish


class OpinionGiven(SaleFact, kind="sale.opinion_given/2"):
    """The match was run over the whole shelf (SUIT-28)."""

    opinion: Opinion


@lifts("sale.opinion_given/1", "sale.opinion_given/2")
def _together(said: dict[str, Any]) -> dict[str, Any]:
    """Each product once had its verdict to itself."""
    opinion = said["opinion"]
    return {**said, "opinion": {**opinion, **{name: _alike(opinion[name]) for name in ("offered", "withheld")}}}


def _alike(verdicts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first of each group with the codes of all for its own."""
    groups = alike(verdicts, lambda one: json.dumps({**one, "code": ""}))
    told = ([one.pop("code") for one in group] for group in groups)
    return [{**group[0], "codes": codes} for group, codes in zip(groups, told, strict=True)]


class ProductChosen(SaleFact, kind="sale.product_chosen/1"):
    """The client picked a product and an amount. Earlier disclosure falls with it."""

    choice: Choice


class ItemAcknowledged(SaleFact, kind="sale.item_acknowledged/1"):
    """One disclosure item was read to its end and acknowledged (SUIT-22)."""

    acknowledged: Acknowledged
    lang: str
    text: str  # the very words that were on the screen (COMP-16)


class DocumentsShown(SaleFact, kind="sale.documents_shown/1"):
    """The versions of the product's documents that were in force, and shown, while the client was told of it."""

    documents: tuple[ShownDocument, ...]


class UnderstandingTested(SaleFact, kind="sale.understanding_tested/1"):
    """One question of understanding was answered."""

    understood: Understood


class RecordingNoted(SaleFact, kind="sale.recording_noted/1"):
    """Where the recording of this sale is (SALE-09)."""

    recording: Recording


class OrderNoted(SaleFact, kind="sale.order_noted/1"):
    """The agent system's number of the client's order was noted, or mended (SALE-15)."""

    order: Order


class PaperPrinted(Fact, kind="paper.printed/1"):
    """A paper was printed. `content` is the whole document, so that a reprint gives the same bytes."""

    bulk: ClassVar[tuple[str, ...]] = ("content", "pdf_sha256")

    sale_id: str | None
    client_id: str
    printed: Printed
    content: str
    pdf_sha256: str

    @property
    def gives_no(self) -> str | None:
        """The paper's."""
        return self.printed.bare_no


class PapersReturned(SaleFact, kind="sale.papers_returned/1"):
    """Papers came back signed."""

    kinds: tuple[str, ...]
    sentence_seen: bool


class Countersigned(SaleFact, kind="sale.countersigned/1"):
    """The manager countersigned: the client's confirmation stands, and what was bought is held from `on`, the branch's
    day. `review`: why a second person reviews (SALE-13)."""

    review: str = ""
    on: date | None = None


class SaleReviewed(SaleFact, kind="sale.reviewed/1"):
    """A second person reviewed the sale (SALE-13)."""


class SaleSentBack(SaleFact, kind="sale.sent_back/1"):
    """A second person looked at the sale and sent it back to a step, with a remark; the signature falls (SALE-13)."""

    step: BackTo
    remark: str


class SaleArchived(SaleFact, kind="sale.archived/1"):
    """The papers were filed; the follow-up begins."""

    shelf: str


class SaleAbandoned(SaleFact, kind="sale.abandoned/1"):
    """It ended without anything sold; `cancelled_until`: the client had time to think until then (SUIT-10, SALE-08).
    `eased`: what that freed where it was signed already (SUIT-03)."""

    reason: str
    cancelled_until: datetime | None = None
    eased: tuple[Eased, ...] = ()


# dues
class DueCreated(Fact, kind="due.created/1"):
    """Something is to be done by a day."""

    due: ClientDue


class DueDone(Fact, kind="due.done/1"):
    """What was due was done, or fell away."""

    due_id: str
    note: str
    at: datetime


class DuePostponed(Fact, kind="due.postponed/1"):
    """The reminder of what is due comes again on the day `until`, once told by whom it is for; the day that matters,
    `on`, stays. `key` is the due's in the list, `client_id` "" where it is about no client."""

    key: str
    what: Text
    no: str
    client_id: str
    on: date
    until: date
    reason: str
