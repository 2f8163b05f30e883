"""One letter to a complainant: opening, what the case brings, closing, signatures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rmdesk.desk import show
from rmdesk.desk.masking import mask_case
from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.papers.framing import InFrame, bank_seal, framed, seal
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Text
from rmdesk.domain.complaint import Case, Decision
from rmdesk.formpack import fill
from rmdesk.formpack.complaint_letters import LetterKind
from rmdesk.locale import fill as fill_words
from rmdesk.locale import tr
from rmdesk.paper.blocks import (
    Block,
    Checklist,
    Heading,
    KeepTogether,
    KeyValues,
    Paragraph,
    Signatures,
)
from rmdesk.paper.document import Document

_REACHED = re.compile(r"[（(][^（）()]*\d[^（）()]*[）)]$")
"""A telephone number behind a name."""


@dataclass(frozen=True, kw_only=True)
class Letter(InFrame):
    """Everything that a letter may say. `due` is until when the bank decides; within `review_days` of the notice a
    review may be asked for; `large`: 16 pt for the elderly."""

    number: str = ""
    case: Case
    handler: str
    product: str = ""
    due: date | None = None
    review_days: int | None = None
    large: bool = False

    def say(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        name, to = f"letters.{key}", self._addressed
        return fill_words(self.lang, name, params, to) if params else to(tr(self.lang, name))

    def filled(self, text: Text) -> str:
        """A text of the pack with what it asks for put in."""
        return fill(self._addressed(text.of(self.lang)), self.values)

    def _addressed(self, text: str) -> str:
        return addressed(self.case.complainant.kind, text)

    @property
    def no(self) -> str:
        """The case's number as it leaves the desk."""
        return self.branch.coded(self.case.no)

    @property
    def values(self) -> dict[str, str]:
        """What the pack's texts may ask for."""
        case, last = self.case, self.case.extensions[-1] if self.case.extensions else None
        told = None if case.notice is None else case.notice.at
        return {
            "name": case.complainant.name,
            "no": self.no,
            "bank": self.branch.spoken(self.lang).bank,
            "branch": self.branch.spoken(self.lang).branch,
            "contact": self.branch.spoken(self.lang).contact,
            "received": self._local_day(case.received_at),
            "claim": self.claim,
            "handler": self.handler,
            "due": _iso(last.due if last is not None else self.due),
            "was_due": _iso(None if last is None else last.was_due),
            "ground": "" if last is None else self.say(f"ground.{last.to}"),
            "reason": "" if last is None else last.reason,
            "asked": _iso(case.recheck_asked),
            "told": "—" if told is None else self._local_day(told),
            "reviewer": self.reviewer,
            **bodies(self.pack, self.branch, self.lang, self.case.complainant.kind),
        }

    @property
    def claim(self) -> str:
        """What is complained about, in the complainant's words but for numbers: a paper lies about (DATA-05)."""
        return mask_case(self.case.complainant, self.case.claim)

    @property
    def reviewer(self) -> str:
        """Who decides on 核查, as it signs: the bank where it reviews itself, else the superior body (COMP-10), without
        how to reach it."""
        if self.branch.review == "own":
            return self.branch.spoken(self.lang).bank
        return _REACHED.sub("", bodies(self.pack, self.branch, self.lang)["superior"]).strip()

    def _local_day(self, at: datetime) -> str:
        return show.moment(at, self.branch.zone)[:10]


def compose(kind: LetterKind, letter: Letter) -> Document:
    """The letter of `kind`. Pure: the same values give the same document."""
    words = letter.pack.letters
    text = words.of(kind)
    blocks = (
        Paragraph(letter.filled(words.salutation), tone="strong"),
        *(Paragraph(letter.filled(one)) for one in text.opening),
        *_MIDDLE[kind](letter),
        *_closing(letter, text.closing),
        KeepTogether(_signed(kind, letter)),
    )
    return framed(
        letter,
        kind=kind,
        number=letter.number,
        title=letter.filled(text.title),
        subtitle=f"{letter.case.complainant.name} {letter.no}",
        form=f"letters {words.version}",
        large=letter.large,
        blocks=blocks,
    )


def _closing(letter: Letter, texts: tuple[Text, ...]) -> Iterator[Block]:
    """A paragraph that is nothing but a line which the branch did not fill in is left out."""
    return (Paragraph(said) for said in map(letter.filled, texts) if said)


