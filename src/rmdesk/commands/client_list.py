"""`rmdesk clients`: the list, or whom a text finds."""

import argparse
from collections.abc import Iterator

from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import LockedError, Output
from rmdesk.commands.session import session
from rmdesk.desk import clients as files
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.portrait import seeing as portraits
from rmdesk.desk.portrait.seeing import Portrait
from rmdesk.domain.portrait import STAGES
from rmdesk.domain.refusal import Refused


@command(
    "clients",
    word("text", "TEXT", "cli.help.find_client", needed=False),
    switch("--stage", "STAGE", "cli.help.stage", choices=STAGES),
    examples=("rmdesk clients", "rmdesk clients TEXT --json", "rmdesk clients --stage lapsed"),
)
def clients(args: argparse.Namespace, out: Output) -> int:
    """Every client by number, or those whom a text finds, with the level of the latest assessment."""
    with session(args, out, reading=True) as desk:
        found = files.find(desk, args.text) if args.text else tuple(_all(desk))
        staged = found if args.stage is None else portraits.in_stage(desk, args.stage)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if isinstance(staged, Refused):
            return out.refused(staged, desk.pack)
        wanted = {one.id for one in staged}
        found = tuple(one for one in found if one.id in wanted)
        lines = found if args.text else sorted(found, key=lambda line: (len(line.no), line.no))
        if out.as_json:
            known = portraits.read(desk, [line.id for line in lines])
            out.json([_client(line, known.get(line.id, portraits.NOTHING)) for line in lines])
            return 0
        kinds = {one: desk.pack.label("client_kind", one, out.lang) for one in ("person", "organisation")}
        head = [out.tr(f"cli.column.{name}") for name in ("no", "name", "kind", "level", "assessed_on")]
        rows = ((one.no, one.name, kinds[one.kind], _level(desk, one, out), one.assessed_on or "—") for one in lines)
        out.table(head, rows)
    return 0


def _all(desk: Desk) -> Iterator[ClientLine]:
    after = ""
    while True:
        page = files.page(desk, after)
        if isinstance(page, Refused):
            raise LockedError(page)
        yield from page
        if len(page) < files.PAGE:
            return
        after = page[-1].id


def _client(line: ClientLine, found: Portrait) -> dict[str, str | None]:
    said = {"no": line.no, "name": line.name, "kind": line.kind, "level": line.level, "assessed_on": line.assessed_on}
    groups = {"stage": found.stage, "value": found.value, "risk": found.risk}
    return {**said, **{name: None if one is None else one.group.key for name, one in groups.items()}}


def _level(desk: Desk, line: ClientLine, out: Output) -> str:
    """The level, and what was verified of a client to whom more is open."""
    marks = (desk.pack.label("privilege", one, out.lang) for one in line.marks(desk.today()))
    return " · ".join((line.level or "—", *marks))
