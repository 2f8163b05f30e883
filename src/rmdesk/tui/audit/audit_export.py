"""Exports from the audit trail: what is sought as a table, or the journal for the stand-alone verifier (DATA-07)."""

from pathlib import Path
from typing import Literal

from rmdesk.desk import approving
from rmdesk.desk.archive.leftovers import EXPORTS
from rmdesk.desk.audit import journal_export, trail
from rmdesk.desk.audit.journal_export import VERIFIER
from rmdesk.desk.audit.trail import Sought
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message


async def take_out(screen: AskingScreen, sought: Sought) -> None:
    """Ask what, write it, and name the file."""
    heading = screen.tr("keys.about.take_out")
    options = [Option(one, screen.tr(f"audit.export.{one}")) for one in ("csv", "jsonl", "journal", "journal_clear")]
    what = await screen.pick(heading, screen.tr("audit.export.text"), options)
    if what in ("csv", "jsonl"):
        _audit(screen, sought, heading, "csv" if what == "csv" else "jsonl")
    elif what is not None:
        await _journal(screen, heading, clear=what == "journal_clear")


def _audit(screen: AskingScreen, sought: Sought, heading: str, form: Literal["csv", "jsonl"]) -> None:
    file = _file(screen, "audit", form)
    lines = trail.export(screen.desk_app.desk, sought, file, form, screen.lang)
    if isinstance(lines, Refused):
        screen.refuse(lines)
    else:
        _say(screen, heading, screen.tr("audit.export.lines", count=f"{lines:,}", file=file))


async def _journal(screen: AskingScreen, heading: str, *, clear: bool) -> None:
    desk, file = screen.desk_app.desk, _file(screen, "journal", "jsonl")
    reason = await screen.ask_text(heading, screen.tr("common.reason")) if clear else ""
    if reason is None:
        return
    answer = await screen.prove(
        "journal.export",
        heading,
        lambda proof: journal_export.export(desk, file, proof, payloads=clear, reason=reason, verifier=True),
        asked=approving.asked_in_clear(desk) if clear else None,
    )
    if answer is not None:
        made = answer[0]
        text = screen.tr(
            "audit.export.journal_done", count=f"{made.facts:,}", file=made.path, head=made.head, verifier=VERIFIER
        )
        _say(screen, heading, text)


def _say(screen: AskingScreen, heading: str, text: str) -> None:
    screen.app.push_screen(Message(heading, text, lang=screen.lang))


def _file(screen: AskingScreen, name: str, ending: str) -> Path:
    desk = screen.desk_app.desk
    return desk.folder / EXPORTS / f"{name}-{desk.local(desk.now()):%Y%m%d-%H%M%S}.{ending}"
