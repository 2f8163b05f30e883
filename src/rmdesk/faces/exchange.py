"""How the exchange with another desk stands, in words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.exchange.cases_in import CaseArriving
from rmdesk.desk.exchange.directed import DirectiveLine
from rmdesk.desk.exchange.receiving import Arriving, Happened
from rmdesk.desk.exchange.standing import Standing
from rmdesk.domain.base import Lang
from rmdesk.domain.directives import What
from rmdesk.domain.exchange import Card, Clash, Peer
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.locale import tr
from rmdesk.store.tables.clients import VEIL

_HEADS: Final = ("name", "branch", "out", "came", "amiss")
_AHEAD: Final = 300
"""Seconds by which another desk's clock may be ahead before it is told."""
_SHOWN: Final = 16
_NEWEST: Final = 8
_RANK: Final[dict[What, int]] = {"code": 1, "holidays": 1, "letterhead": 1, "product": 2, "institution": 2}
"""What need not be told in full: so many of these are told, in this order."""

Local = Callable[[datetime], datetime]


def heads(lang: Lang) -> tuple[str, ...]:
    """What stands above `cells`."""
    return tuple(tr(lang, f"exchange.column.{name}") for name in _HEADS)


def cells(one: Standing, lang: Lang) -> tuple[str, ...]:
    """One desk in a line: name, branch, what is out and not acknowledged, what came, what is amiss."""
    peer = one.peer
    out = tr(lang, "exchange.out", bundles=_numbers(one.out), waiting=one.waiting) if one.out else _acked(peer, lang)
    came = tr(lang, "exchange.came", number=peer.taken, have=peer.have.seq) if peer.taken else "—"
    return peer.card.name, peer.card.branch, out, came, " · ".join(standing_amiss(one, lang)) or "—"


def standing_amiss(one: Standing, lang: Lang) -> Iterator[str]:
    """`amiss`, and how much of what head office handed down waits here."""
    yield from amiss(one.peer, one.missing, lang)
    waits = sum(bool(said.held) for said in one.directed)
    if waits:
        yield tr(lang, "exchange.directives_wait", count=waits)


