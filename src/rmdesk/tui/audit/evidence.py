"""The evidence of a sale, by one key: one zip with cover, papers, facts and verifier (DATA-07)."""

from typing import TYPE_CHECKING

from rmdesk.desk import approving
from rmdesk.desk.archive import leftovers
from rmdesk.desk.audit import evidence
from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import AskText, Message
from rmdesk.tui.kit.proof import ask_proof

if TYPE_CHECKING:
    from rmdesk.desk.audit.evidence import EvidencePack

FOLDER = leftovers.EXPORTS
_SHOWN = 5


def pack_evidence(app: DeskApp, sale_id: str) -> None:
    """Write the pack of a sale, masked, and say where it is and what is missing in it."""
    _pack(app, sale_id, "evidence", "")


def pack_in_clear(app: DeskApp, sale_id: str) -> None:
    """The pack with ID and phone numbers in full: with a reason, and somebody of compliance beside the person."""
    heading = tr(app.lang, "keys.about.evidence_clear")
    ask = AskText(heading, tr(app.lang, "common.reason"), lang=app.lang, max_length=200)
    app.push_screen(ask, lambda reason: _pack(app, sale_id, "evidence_clear", reason) if reason else None)


def _pack(app: DeskApp, sale_id: str, action: str, reason: str) -> None:
    """`reason` is why it is to be in clear; "" for the masked pack."""
    heading, clear = tr(app.lang, f"keys.about.{action}"), bool(reason)
    desk, folder = app.desk, app.desk.folder / FOLDER

    def made(pack: "EvidencePack") -> None:
        app.push_screen(Message(heading, _told(app, pack), lang=app.lang))

    ask_proof(
        app,
        "evidence.export",
        heading,
        lambda proof: evidence.pack(desk, sale_id, folder, app.lang, proof, clear=clear, reason=reason),
        made,
        about=tr(app.lang, "audit.evidence.about_clear" if clear else "audit.evidence.about"),
        asked=approving.asked_in_clear(desk) if clear else None,
    )


def _told(app: DeskApp, pack: "EvidencePack") -> str:
    lines = [f"{pack.number}", str(pack.zip)]
    count = len(pack.missing)
    lines.append("")
    lines.append(tr(app.lang, "audit.evidence.missing" if count else "audit.evidence.complete", count=count))
    said = [app.say(reason) for reason in pack.missing[:_SHOWN]]
    return "\n".join([*lines, *(f"! {one.rule} · {one.text}" for one in said)])
