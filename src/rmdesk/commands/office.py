"""`rmdesk office`: head office. --desk names the folder of its keys, --user the operator.

The office itself is imported by its handlers: a desk has no driver for its server, and still shows the help.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.indicators import day_or, figure_json, show
from rmdesk.commands.leaving import in_order
from rmdesk.commands.output import Output, WrongUseError, default_pack
from rmdesk.commands.people_line import REASON
from rmdesk.commands.place import folder_of, user_of
from rmdesk.commands.proving import second_of
from rmdesk.commands.session import login_of, password_of
from rmdesk.desk.desk import system_clock
from rmdesk.domain.exchange import Card
from rmdesk.domain.indicators.periods import month_of
from rmdesk.domain.refusal import Refused, StopError
from rmdesk.faces.exchange import amiss, card_lines

if TYPE_CHECKING:
    from rmdesk.office.keys import Office, Operator
    from rmdesk.office.loading import Loaded
    from rmdesk.office.reporting import Reported
    from rmdesk.office.standing import Standing

T = TypeVar("T")
DSN = switch("--dsn", "DSN", "office.help.dsn")
clock = system_clock


@command(
    "office init",
    DSN,
    switch("--bank", "NAME", "office.help.bank", needed=True),
    switch("--name", "NAME", "office.help.name", needed=True),
    SECOND,
    examples=("rmdesk office init --desk DIR --user AN --second BO --bank NAME --name NAME --dsn dbname=rmdesk",),
)
def init(args: argparse.Namespace, out: Output) -> int:
    """Set head office up, or bring its database up to date."""
    needs_driver(out)
    from rmdesk.office import enrolling

    if not user_of(args):
        raise WrongUseError(out.tr("office.no_user"))
    operators = (_operator(user_of(args), password_of(args, out, user_of(args))), second_operator(args, out))
    with answered(out) as told:
        card = told(enrolling.init(folder_of(args), dsn_of(args), args.bank, args.name, operators, clock()))
        _tell(out, card, "office.made")
    return told.code


@command("office card", word("file", "FILE", "office.help.card"), examples=("rmdesk office card FILE.card --desk DIR",))
def card(args: argparse.Namespace, out: Output) -> int:
    """Write head office's card."""
    needs_driver(out)
    from rmdesk.office import enrolling

    with answered(out) as told:
        _tell(out, told(enrolling.show_card(told(unlocked(args, out)), Path(args.file))), "office.shown")
    return told.code


@command(
    "office enrol",
    DSN,
    switch("--from", "FILE", "office.help.card_from", field="card_from", needed=True),
    switch("--fingerprint", "CODE", "exchange.help.fingerprint"),
    SECOND,
    examples=(
        "rmdesk office enrol --from FILE.card --dsn dbname=rmdesk",
        "rmdesk office enrol --from FILE.card --fingerprint CODE --second BO --dsn dbname=rmdesk",
    ),
)
def enrol(args: argparse.Namespace, out: Output) -> int:
    """Look at a desk's card, or enrol it when two operators compared the fingerprint."""
    needs_driver(out)
    from rmdesk.office import enrolling

    file = Path(args.card_from)
    with answered(out) as told:
        office = told(unlocked(args, out))
        if not args.fingerprint:
            _tell(out, told(enrolling.look(office, dsn_of(args), file)), "exchange.looked")
        else:
            second, folder = second_operator(args, out), folder_of(args)
            done = enrolling.enrol(office, dsn_of(args), file, args.fingerprint, folder, second, clock())
            _tell(out, told(done), "exchange.enrolled")
    return told.code


@command(
    "office strike",
    word("name", "NAME", "exchange.help.name"),
    DSN,
    REASON,
    SECOND,
    examples=("rmdesk office strike 07 --reason TEXT --second BO --dsn dbname=rmdesk",),
)
def strike(args: argparse.Namespace, out: Output) -> int:
    """Strike a lost desk off."""
    needs_driver(out)
    from rmdesk.office import enrolling

    with answered(out) as told:
        office, second = told(unlocked(args, out)), second_operator(args, out)
        done = enrolling.strike(office, dsn_of(args), args.name, args.reason or "", folder_of(args), second, clock())
        _tell(out, told(done), "exchange.struck")
    return told.code


