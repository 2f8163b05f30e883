"""The evidence of a sale, by one key: one zip with cover, papers, facts and verifier (DATA-07)."""

from typing import TYPE_CHECKING

from rmdesk.desk.trust import evidence
from rmdesk.locale import tr
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.trust.proof import ask_proof

if TYPE_CHECKING:
    from rmdesk.desk.trust.evidence import EvidencePack
    from rmdesk.tui.app import RmdeskApp

FOLDER = "exports"
_SHOWN = 5


def pack_evidence(app: "RmdeskApp", journey_id: str) -> None:
    """Write the pack of a journey, and say where it is and what is missing in it."""
    heading = tr(app.lang, "keys.about.evidence")
    desk, folder = app.desk, app.desk.folder / FOLDER

    def made(pack: "EvidencePack") -> None:
        app.push_screen(Message(heading, _told(app, pack), lang=app.lang))

    ask_proof(
        app,
        "evidence.export",
        heading,
        lambda proof: evidence.pack(desk, journey_id, folder, app.lang, proof),
        made,
        about=tr(app.lang, "safety.evidence.about"),
    )


def _told(app: "RmdeskApp", pack: "EvidencePack") -> str:
    lines = [f"{pack.number}", str(pack.zip)]
    count = len(pack.missing)
    lines.append("")
    lines.append(tr(app.lang, "safety.evidence.missing" if count else "safety.evidence.complete", count=count))
    said = [app.say(reason) for reason in pack.missing[:_SHOWN]]
    return "\n".join([*lines, *(f"! {one.rule} · {one.text}" for one in said)])
