"""`rmdesk assessment recompute`: what old answers come to under the form that was used (QUES-07)."""

import argparse

from rmdesk.commands.declaring import command, flag, word
from rmdesk.commands.output import Output
from rmdesk.commands.session import session
from rmdesk.desk import assess, clients
from rmdesk.desk.assessment import reviewing
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.questionnaire import Outcome
from rmdesk.domain.refusal import Refused, refused


@command(
    "assessment recompute",
    word("client", "CLIENT_NO", "cli.help.client"),
    examples=("rmdesk assessment recompute K-0007", "rmdesk assessment recompute K-0007 --json"),
)
def recompute(args: argparse.Namespace, out: Output) -> int:
    """Every assessment of a client, recorded and computed again. 1 when one differs."""
    with session(args, out, reading=True) as desk:
        found = _again(desk, args.client)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        days = [f"{desk.local(one.taken_at):%Y-%m-%d}" for one, _ in found]
    same = [(one.score, one.level) == (new.score, new.level) for one, new in found]
    if out.as_json:
        out.json([_plain(one, new, alike) for (one, new), alike in zip(found, same, strict=True)])
    else:
        head = [out.tr(f"cli.column.{name}") for name in ("assessed_on", "form", "recorded", "recomputed", "same")]
        rows = (
            (day, f"{one.form_id} {one.form_version}", _said(one), _said(new), "✓" if alike else "!")
            for day, (one, new), alike in zip(days, found, same, strict=True)
        )
        out.table(head, rows)
    return 0 if all(same) else 1


@command(
    "assessment review",
    word("client", "CLIENT_NO", "cli.help.client"),
    word("text", "TEXT", "cli.help.review_note"),
    flag("--send-back", "cli.help.send_back"),
    examples=("rmdesk assessment review K-0007 TEXT", "rmdesk assessment review K-0007 TEXT --send-back --json"),
)
def review(args: argparse.Namespace, out: Output) -> int:
    """Accept a client's latest flagged assessment that waits, or send it back (QUES-09)."""
    with session(args, out, reading=False) as desk:
        waiting = _waiting(desk, args.client)
        if isinstance(waiting, Refused):
            return out.refused(waiting, desk.pack)
        decide = reviewing.send_back if args.send_back else reviewing.review
        found = decide(desk, waiting.id, args.text)
        if isinstance(found, Refused):
            return out.refused(found, desk.pack)
        if out.as_json:
            out.json({"id": found.id, "level": found.level, "accepted": not found.sent_back})
        else:
            out.say(out.tr(f"clients.{'sent_back' if found.sent_back else 'reviewed'}"))
    return 0


def _waiting(desk: Desk, number: str) -> Assessment | Refused:
    """The client's latest assessment that waits for a review, else the latest at all: its refusal says why not."""
    client = clients.get(desk, number)
    taken = client if isinstance(client, Refused) else assess.history(desk, client.id)
    if isinstance(taken, Refused):
        return taken
    if not taken:
        return refused("SUIT-20.none")
    return next((one for one in taken if one.awaits_review), taken[0])


def _again(desk: Desk, number: str) -> list[tuple[Assessment, Outcome]] | Refused:
    client = clients.get(desk, number)
    if isinstance(client, Refused):
        return client
    taken = assess.history(desk, client.id)
    if isinstance(taken, Refused):
        return taken
    found = []
    for one in taken:
        new = assess.recompute(desk, one.id)
        if isinstance(new, Refused):
            return new
        found.append((one, new))
    return found


def _said(one: Assessment | Outcome) -> str:
    return f"{one.score} {one.level}"


def _plain(one: Assessment, new: Outcome, same: bool) -> dict[str, object]:
    recorded, recomputed = ({"score": each.score, "level": each.level} for each in (one, new))
    form = {"id": one.form_id, "version": one.form_version, "pack": one.pack_digest}
    return {"id": one.id, "taken_at": one.taken_at.isoformat(), "form": form, "recorded": recorded,
            "recomputed": recomputed, "same": same}  # fmt: skip