@command(
    "office take",
    word("files", "FILE", "office.help.files", needed=False),
    DSN,
    flag("--load", "office.help.load"),
    examples=(
        "rmdesk office take FILE.bundle --dsn dbname=rmdesk",
        "rmdesk office take DIR --load",
        "rmdesk office take",
    ),
)
def take(args: argparse.Namespace, out: Output) -> int:
    """Take a bundle in, or all in a folder: each in whole or refused; then bring the tables up to date."""
    needs_driver(out)
    from rmdesk.office import loading, projecting

    with answered(out) as told:
        office = told(unlocked(args, out))
        came = loading.load_all(office, dsn_of(args), _bundles(args), clock())
        answer = () if args.load else projecting.project(office, dsn_of(args))
        filled = () if isinstance(answer, Refused) else answer
        if out.as_json:
            said = {"taken": [_plain_load(out, *one) for one in came], "told": [one._asdict() for one in filled]}
            out.json(said | ({"refused": _plain_refused(out, answer)} if isinstance(answer, Refused) else {}))
        for file, one in () if out.as_json else came:
            if isinstance(one, Refused):
                out.say(f"! {file.name}")
                out.refused(one)
                continue
            name = one.peer.card.name
            out.line(
                out.tr("exchange.again" if one.again else "exchange.taken", name=name, number=one.number, new=one.new)
            )
            if one.peer.quarantined:
                out.say(out.tr("exchange.into_quarantine", name=name, count=one.peer.quarantined))
        for row in () if out.as_json else filled:
            if row.new:
                out.line(out.tr("office.told", name=row.name, new=row.new, seq=row.seq))
            if row.why:
                out.say(out.tr("office.unread", name=row.name, seq=row.seq, why=row.why))
        if isinstance(answer, Refused) and not out.as_json:
            out.refused(answer)  # behind what went in all the same
        if any(isinstance(one, Refused) for one in (answer, *(one for _, one in came))) or any(
            one.why for one in filled
        ):
            told.code = 1
    return told.code


@command(
    "office give",
    word("name", "NAME", "exchange.help.name"),
    word("file", "FILE", "exchange.help.out"),
    DSN,
    examples=("rmdesk office give 07 DIR --dsn dbname=rmdesk",),
)
def give(args: argparse.Namespace, out: Output) -> int:
    """Write the bundle that tells a desk what has arrived."""
    needs_driver(out)
    from rmdesk.office import giving

    with answered(out) as told:
        given = told(giving.give(told(unlocked(args, out)), dsn_of(args), args.name, Path(args.file), clock()))
        card = given.peer.card
        said = {"number": given.number, "file": str(given.file), "have": given.peer.have.seq}
        said["directives"] = given.directives
        if out.as_json:
            out.json({"desk": card.device, **said})
        else:
            out.line(out.tr("office.given", name=card.name, **said))
    return told.code


@command("office status", DSN, examples=("rmdesk office status --dsn dbname=rmdesk", "rmdesk office status --json"))
def status(args: argparse.Namespace, out: Output) -> int:
    """How it stands with each desk."""
    needs_driver(out)
    from rmdesk.office import standing

    with answered(out) as told:
        found = told(standing.status(told(unlocked(args, out)), dsn_of(args)))
        if out.as_json:
            out.json([_plain_standing(one) for one in found])
        else:
            keys = ("exchange.column.name", "exchange.column.branch", "office.column.came", "office.column.told")
            heads = [out.tr(key) for key in (*keys, "exchange.column.amiss")]
            out.table(heads, [_cells(one, out) for one in found])
    return told.code


@command("office verify", DSN, examples=("rmdesk office verify --dsn dbname=rmdesk",))
def verify(args: argparse.Namespace, out: Output) -> int:
    """Prove the chain of every desk."""
    needs_driver(out)
    from rmdesk.office import standing

    with answered(out) as told:
        found = told(standing.verify(told(unlocked(args, out)), dsn_of(args)))
        rows = [{"desk": one.peer.card.device, "facts": one.facts, "faults": list(one.faults)} for one in found]
        if out.as_json:
            out.json(rows)
        for one in () if out.as_json else found:
            name = one.peer.card.name
            for seq, what in one.faults:
                out.line(out.tr("office.fault", name=name, seq=seq, what=what))
            if not one.faults:
                out.line(out.tr("office.proved", name=name, facts=one.facts))
        told.code = 1 if any(one.faults for one in found) else 0
    return told.code


@command(
    "office report",
    DSN,
    switch("--from", "DATE", "indicators.cli.from", default="", field="start"),
    switch("--to", "DATE", "indicators.cli.to", default="", field="end"),
    examples=(
        "rmdesk office report --from 2026-10-01 --to 2026-10-31 --dsn dbname=rmdesk",
        "rmdesk office report --json",
    ),
)
def report(args: argparse.Namespace, out: Output) -> int:
    """Every figure of each branch and of the bank in a period, this month when none is named."""
    needs_driver(out)
    from rmdesk.office import reporting

    month = month_of(clock().date())
    start = day_or(args.start, month.start, out)
    end = day_or(args.end, month.end if not args.start else month_of(start).end, out)
    with answered(out) as told:
        found = told(reporting.report(told(unlocked(args, out)), dsn_of(args), start, end, clock()))
        if out.as_json:
            out.json({"branches": [_plain_report(one) for one in found.branches], "whole": _plain_report(found.whole)})
        else:
            out.say(out.tr("letters.report_period", start=start.isoformat(), end=end.isoformat()))
        for one in () if out.as_json else (*found.branches, found.whole):
            branch = one.branch or out.tr("office.whole", count=len(found.branches))
            out.line(out.tr("office.branch", branch=branch, count=one.desks))
            show(out, one.figures)
    return told.code