def _case_rows(letter: Letter) -> tuple[tuple[str, str], ...]:
    who, case = letter.case.complainant, letter.case
    rows = (
        ("number", letter.no),
        ("received", show.moment(case.received_at, letter.branch.zone)),
        ("complainant", who.name),
        ("agent", who.agent_name if who.role == "agent" else ""),
        ("representatives", "、".join(who.representatives) if letter.lang == "zh" else ", ".join(who.representatives)),
        ("product", letter.product),
        ("claim", letter.claim),
        ("wanted", mask_case(who, case.wanted)),
    )
    return tuple((letter.say(key), value) for key, value in rows if value)


def _receipt(letter: Letter) -> tuple[Block, ...]:
    return (Heading(letter.say("matter")), KeyValues(_case_rows(letter), columns=1))


def _extension(letter: Letter) -> tuple[Block, ...]:
    law = letter.pack.citation("COMP-05", letter.lang)
    values = letter.values
    rows = [(letter.say(key), values[key]) for key in ("was_due", "due", "reason")]
    return (
        Heading(letter.say("extension")),
        KeyValues((*rows, *(((letter.say("law"), law),) if law else ())), columns=1),
    )


def _decision(letter: Letter) -> tuple[Block, ...]:
    values, days = letter.values, letter.review_days
    review = "" if days is None else letter.say("review", days=days, superior=values["superior"])
    return (
        Heading(letter.say("matter")),
        KeyValues(_case_rows(letter), columns=1),
        *_parts(letter, letter.case.decision, review),
    )


def _recheck(letter: Letter) -> tuple[Block, ...]:
    return _parts(letter, letter.case.recheck_decision)


def _parts(letter: Letter, decision: Decision, review: str = "") -> tuple[Block, ...]:
    """The four parts that a decision states (COMP-09); `review` stands before the remedies that somebody wrote. What
    somebody wrote takes no right away, in whatever words (COMP-10)."""
    blocks: list[Block] = []
    for part in ("facts", "decision", "basis", "remedies"):
        blocks.append(Heading(letter.say(part)))
        if part == "remedies" and review:
            blocks.append(Paragraph(review))
        blocks += [Paragraph(line) for line in getattr(decision, part).split("\n") if line.strip()]
    return (*blocks, Paragraph(letter.say("rights")))


def _mediation(letter: Letter) -> tuple[Block, ...]:
    return (Heading(letter.say("matter")), KeyValues(_case_rows(letter), columns=1))


_MIDDLE: dict[LetterKind, Callable[[Letter], tuple[Block, ...]]] = {
    "receipt": _receipt,
    "extension_notice": _extension,
    "decision_notice": _decision,
    "recheck_decision": _recheck,
    "mediation_proposal": _mediation,
}


def _signed(kind: LetterKind, letter: Letter) -> tuple[Block, ...]:
    """The bank's line; the complainant's where receipt is proved by it (COMP-11), or an answer is asked for."""
    bank = (
        letter.say("for_reviewer" if kind == "recheck_decision" else "for_bank"),
        letter.filled(letter.pack.letters.of(kind).signature),
    )
    name, date_label = letter.case.complainant.name, letter.say("date")
    if kind == "mediation_proposal":
        answer = Checklist(((False, letter.say("agree")), (False, letter.say("decline"))))
        rows = (bank, (letter.say("complainant"), name))
        return (Heading(letter.say("agreed")), answer, Signatures(rows, date_label, seals=_seals(kind, letter)))
    if kind in ("decision_notice", "recheck_decision", "extension_notice"):
        rows = (bank, (letter.say("signed_by"), name))
        return (Heading(letter.say("signed")), Signatures(rows, date_label, seals=_seals(kind, letter)))
    return (Signatures((bank,), date_label, seals=_seals(kind, letter)),)


def _seals(kind: LetterKind, letter: Letter) -> tuple[str, ...]:
    """The bank seals its letter, a decision on 核查 whoever made it; an organisation sets its seal beside whoever signs
    for it."""
    who = letter.case.complainant
    signs = who.kind == "organisation" and kind != "receipt"
    own = seal(letter, letter.reviewer) if kind == "recheck_decision" else bank_seal(letter)
    return (*((seal(letter, who.name),) if signs else ()), own)


def _iso(day: date | None) -> str:
    return "—" if day is None else day.isoformat()
