"""`rmdesk client qualify`, `client disqualify`: qualified and professional investors (SALE-06, SUIT-17)."""

import argparse
from pathlib import Path

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk import qualifying
from rmdesk.desk.desk import Desk
from rmdesk.desk.qualifying import Evidence
from rmdesk.domain.client import PRIVILEGED, Client, PrivilegedClass
from rmdesk.domain.refusal import Refused


@command(
    "client qualify",
    word("client", "CLIENT_NO", "cli.help.client"),
    word("privilege", "", "cli.help.privilege", choices=PRIVILEGED),
    switch("--seen", "TEXT", "cli.help.seen", needed=True),
    switch("--copy", "FILE", "cli.help.copy", needed=True),
    switch("--licence", "NUMBER", "cli.help.licence", default=""),
    switch("--licence-until", "DATE", "cli.help.licence_until", default=""),
    SECOND,
    examples=(
        "rmdesk client qualify K-0007 qualified --seen TEXT --copy FILE.pdf --second NAME",
        "rmdesk client qualify K-0044 professional --seen TEXT --copy FILE.pdf --licence NUMBER --licence-until long",
    ),
)
def qualify(args: argparse.Namespace, out: Output) -> int:
    """Verify a client by evidence, with a second person."""
    with session(args, out, reading=False) as desk:
        evidence = Evidence(args.seen, Path(args.copy), args.licence, args.licence_until)
        proof = proof_of(args, out, desk, qualifying.ACT)
        which = _which(args.privilege)
        return _told(out, desk, qualifying.verify(desk, args.client, which, evidence, proof), which)


@command(
    "client disqualify",
    word("client", "CLIENT_NO", "cli.help.client"),
    word("privilege", "", "cli.help.privilege", choices=PRIVILEGED),
    word("text", "TEXT", "cli.help.reason"),
    examples=("rmdesk client disqualify K-0007 qualified TEXT",),
)
def disqualify(args: argparse.Namespace, out: Output) -> int:
    """The client is none any more."""
    with session(args, out, reading=False) as desk:
        which = _which(args.privilege)
        return _told(out, desk, qualifying.withdraw(desk, args.client, which, args.text), which)


def _which(given: str) -> PrivilegedClass:
    return next(one for one in PRIVILEGED if one == given)


def _told(out: Output, desk: Desk, client: Client | Refused, which: PrivilegedClass) -> int:
    if isinstance(client, Refused):
        return out.refused(client, desk.pack)
    seen = client.privilege(which)
    until = "" if seen is None else seen.valid_until.isoformat()
    if out.as_json:
        out.json({"client": client.no, "privilege": which, "until": until or None})
    else:
        name = desk.pack.label("privilege", which, out.lang)
        out.say(out.tr("cli.privilege", client=client.no, privilege=name, until=until or "—"))
    return 0
