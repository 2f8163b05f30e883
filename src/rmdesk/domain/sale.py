"""One sale (SALE-01): what happened in it, and what it is held against.

A step is never stored as "done". It is done while what it stands on still holds: so a sale that is resumed days
later shows by itself what expired meanwhile and must be done again (`sale_steps`).
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Literal

from rmdesk.domain.assessment import Assessment
from rmdesk.domain.base import Value
from rmdesk.domain.client import Client
from rmdesk.domain.documents import Document, ShownDocument
from rmdesk.domain.match import MatchInput, Need
from rmdesk.domain.numbers import bare
from rmdesk.domain.product import Product
from rmdesk.domain.ranking import Wish
from rmdesk.domain.refusal import Refusal

Step = Literal["know", "assess", "match", "disclose", "confirm", "archive"]
BackTo = Literal["match", "disclose", "confirm"]
BACK_TO: tuple[BackTo, ...] = ("match", "disclose", "confirm")
"""The steps to which a reviewer may send a sale back (SALE-13)."""
STEPS: tuple[Step, ...] = ("know", "assess", "match", "disclose", "confirm", "archive")


class OfferedAlike(Value):
    """Products that may be offered with the same needs and warnings (`match.Offered`)."""

    codes: tuple[str, ...]
    needs: tuple[Need, ...] = ()
    warnings: tuple[Refusal, ...] = ()


class WithheldAlike(Value):
    """Products that are withheld for the same reasons (`match.Withheld`)."""

    codes: tuple[str, ...]
    reasons: tuple[Refusal, ...]
    insistable: bool = False


class Opinion(Value):
    """The match opinion: a verdict for every product on the shelf, that day, those that got the same one together: of
    thousands on a shelf most do. `assessment_id`: that of the general questionnaire it stands on; `further`: those of
    the others, key → id."""

    on: date
    at: datetime
    by: str
    assessment_id: str | None
    further: dict[str, str] = {}
    offered: tuple[OfferedAlike, ...]
    withheld: tuple[WithheldAlike, ...]

    @property
    def stands_on(self) -> dict[str, str]:
        """The ids of the assessments it stands on, by their questionnaires."""
        return {**({} if self.assessment_id is None else {"": self.assessment_id}), **self.further}

    @property
    def may(self) -> frozenset[str]:
        """The codes of what is offered."""
        return frozenset(code for one in self.offered for code in one.codes)

    @property
    def may_not(self) -> frozenset[str]:
        """The codes of what is withheld."""
        return frozenset(code for one in self.withheld for code in one.codes)


class Choice(Value):
    """The product that the client picked, at the level that was in force, and the amount in its currency.
    `own_choice`: SUIT-25's override. `questionnaire`: the key of that whose level it was matched with."""

    code: str
    amount: Decimal
    currency: str = "CNY"
    level: str | None
    at: datetime
    own_choice: bool = False
    questionnaire: str = ""


class Acknowledged(Value):
    """One disclosure item, read to its end and acknowledged after `seconds` (SUIT-22)."""

    item: str
    at: datetime
    seconds: int
    digest: str  # of the very text that was shown


class Understood(Value):
    """One answer to a question that tests understanding."""

    question: str
    option: str
    right: bool
    at: datetime


_RECORDED = 4
"""A recorder's number has so many digits; fewer count, or are typed for want of one."""
_UNRECORDED = re.compile(r"[未没无补缺]|同上|明天|^na\d|nil|^20\d\d[01]\d[0-3]\d$")
_HAN = re.compile("[\u3400-\u9fff]")
_EMPTY_FILE = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


class Recording(Value):
    """Where the sound and picture recording is (SALE-09). `sha256` in hex, "" when the recorder gives none."""

    reference: str
    made_at: datetime
    sha256: str = ""

    @cached_property
    def bare(self) -> str:
        """Its reference in letters and digits alone."""
        return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", self.reference).casefold()))

    @cached_property
    def number(self) -> str:
        """By what it is looked for again, however its reference is written: its digits without noughts."""
        return "".join(one for one in self.bare if one.isdigit() and one != "0")

    @property
    def numbers_one(self) -> bool:
        """Whether its reference is a recorder's: digits enough, not noughts or a day alone, and no word for there being
        none."""
        counted = sum(map(str.isdigit, self.bare)) >= _RECORDED and self.number != ""
        return counted and _UNRECORDED.search(self.bare) is None

    @property
    def unworded(self) -> str:
        """Its reference without words around it."""
        wide = _HAN.sub("", unicodedata.normalize("NFKC", self.reference))
        return "".join(one for one in wide if one.isalnum() or one in "-/")

    def is_only(self, *others: str) -> bool:
        """Whether its reference, but for words around it, is one of these."""
        said = _HAN.sub("", self.bare)
        return said in {"".join(filter(str.isalnum, one.casefold())) for one in others}

    @property
    def shows_something(self) -> bool:
        """Whether its digest, if any, is that of a file with something in it."""
        return self.sha256 not in (_EMPTY_FILE, "0" * len(_EMPTY_FILE))

    def same_as(self, other: "Recording") -> bool:
        """Whether both references are one, with or without a word, a sign or a nought before a number more."""
        mine, theirs = (re.sub(r"[0-9]", "", one.bare) for one in (self, other))
        if mine not in theirs and theirs not in mine:
            return False
        wide = (unicodedata.normalize("NFKC", one.reference) for one in (self, other))
        ours, yours = ([part.lstrip("0") for part in re.findall("[0-9]+", one)] for one in wide)
        return ours == yours if len(ours) == len(yours) else self.number == other.number


