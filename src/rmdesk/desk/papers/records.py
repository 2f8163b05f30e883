"""Records of acts of the bank's own, to be signed by those who did them: clients handed over, files destroyed. Pure."""

from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import show
from rmdesk.desk.paper_titles import DESTRUCTION, HAND_OVER
from rmdesk.desk.papers.framing import Framing, framed
from rmdesk.domain.base import Lang, Text
from rmdesk.locale import tr
from rmdesk.paper import Document, Heading, KeyValues, Paragraph, Signatures, Table
from rmdesk.paper.blocks import Align, Block


class Given(NamedTuple):
    """A client who went into another book: number as it leaves the desk, name, numbers of open sales, open dues."""

    no: str
    name: str
    sales: tuple[str, ...]
    dues: int


class HandOver(NamedTuple):
    """Clients of one book that went into another on a day. `by`: who was at the desk, where that was not the giver."""

    giver: str
    receiver: str
    by: str
    at: datetime
    reasons: tuple[str, ...]
    clients: tuple[Given, ...]


class Lost(NamedTuple):
    """A file, or an entry of a register, that was destroyed: what stays of it. `until`: kept until then by `rule`."""

    no: str
    what: Text
    until: date | None
    rule: Text | None
    by: str
    agreed: str
    at: datetime
    reason: str


def _say(lang: Lang, key: str, **values: object) -> str:
    return tr(lang, f"papers.record.{key}", **values)


def hand_over(frame: Framing, given: HandOver) -> Document:
    """Who gave whom which clients with which open work, signed by both."""
    lang, day = frame.lang, show.moment(given.at, frame.branch.zone)
    mark = "；" if lang == "zh" else "; "
    facts = (
        ("giver", given.giver),
        ("receiver", given.receiver),
        ("at", day),
        ("count", str(len(given.clients))),
        ("reason", mark.join(given.reasons)),
    )
    head = tuple(_say(lang, name) for name in ("client_no", "client", "sales", "dues"))
    rows = tuple((one.no, one.name, " ".join(one.sales) or "—", str(one.dues)) for one in given.clients)
    signers = [("giver", given.giver), ("receiver", given.receiver), *([("by", given.by)] if given.by else [])]
    return framed(
        frame,
        kind=HAND_OVER,
        title=_say(lang, "hand_over"),
        subtitle=f"{given.giver} → {given.receiver} · {day[:10]}",
        blocks=(
            KeyValues(tuple((_say(lang, key), value) for key, value in facts)),
            Heading(_say(lang, "clients")),
            Table(head, rows, widths=(20, 30, 36, 14), align=("l", "l", "l", "r")),
            *_signed(lang, "handed", signers),
        ),
    )


def destruction(frame: Framing, day: date, lost: tuple[Lost, ...]) -> Document:
    """What was destroyed on a day, why it might be, and who answers for it; nothing of what it held."""
    lang = frame.lang
    names = ("no", "what", "until", "rule", "destroyed_at")
    align: tuple[Align, ...] = ("l", "l", "l", "l", "l")
    rows = tuple(
        (
            one.no,
            one.what.of(lang),
            "—" if one.until is None else one.until.isoformat(),
            "—" if one.rule is None else one.rule.of(lang),
            show.moment(one.at, frame.branch.zone),
        )
        for one in lost
    )
    people = list(dict.fromkeys(("done", one.by) for one in lost))
    people += dict.fromkeys(("agreed", one.agreed) for one in lost if one.agreed)
    mark = "；" if lang == "zh" else "; "
    facts = (
        ("day", day.isoformat()),
        ("count_files", str(len(lost))),
        ("reason", mark.join(dict.fromkeys(one.reason for one in lost if one.reason)) or "—"),
    )
    return framed(
        frame,
        kind=DESTRUCTION,
        title=_say(lang, "destruction"),
        subtitle=day.isoformat(),
        blocks=(
            KeyValues(tuple((_say(lang, key), value) for key, value in facts)),
            Heading(_say(lang, "files")),
            Table(tuple(_say(lang, name) for name in names), rows, widths=(17, 22, 15, 26, 20), align=align),
            *_signed(lang, "destroyed", people),
        ),
    )


def _signed(lang: Lang, said: str, people: list[tuple[str, str]]) -> tuple[Block, ...]:
    """What they sign, and where."""
    rows = tuple((_say(lang, role), name) for role, name in people)
    title = Heading(tr(lang, "papers.signatures"))
    return (title, Paragraph(_say(lang, said)), Signatures(rows, tr(lang, "papers.date")))
