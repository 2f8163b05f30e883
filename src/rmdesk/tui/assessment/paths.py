"""Where the ways to assessments lead."""

from textual.screen import Screen

from rmdesk.desk import assess, clients
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.assessment.assessment import AssessmentScreen
from rmdesk.tui.desk_app import DeskApp


def taken(app: DeskApp, route: routes.TakenAssessment) -> Screen[None] | Refused:
    """One assessment as it was taken."""
    found = assess.get(app.desk, route.assessment_id)
    if isinstance(found, Refused):
        return found
    client = clients.get(app.desk, found.client_id)
    return client if isinstance(client, Refused) else AssessmentScreen(client, found)