@command(
    "office find",
    word("text", "TEXT", "office.help.find", needed=False),
    DSN,
    examples=("rmdesk office find NUMBER --dsn dbname=rmdesk", "rmdesk office find --json"),
)
def find(args: argparse.Namespace, out: Output) -> int:
    """At which desks somebody is a client, or who is one at several."""
    needs_driver(out)
    from rmdesk.office import finding

    with answered(out) as told:
        found = told(finding.find(told(unlocked(args, out)), dsn_of(args), args.text or ""))
        keys = ("office.column.person", "exchange.column.name", "exchange.column.branch", "office.column.client")
        if out.as_json:
            out.json([one._asdict() for one in found])
        elif found:
            out.table([out.tr(key) for key in keys], [(str(one.person), *one[1:]) for one in found], right=(0,))
        else:
            out.say(out.tr("office.none"))
    return told.code


class _Answers:
    """Takes answers: a refusal ends what is done with them."""

    def __init__(self) -> None:
        self.code = 0

    def __call__(self, answer: T | Refused) -> T:
        if isinstance(answer, Refused):
            raise StopError(answer)
        return answer


@contextmanager
def answered(out: Output) -> Iterator[_Answers]:
    """What was refused inside is said at the end, and the code is 1."""
    answers = _Answers()
    with in_order():
        try:
            yield answers
        except StopError as stopped:
            answers.code = out.refused(stopped.refused)


def needs_driver(out: Output) -> None:
    if find_spec("psycopg") is None:
        raise WrongUseError(out.tr("office.extra"))


def unlocked(args: argparse.Namespace, out: Output) -> "Office | Refused":
    from rmdesk.office import enrolling

    login = login_of(args, folder_of(args), out)
    return enrolling.unlock(folder_of(args), _operator(login, password_of(args, out, login)), clock())


def second_operator(args: argparse.Namespace, out: Output) -> "Operator":
    proof = second_of(args, out)
    return _operator(proof.login, proof.password)


def _operator(login: str, password: str) -> "Operator":
    from rmdesk.office.keys import Operator

    return Operator(login, password)


def dsn_of(args: argparse.Namespace) -> str:
    return args.dsn or ""


def _bundles(args: argparse.Namespace) -> list[Path]:
    given = Path(args.files) if args.files else None
    return [] if given is None else sorted(given.glob("*.bundle")) if given.is_dir() else [given]


def _tell(out: Output, card: Card, key: str) -> None:
    if out.as_json:
        out.json({**card.model_dump(mode="json"), "fingerprint": card.fingerprint})
    else:
        for line in card_lines(card, out.lang, key):
            out.line(line)


def _cells(one: "Standing", out: Output) -> tuple[str, ...]:
    peer = one.peer
    came = out.tr("exchange.came", number=peer.taken, have=peer.have.seq) if peer.taken else "—"
    wrong = (*amiss(peer, one.missing, out.lang), *filter(None, (one.why,)))
    return peer.card.name, peer.card.branch, came, str(one.projected), " · ".join(wrong) or "—"


def _plain_standing(one: "Standing") -> dict[str, object]:
    peer = one.peer
    return {
        "desk": peer.card.device,
        "code": peer.card.code,
        "branch": peer.card.branch,
        "struck": peer.struck is not None,
        "taken": peer.taken,
        "have": peer.have.seq,
        "in_tables": one.projected,
        "unread": one.why,
        "missing": [list(run) for run in one.missing],
        "quarantined": peer.quarantined,
        "ahead_seconds": peer.ahead,
        "clashes": [clash.model_dump(mode="json") for clash in peer.clashes],
    }


def _plain_report(one: "Reported") -> dict[str, object]:
    return {"branch": one.branch, "desks": one.desks, "figures": [figure_json(each) for each in one.figures]}


def _plain_refused(out: Output, refused: Refused) -> list[dict[str, str]]:
    said = [default_pack().say(reason, out.lang) for reason in refused.reasons]
    return [{"rule": one.rule, "detail": one.text, "next": one.next} for one in said]


def _plain_load(out: Output, file: Path, one: "Loaded | Refused") -> dict[str, object]:
    if isinstance(one, Refused):
        return {"file": str(file), "refused": _plain_refused(out, one)}
    said_of = {"number": one.number, "new": one.new, "again": one.again, "quarantined": one.peer.quarantined}
    return {"file": str(file), "desk": one.peer.card.device, **said_of, "have": one.peer.have.seq}