class Order(Value):
    """The number that the agent `system` gave the client's order (SALE-15). The desk places no order itself."""

    system: str
    number: str


class Printed(Value):
    """A paper that was printed, under the `number` that stands on it; `code`: the desk's code in that number; `visit`:
    it holds for every sale of the visit; `draft`: before what it stands for was complete, so it is signed by nobody;
    `large`: in large print (SUIT-10)."""

    kind: str
    number: str
    digest: str
    at: datetime
    code: str = ""
    visit: bool = False
    draft: bool = False
    large: bool = False

    @property
    def bare_no(self) -> str:
        """The number as the desk counts it."""
        return bare(self.number, self.code)


class Signed(Value):
    """Who put a name to the sale, and when."""

    by: str
    at: datetime


class SentBack(Value):
    """A reviewer sent the sale back to `step`, and why (SALE-13)."""

    by: str
    at: datetime
    step: BackTo
    remark: str


class Sale(Value):
    """Everything that happened in one sale so far."""

    id: str
    no: str
    client_id: str
    visit_id: str
    opened_at: datetime
    by: str  # who opened it
    touched_at: datetime
    touched_by: str
    sellers: tuple[str, ...] = ()  # whoever did a part of the selling: none of them reviews it (SALE-13)
    wish: Wish = Wish()
    opinion: Opinion | None = None
    choice: Choice | None = None
    acknowledged: tuple[Acknowledged, ...] = ()
    documents: tuple[ShownDocument, ...] = ()  # the versions that were shown with what was told
    understood: tuple[Understood, ...] = ()
    recording: Recording | None = None
    order: Order | None = None
    printed: tuple[Printed, ...] = ()
    returned: tuple[str, ...] = ()  # kinds that came back signed
    returned_at: datetime | None = None  # when the last of them did (SALE-08)
    sentence_seen: bool = False  # the copied sentence stands on the disclosure book (SALE-03)
    countersigned: Signed | None = None
    review: str = ""  # why a second person reviews it, as was due when it was countersigned (SALE-13)
    reviewed: Signed | None = None
    sent_back: SentBack | None = None  # by a reviewer, until it is countersigned again
    archived: Signed | None = None
    shelf: str = ""
    abandoned: str | None = None  # the reason
    cancelled_until: datetime | None = None  # it ended while the client had time to think, until then

    @property
    def stands_on(self) -> str | None:
        """The id of the assessment that it stands on: of the questionnaire that serves what was chosen."""
        key = "" if self.choice is None else self.choice.questionnaire
        return None if self.opinion is None else self.opinion.stands_on.get(key)

    @property
    def pending(self) -> bool:
        """A product is chosen, neither signed for nor given up: it binds means, and is no holding yet (SUIT-03)."""
        return self.choice is not None and self.countersigned is None and self.abandoned is None

    @property
    def closed(self) -> bool:
        """Nothing can happen to it any more."""
        return self.archived is not None or self.abandoned is not None

    @property
    def waits_for_review(self) -> bool:
        """It is signed, and a second person has not decided on it yet (SALE-13)."""
        return self.countersigned is not None and bool(self.review) and self.reviewed is None and not self.closed


class VisitPapers(Value):
    """Papers that other sales of the same visit have brought, of those that a visit needs once: kind → number, and the
    kinds that came back signed."""

    numbers: dict[str, str] = {}
    returned: tuple[str, ...] = ()


class Demands(Value):
    """What the form pack asks of this sale: item id → digest of its text, questions, papers, and whether a second
    person reviews it. `statements` are papers of SUIT-25/26 among `papers`."""

    items: dict[str, str] = {}
    care_items: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    care_questions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    signed_papers: tuple[str, ...] = ()
    copied_sentence: bool = True
    review: str = ""  # why a second person reviews; "" when none does


class SaleContext(Value):
    """What a sale is held against `now`, in the branch's zone. `product` is today's, `demands` those of the chosen
    product, `documents` its documents in force; `material` are their last versions that clients are told again of."""

    now: datetime
    match_input: MatchInput
    product: Product | None = None
    demands: Demands = Demands()
    visit: VisitPapers = VisitPapers()
    documents: tuple[Document, ...] = ()
    material: tuple[Document, ...] = ()

    @property
    def client(self) -> Client:
        """Whose sale it is."""
        return self.match_input.client

    @property
    def assessment(self) -> Assessment | None:
        """The client's latest assessment of the questionnaire that serves what was chosen; before anything was, and
        for what fits everybody, of the general one."""
        return self.match_input.level_for(self.product)
