"""Where the ways to the audit trail and to evidence lead."""

from textual.screen import Screen

from rmdesk.desk import clients
from rmdesk.desk.audit import asof
from rmdesk.desk.audit.trail import Sought
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.audit import evidence
from rmdesk.tui.audit.file_as_of import FileAsOfScreen
from rmdesk.tui.audit.trail import AuditScreen
from rmdesk.tui.desk_app import DeskApp


def client_facts(app: DeskApp, route: routes.ClientFacts) -> Screen[None] | Refused:
    """The audit trail, narrowed to a client."""
    client = clients.get(app.desk, route.client_id)
    return client if isinstance(client, Refused) else AuditScreen(Sought(client=client.no))


def file_as_of(app: DeskApp, route: routes.FileAsOf) -> Screen[None] | Refused:
    """A client's file as it was at the end of a day."""
    found = asof.read(app.desk, route.client_id, route.on)
    return found if isinstance(found, Refused) else FileAsOfScreen(found)


def sale_evidence(app: DeskApp, route: routes.SaleEvidence) -> None:
    """One file that holds what proves a sale."""
    pack = evidence.pack_in_clear if route.clear else evidence.pack_evidence
    pack(app, route.sale_id)