def amiss(peer: Peer, missing: Sequence[tuple[int, int]], lang: Lang) -> Iterator[str]:
    """What is not as it should be with a desk, each in a few words; `missing`: runs of numbers, from … to, of its
    bundles that never came."""
    if peer.struck is not None:
        yield tr(lang, "exchange.is_struck")
    if peer.quarantined:
        yield tr(lang, "exchange.quarantined", count=peer.quarantined)
    if peer.clashes:
        yield tr(lang, "exchange.clashes", count=len(peer.clashes))
    if missing:
        runs = (str(first) if first == last else f"{first}–{last}" for first, last in missing)
        yield tr(lang, "exchange.missing", bundles=", ".join(runs))
    if peer.ahead > _AHEAD:  # one that is behind looks like a bundle that was under way
        yield tr(lang, "exchange.ahead", minutes=peer.ahead // 60)


def card_lines(card: Card, lang: Lang, key: str) -> Iterator[str]:
    """What became of a card, as the text `key` says it; what it means where it is head office's; its fingerprint."""
    yield tr(lang, key, name=_identified(card, lang), branch=card.branch)
    if card.kind == "office":
        yield tr(lang, "exchange.is_office")
    yield tr(lang, "exchange.fingerprint", code=card.fingerprint)


def _identified(card: Card, lang: Lang) -> str:
    """A desk by its code and its device, which is told once where it bears no code."""
    return tr(lang, f"exchange.by_{'code' if card.code else 'device'}", code=card.code, device=card.device)


def standing_lines(one: Standing, lang: Lang, local: Local) -> Iterator[str]:
    """All about one desk: who it is, what went and came, each contradiction with its proof."""
    peer = one.peer
    yield from card_lines(peer.card, lang, "exchange.desk_is")
    if peer.struck is not None:
        yield tr(lang, "exchange.struck_at", at=_at(peer.struck.at, local), reason=peer.struck.reason)
    if peer.given_at is not None:
        yield tr(lang, "exchange.given_at", number=peer.given, at=_at(peer.given_at, local))
    yield tr(lang, "exchange.acked", seq=peer.acked.seq, waiting=one.waiting)
    if peer.taken_at is not None:
        yield tr(lang, "exchange.taken_at", number=peer.taken, at=_at(peer.taken_at, local), have=peer.have.seq)
    for asked in one.asked:
        yield tr(lang, "exchange.asked", no=asked.no, at=_at(asked.at, local))
    yield from directive_lines(one.directed, lang)
    yield from (f"! {said}" for said in amiss(peer, one.missing, lang))
    yield from (f"! {_clash(clash, lang, local)}" for clash in peer.clashes)


def moved(one: Moving | CaseMoving, key: str, desk: Desk, lang: Lang) -> str:
    """What was done with a client or a case that moves, as the text `key` says it."""
    kind = "case" if isinstance(one, CaseMoving) else "move"
    said = {"no": one.move.no, "desk": peers.called(desk, one.device), "count": len(one.move.seqs)}
    return tr(lang, f"exchange.{kind}.{key}", **said)


_MOVE_HEADS: Final = ("client", "person", "desk", "since", "stands")


def move_heads(lang: Lang) -> tuple[str, ...]:
    """What stands above `move_cells`."""
    return tuple(tr(lang, f"exchange.move_column.{name}") for name in _MOVE_HEADS)


def move_cells(one: Moving, desk: Desk, lang: Lang, state: str = "") -> tuple[str, ...]:
    """A client who moves in a line: number, name, the other desk, since when, how it stands. `state`: of one who is
    offered; of one who was given up the file is sealed, and lists show the number alone."""
    peer = peers.named(desk, one.device).card
    said = state or tr(lang, f"exchange.move.out_{one.state}")
    name = one.move.name if one.state == "offered" and state else VEIL
    return one.move.no, name, f"{peer.name} {peer.branch}", f"{desk.local(one.at):%Y-%m-%d}", said


def arriving_state(one: Arriving, lang: Lang) -> str:
    """How a client stands who is offered."""
    return tr(lang, "exchange.move.in_hindered" if one.against else "exchange.move.in_offered")


def case_cells(one: CaseMoving, desk: Desk, lang: Lang, arriving: CaseArriving | None = None) -> tuple[str, ...]:
    """A case that moves in a line, as `move_cells`; in the place of the name the legal date that runs. `arriving`: it
    is offered here."""
    peer = peers.named(desk, one.device).card
    if arriving is not None:
        stands = tr(lang, "exchange.move.in_hindered" if arriving.against else "exchange.move.in_offered")
    elif one.state == "offered" and overdue(one, desk):
        stands = tr(lang, "exchange.case.overdue")
    elif one.heard:
        stands = tr(lang, f"exchange.heard.{one.heard[-1].what}")
    else:
        stands = tr(lang, f"exchange.move.out_{one.state}")
    due = "" if one.move.due is None else tr(lang, "exchange.case.until", day=one.move.due.isoformat())
    return one.move.no, due, f"{peer.name} {peer.branch}", f"{desk.local(one.at):%Y-%m-%d}", stands


def overdue(one: CaseMoving, desk: Desk) -> bool:
    """Whether its legal date has passed while nobody has it yet (COMP-05)."""
    return one.state == "offered" and one.move.due is not None and one.move.due < desk.today()


def case_lines(one: CaseMoving, desk: Desk, lang: Lang) -> Iterator[str]:
    """All about the move of a case: who gave it up, why, its receipt and legal date, what became of it."""
    peer = peers.named(desk, one.device).card
    yield tr(lang, "exchange.case.of", no=one.move.no, at=_at(one.move.received_at, desk.local))
    if one.move.due is not None:
        yield tr(lang, "exchange.case.due", day=one.move.due.isoformat())
    yield tr(lang, "exchange.move.with_desk", name=_identified(peer, lang), branch=peer.branch)
    yield tr(lang, "exchange.move.by", person=one.move.by.name, at=_at(one.at, desk.local), reason=one.move.reason)
    yield tr(lang, "exchange.case.much", count=len(one.move.seqs))
    if overdue(one, desk):
        yield f"! {tr(lang, 'exchange.case.overdue')}"
    if one.answer:
        yield tr(lang, "exchange.move.answered", reason=one.answer)
    for heard in one.heard:
        yield f"{_at(heard.at, desk.local)}  {tr(lang, f'exchange.heard.{heard.what}')}"


def compared_heads(lang: Lang) -> tuple[str, ...]:
    """What stands above `compared`."""
    return tuple(tr(lang, f"exchange.move_column.{name}") for name in ("since", "ours", "theirs"))


def compared(found: Iterable[Happened], local: Local) -> list[tuple[str, ...]]:
    """Two histories side by side: when, what here alone, what there alone."""
    rows = ((_at(one.at, local), f"{one.what} · {one.by}", one.side) for one in found)
    return [(at, what if side == "ours" else "", what if side == "theirs" else "") for at, what, side in rows]


def move_lines(one: Moving, desk: Desk, lang: Lang) -> Iterator[str]:
    """All about one move: who gave the client up, why, how much goes, what was answered."""
    peer = peers.named(desk, one.device).card
    yield tr(lang, "exchange.move.of", no=one.move.no, name=VEIL if one.state == "taken" else one.move.name)
    yield tr(lang, "exchange.move.with_desk", name=_identified(peer, lang), branch=peer.branch)
    yield tr(lang, "exchange.move.by", person=one.move.by.name, at=_at(one.at, desk.local), reason=one.move.reason)
    yield tr(lang, "exchange.move.much", count=len(one.move.seqs), files=len(one.move.ids))
    if one.move.products:
        yield tr(lang, "exchange.move.products", products=", ".join(one.move.products))
    if one.answer:
        yield tr(lang, "exchange.move.answered", reason=one.answer)


def directive_lines(directed: Sequence[DirectiveLine], lang: Lang) -> Iterator[str]:
    """What head office handed down: first, and in full, what waits, or is about people, recalls, clients and forms; of
    all else a few, institutions and products last."""
    ranked = sorted(directed, key=lambda one: 0 if one.held else _RANK.get(one.what, 0))
    weighs = sum(bool(one.held) or one.what not in _RANK for one in ranked)
    told = ranked[: weighs + _NEWEST]
    for one in told:
        yield f"! {_directive(one, lang)}" if one.held else _directive(one, lang)
        yield from (f"! {tr(lang, 'exchange.looser', what=text.of(lang))}" for text in one.looser)
    if len(directed) > len(told):
        yield tr(lang, "exchange.directives_more", count=len(directed) - len(told))


def _directive(one: DirectiveLine, lang: Lang) -> str:
    what = " ".join(filter(None, (tr(lang, f"office.what.{one.word}"), one.called)))
    said = tr(lang, "exchange.directive", what=what, by=one.by, second=one.second)
    reason = tr(lang, "exchange.directive_why", reason=one.reason) if one.reason else ""
    held = tr(lang, "exchange.directive_held", rule=one.held) if one.held else ""
    return "".join((said, reason, held))


def _acked(peer: Peer, lang: Lang) -> str:
    return tr(lang, "exchange.all_acked", number=peer.given) if peer.given else "—"


def _clash(clash: Clash, lang: Lang, local: Local) -> str:
    at = "" if clash.at is None else _at(clash.at, local)
    known, given = (one[:_SHOWN] or "—" for one in (clash.known, clash.given or clash.sha256))
    said = {"number": clash.number, "seq": clash.seq, "ends": clash.ends, "known": known, "given": given}
    return f"{at}  {tr(lang, f'exchange.clash.{clash.what}', **said)}"


def _numbers(numbers: Iterable[int]) -> str:
    """A few numbers in a cell: the first and the last of many."""
    found = tuple(numbers)
    return str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"


def _at(at: datetime, local: Local) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}"
