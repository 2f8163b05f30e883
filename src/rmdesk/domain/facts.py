"""All facts of the desk, by what they are about."""

from datetime import date, datetime

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client, Qualification
from rmdesk.domain.duty import Duty
from rmdesk.domain.fact import Fact
from rmdesk.domain.journey import Acknowledged, Choice, Opinion, Printed, Recording, Understood
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.staff import Branch, Staff


# the desk
class DeskOpened(Fact):
    """A desk was set up."""

    branch: Branch
    lang: str


class BranchChanged(Fact):
    """The branch's name or contact changed."""

    branch: Branch


class PackAdopted(Fact):
    """A form pack came into force. It is kept whole, so that old levels can be recomputed (QUES-07)."""

    digest: str
    files: dict[str, str]


class StaffAdded(Fact):
    """A person got a key slot and roles."""

    staff: Staff


class StaffChanged(Fact):
    """Roles, certificates or suspension of a person changed."""

    staff: Staff
    reason: str


class DeskUnlocked(Fact):
    """A person opened the desk."""


class LoginFailed(Fact):
    """Somebody tried `login` ("?": a name that has no slot) with a wrong password. The journal can be written only once
    the desk is open, so `tried_at` may lie before. `place`: unlock, screen, proof, recovery."""

    login: str
    tried_at: datetime | None = None
    place: str = "unlock"


# clients
class ClientRegistered(Fact):
    """A client's file was opened (KYC-01, KYC-02)."""

    client: Client


class ClientChanged(Fact):
    """Values of a client's file changed: key → (before, after), and why (DESK-01)."""

    client_id: str
    on: date
    changes: dict[str, tuple[str, str]]
    reason: str


class ChangeReported(Fact):
    """The client reported a change of circumstances: the next sale wants a new assessment (SUIT-20)."""

    client_id: str
    on: date
    what: str


class QualificationVerified(Fact):
    """Somebody saw the evidence of a qualified investor (SALE-06)."""

    client_id: str
    qualification: Qualification


class IdRevealed(Fact):
    """A masked number was shown in clear (DATA-05)."""

    client_id: str
    field: str


# assessments
class HandOverStarted(Fact):
    """The screen was handed to the client: only the questions can be reached (QUES-08)."""

    client_id: str


class HandOverEnded(Fact):
    """The manager took the screen back with the password (QUES-08)."""

    client_id: str


class AssessmentTaken(Fact):
    """A questionnaire was answered to its end."""

    assessment: Assessment


class LevelConfirmed(Fact):
    """The client confirmed a level that differs from the last one (SUIT-19)."""

    assessment_id: str


class AssessmentReviewed(Fact):
    """A flagged assessment was looked at (QUES-09)."""

    assessment_id: str
    note: str


# the shelf
class ProductListed(Fact):
    """A product came on the shelf."""

    product: Product


class ProductRegraded(Fact):
    """A product's level changed (SUIT-14). Only the rating team may do so (SUIT-15)."""

    code: str
    issuer_level: str | None
    bank_level: str | None
    reason: str


class ProductStatusChanged(Fact):
    """A product was suspended, resumed or ended."""

    code: str
    status: str
    reason: str


# the journey
class JourneyFact(Fact):
    """Base of what happens in one journey."""

    journey_id: str


class JourneyOpened(JourneyFact):
    """A journey began for a client."""

    no: str
    client_id: str


class WishStated(JourneyFact):
    """What the client wants: goal, horizon, amount, liquidity."""

    wish: Wish


class OpinionGiven(JourneyFact):
    """The match was run over the whole shelf (SUIT-28)."""

    opinion: Opinion


class ProductChosen(JourneyFact):
    """The client picked a product and an amount. Earlier disclosure falls with it."""

    choice: Choice


class ItemAcknowledged(JourneyFact):
    """One disclosure item was read to its end and acknowledged (SUIT-22)."""

    acknowledged: Acknowledged
    lang: str
    text: str  # the very words that were on the screen (COMP-16)


class UnderstandingTested(JourneyFact):
    """One question of understanding was answered."""

    understood: Understood


class RecordingNoted(JourneyFact):
    """Where the recording of this sale is (SALE-09)."""

    recording: Recording


class PaperPrinted(Fact):
    """A paper was printed. `content` is the whole document, so that a reprint gives the same bytes."""

    journey_id: str | None
    client_id: str
    printed: Printed
    content: str
    pdf_sha256: str


class PapersReturned(JourneyFact):
    """Papers came back signed."""

    kinds: tuple[str, ...]
    sentence_seen: bool


class Countersigned(JourneyFact):
    """The manager countersigned: the client's confirmation stands. `review`: why a second person reviews (SALE-13)."""

    review: str = ""


class SaleReviewed(JourneyFact):
    """A second person reviewed the sale (SALE-13)."""


class JourneyArchived(JourneyFact):
    """The papers were filed; the follow-up begins."""

    shelf: str


class JourneyAbandoned(JourneyFact):
    """The journey ended without a sale."""

    reason: str


# duties
class DutyCreated(Fact):
    """Something is to be done by a day."""

    duty: Duty


class DutyDone(Fact):
    """A duty was done, or fell away."""

    duty_id: str
    note: str
    at: datetime
