"""`rmdesk client show`: a client's portrait (DESK-01, DESK-02)."""

import argparse
from typing import Any

from rmdesk.commands.declaring import command, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk import assess, client_file, client_timeline
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.desk.portrait.saying import reasons, why
from rmdesk.domain.client import ClientKind
from rmdesk.domain.portrait import Check, Found
from rmdesk.domain.refusal import Refused
from rmdesk.faces.sale.person import no_contact, said_of_others


@command(
    "client show",
    word("client", "CLIENT_NO", "cli.help.client"),
    examples=("rmdesk client show K-0001", "rmdesk client show K-0001 --json"),
)
def show(args: argparse.Namespace, out: Output) -> int:
    """Stage and segments with their reasons, what is due, what in the file wants mending."""
    with session(args, out, reading=True) as desk:
        found = client_file.read(desk, args.client)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json(_portrait(desk, found, out))
            return 0
        kind = found.client.kind
        out.line(f"{found.client.name}  {found.client.no}")
        for name in ("stage", "value", "risk"):
            one: Found | None = getattr(found.portrait, name)
            if one is not None:
                out.line(
                    f"{out.tr(f'portrait.{name}')}  {one.group.label.of(out.lang)} · {why(desk, one, kind, out.lang)}"
                )
                for step in one.group.next:
                    out.line(f"  {out.tr('portrait.next')}  {step.of(out.lang)}")
        out.line(f"{out.tr('portrait.contact')}  {found.last_contact or no_contact(found, out.lang)}")
        others = said_of_others(desk, found.client.id, out.lang)
        if others:
            out.line(others)
        for check in found.portrait.checks:
            said = why(desk, check, kind, out.lang)
            out.line(f"{out.tr('clients.section.checks')}  {check.group.label.of(out.lang)} · {said}")
    return 0


def _portrait(desk: Desk, file: ClientFile, out: Output) -> dict[str, Any]:
    """The client's JSON; what is not known is null."""
    found, kind = file.portrait, file.client.kind
    return {
        "no": file.client.no,
        "name": file.client.name,
        "stage": _group(desk, found.stage, kind, out),
        "value": _group(desk, found.value, kind, out),
        "risk": _group(desk, found.risk, kind, out),
        "last_contact": None if file.last_contact is None else file.last_contact.isoformat(),
        "worth": float(file.held.worth),
        "dues": [{"kind": one.kind, "on": one.on.isoformat(), "rule": one.rule} for one in file.dues],
        "timeline": [
            {
                "on": one.on.isoformat(),
                "no": one.no,
                "kind": one.kind,
                "kind_text": one.kind_text,
                "what_text": one.what,
            }
            for one in client_timeline.events(desk, file, out.lang)
        ],
        "at_other_desks": _at_others(desk, file.client.id),
        "checks": [_group(desk, one, kind, out) for one in found.checks],
    }


def _at_others(desk: Desk, client_id: str) -> dict[str, Any] | None:
    """What head office told; null where none counts for this desk."""
    found = assess.at_others(desk, client_id)
    if found is None or isinstance(found, Refused):
        return None
    on = None if found.on is None else found.on.isoformat()
    told = {"told_at": found.at.isoformat(), "by": found.by, "second": found.second}
    days = [day.isoformat() for day in found.days]
    return {**told, "assessed": days, "level": found.level or None, "on": on, "desks": list(found.desks)}


def _group(desk: Desk, found: Found | None, kind: ClientKind, out: Output) -> dict[str, Any] | None:
    if found is None:
        return None
    one = found.group
    said = {"key": one.key, "label": one.label.of(out.lang), "why": reasons(desk, found, kind, out.lang)}
    if isinstance(one, Check):
        return {**said, "kind": one.kind, "field": one.field, "since": found.since.isoformat()}
    return {**said, "next": [step.of(out.lang) for step in one.next]}
