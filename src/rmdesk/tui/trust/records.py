"""The lists of the records: from the settings and from the palette, for whoever may see them."""

from typing import TYPE_CHECKING

from rmdesk.desk.access import ROLES_OF, lacks_role
from rmdesk.tui.kit.screen import DeskScreen

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk
    from rmdesk.tui.app import RmdeskApp

ACTS = {
    "people": "people.read",
    "audit": "audit.read",
    "archive": "archive.read",
    "retention": "retention.read",
    "new_client": "clients.write",
    "clients": "clients.read",
    "shelf": "shelf.read",
    "complaint": "complaints.take",
    "board": "complaints.read",
}


def may_open(desk: "Desk", name: str) -> bool:
    """Whether the person at the desk may do what this action of the app leads to."""
    return bool(ROLES_OF[ACTS[name]].intersection(desk.actor.roles))


def open_records(app: "RmdeskApp", name: str) -> None:
    """Show a list; who may not see it reads who may."""
    if app.may(ACTS[name]):
        app.show_only(_screen(name))
    else:
        app.show_refused(lacks_role(ACTS[name]))


def _screen(name: str) -> DeskScreen:
    if name == "audit":
        from rmdesk.tui.trust.audit import AuditScreen

        return AuditScreen()
    if name == "archive":
        from rmdesk.tui.trust.archive import ArchiveScreen

        return ArchiveScreen()
    from rmdesk.tui.trust.retention import RetentionScreen

    return RetentionScreen()
