"""What stands around a paper whatever it says: the bank's letterhead, who prints it and when, form and check code
(SALE-14). Every document of a desk is framed here."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from rmdesk.desk import show
from rmdesk.domain.base import Lang
from rmdesk.domain.people import Branch
from rmdesk.formpack import Pack
from rmdesk.locale import tr
from rmdesk.paper import LAYOUT, Document
from rmdesk.paper.blocks import Block, Heading, KeepTogether, Signatures

DIGEST_HEAD = 8
"""So many hex digits of the form pack's digest stand on every page beside its version (QUES-07)."""


class Framing(Protocol):
    """What a paper is framed by. `operator` prints it at the instant `at` (UTC); `head` is the journal's code."""

    @property
    def pack(self) -> Pack: ...

    @property
    def lang(self) -> Lang: ...

    @property
    def branch(self) -> Branch: ...

    @property
    def operator(self) -> str: ...

    @property
    def at(self) -> datetime: ...

    @property
    def head(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A `Framing` and nothing else, for papers that need no more."""

    pack: Pack
    lang: Lang
    branch: Branch
    operator: str
    at: datetime
    head: str


@dataclass(frozen=True, kw_only=True)
class InFrame:
    """What a paper is composed from, with the `frame` that it is printed in: a `Framing` itself."""

    frame: Frame

    @property
    def pack(self) -> Pack:
        """The form pack that the paper is made with."""
        return self.frame.pack

    @property
    def lang(self) -> Lang:
        """The paper's language."""
        return self.frame.lang

    @property
    def branch(self) -> Branch:
        """Whose paper it is."""
        return self.frame.branch

    @property
    def operator(self) -> str:
        """Who prints it."""
        return self.frame.operator

    @property
    def at(self) -> datetime:
        """When (UTC)."""
        return self.frame.at

    @property
    def head(self) -> str:
        """The journal's short code."""
        return self.frame.head


def framed(
    around: Framing,
    *,
    kind: str,
    title: str,
    blocks: tuple[Block, ...],
    number: str = "",
    subtitle: str = "",
    form: str = "",
    large: bool = False,
    about: str = "",
    draft: bool = False,
) -> Document:
    """A document with the branch's names in its language, in the other one below, its colour and its logo. `form`: the
    form's own name and version behind the pack's (QUES-07); `about`: what stands at the head of the pages that follow,
    where it is more than the `subtitle`. A section that is the only one bears no number."""
    spoken, pack = around.branch.spoken(around.lang), around.pack
    return Document(
        kind=kind,
        number=number,
        title=title,
        subtitle=subtitle,
        lang=around.lang,
        large=large,
        bank=spoken.bank,
        branch=spoken.branch,
        bank_also=_also(spoken),
        operator=around.operator,
        at=show.moment(around.at, around.branch.zone),
        made=instant_of(around.at, around.branch),
        form_version=" · ".join(filter(None, (f"{pack.id} {pack.version} ({pack.digest[:DIGEST_HEAD]})", form))),
        complaint_contact=spoken.contact,
        head=around.head,
        blocks=_uncounted(blocks) if _sections(blocks) == 1 else blocks,
        accent=around.branch.accent,
        logo=around.branch.logo,
        about=about or subtitle,
        draft=draft,
        layout=LAYOUT,
    )


def _sections(blocks: tuple[Block, ...]) -> int:
    return sum(
        _sections(one.blocks) if isinstance(one, KeepTogether) else isinstance(one, Heading) and one.numbered
        for one in blocks
    )


def _uncounted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    plain: list[Block] = []
    for one in blocks:
        if isinstance(one, KeepTogether):
            plain.append(KeepTogether(_uncounted(one.blocks)))
        else:
            plain.append(replace(one, numbered=False) if isinstance(one, Heading) else one)
    return tuple(plain)


def _also(spoken: Branch) -> str:
    """The names in the other language; "" where they are the same ones."""
    also = (spoken.bank_en, spoken.branch_en)
    return "" if also == (spoken.bank, spoken.branch) else " · ".join(filter(None, also))


def instant_of(at: datetime, branch: Branch) -> str:
    """An instant in the branch's zone, ISO 8601 with its offset: the date of a file."""
    return at.astimezone(ZoneInfo(branch.zone)).isoformat(timespec="seconds")


def same_or_new(fresh: Document, last: Document | None) -> Document:
    """`last`, number and all, when `fresh` says just what it says; else `fresh`."""
    if last is None:
        return fresh
    restamped = replace(
        fresh,
        number=last.number,
        operator=last.operator,
        at=last.at,
        made=last.made,
        head=last.head,
        desk=last.desk,
        layout=last.layout,
    )
    return last if restamped == last else fresh


def seal(frame: Framing, name: str) -> str:
    """What the box for somebody's seal says."""
    return tr(frame.lang, "papers.seal_note", name=name)


def bank_seal(frame: Framing) -> str:
    """What the box for the bank's own seal says."""
    spoken = frame.branch.spoken(frame.lang)
    gap = "" if frame.lang == "zh" and not (spoken.bank + spoken.branch).isascii() else " "
    return seal(frame, f"{spoken.bank}{gap}{spoken.branch}")


def sealed(frame: Framing) -> Signatures:
    """Nobody signs, and the bank sets its seal: where it hands out a paper of its own."""
    return Signatures((), tr(frame.lang, "papers.date"), seals=(bank_seal(frame),))
