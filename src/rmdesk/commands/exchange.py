"""`rmdesk exchange`: desks that are trusted, bundles that go out and come in, and how it stands with each."""

import argparse
from pathlib import Path
from typing import Any

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.people_line import REASON, Line
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.exchange import enrolling, giving, standing, taking
from rmdesk.desk.exchange.standing import Standing
from rmdesk.domain.exchange import Card
from rmdesk.domain.refusal import Refused
from rmdesk.faces.exchange import card_lines, cells, directive_lines, heads, standing_lines

_TO = switch("--to", "NAME", "exchange.help.to", needed=True)


@command(
    "exchange enrol",
    switch("--card", "FILE", "exchange.help.card"),
    switch("--from", "FILE", "exchange.help.card_from", field="card_from"),
    switch("--fingerprint", "CODE", "exchange.help.fingerprint"),
    SECOND,
    examples=(
        "rmdesk exchange enrol --card FILE.card",
        "rmdesk exchange enrol --from FILE.card",
        "rmdesk exchange enrol --from FILE.card --fingerprint CODE --second NAME",
    ),
)
def enrol(args: argparse.Namespace, out: Output) -> int:
    """Show this desk's card, look at another's, or enrol it when two people compared the fingerprint."""
    if bool(args.card) == bool(args.card_from) or (args.fingerprint and not args.card_from):
        raise WrongUseError(out.tr("exchange.card_or_from"))
    with session(args, out, reading=False) as desk:
        if args.card:
            card = enrolling.show_card(desk, Path(args.card))
            return out.refused(card, desk.pack) if isinstance(card, Refused) else _tell(out, card, "exchange.shown")
        found = enrolling.look(desk, Path(args.card_from))
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if not args.fingerprint:
            return _tell(out, found, "exchange.looked")
        proof = proof_of(args, out, desk, enrolling.ENROL)
        peer = enrolling.enrol(desk, Path(args.card_from), args.fingerprint, proof)
        if isinstance(peer, Refused):
            return out.refused(peer, desk.pack)
    return _tell(out, peer.card, "exchange.enrolled")


@command(
    "exchange strike",
    word("name", "NAME", "exchange.help.name"),
    REASON,
    examples=("rmdesk exchange strike 07 --reason TEXT",),
)
def strike(args: argparse.Namespace, out: Output) -> int:
    """Strike a lost desk off."""
    with session(args, out, reading=False) as desk:
        reason = Line(args, out, desk).needed("reason")
        peer = enrolling.strike(desk, args.name, reason, proof_of(args, out, desk, enrolling.STRIKE))
        if isinstance(peer, Refused):
            return out.refused(peer, desk.pack)
    return _tell(out, peer.card, "exchange.struck")


@command(
    "exchange out",
    word("file", "FILE", "exchange.help.out"),
    _TO,
    examples=("rmdesk exchange out DIR --to 07", "rmdesk exchange out FILE.bundle --to 07 --json"),
)
def give(args: argparse.Namespace, out: Output) -> int:
    """Write a bundle for another desk."""
    with session(args, out, reading=False) as desk:
        given = giving.give(desk, args.to, Path(args.file))
        if isinstance(given, Refused):
            return out.refused(given, desk.pack)
    values = {"file": str(given.file), "number": given.number, "first": given.first, "last": given.last}
    if out.as_json:
        out.json({"desk": given.peer.card.device, **values})
    else:
        out.line(out.tr("exchange.given", name=given.peer.card.name, count=given.last - given.first + 1, **values))
    return 0


@command(
    "exchange in",
    word("file", "FILE", "exchange.help.in"),
    examples=("rmdesk exchange in FILE.bundle", "rmdesk exchange in FILE.bundle --json"),
)
def take(args: argparse.Namespace, out: Output) -> int:
    """Take a bundle of another desk in."""
    with session(args, out, reading=False) as desk:
        taken = taking.take(desk, Path(args.file))
        if isinstance(taken, Refused):
            return out.refused(taken, desk.pack)
    card, said = taken.peer.card, {"number": taken.number, "new": taken.new}
    if out.as_json:
        told: dict[str, object] = {"again": taken.again, "quarantined": taken.peer.quarantined}
        told |= {"directives": [one._asdict() for one in taken.directed]}
        out.json({"desk": card.device, **said, **told, "have": taken.peer.have.seq, "acked": taken.peer.acked.seq})
        return 0
    out.line(out.tr("exchange.again" if taken.again else "exchange.taken", name=card.name, **said))
    if taken.peer.quarantined:
        out.say(out.tr("exchange.into_quarantine", name=card.name, count=taken.peer.quarantined))
    for line in directive_lines(taken.directed, out.lang):
        out.line(line)
    return 0


@command(
    "exchange status",
    flag("--detail", "exchange.help.detail"),
    examples=("rmdesk exchange status", "rmdesk exchange status --detail", "rmdesk exchange status --json"),
)
def status(args: argparse.Namespace, out: Output) -> int:
    """How it stands with each desk."""
    with session(args, out, reading=True) as desk:
        found = standing.status(desk)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        local = desk.local
    if out.as_json:
        out.json([_plain(one) for one in found])
    elif args.detail:
        for one in found:
            for line in standing_lines(one, out.lang, local):
                out.line(line)
    else:
        out.table(heads(out.lang), [cells(one, out.lang) for one in found])
    return 0


def _tell(out: Output, card: Card, key: str) -> int:
    if out.as_json:
        out.json({**card.model_dump(mode="json"), "fingerprint": card.fingerprint})
    else:
        for line in card_lines(card, out.lang, key):
            out.line(line)
    return 0


def _plain(one: Standing) -> dict[str, Any]:
    peer = one.peer
    return {
        "desk": peer.card.device,
        "code": peer.card.code,
        "branch": peer.card.branch,
        "struck": peer.struck is not None,
        "out": list(one.out),
        "waiting": one.waiting,
        "acked": peer.acked.seq,
        "have": peer.have.seq,
        "missing": [list(run) for run in one.missing],
        "directives": [said._asdict() for said in one.directed],
        "asked": [asked.no for asked in one.asked],
        "quarantined": peer.quarantined,
        "ahead_seconds": peer.ahead,
        "clashes": [clash.model_dump(mode="json") for clash in peer.clashes],
    }
