"""From a row of the desk's list of half-done work to its screen."""

from rmdesk.desk.assess import DRAFT as ASSESSMENT
from rmdesk.desk.assess import key_of
from rmdesk.desk.complaints.drafting import KIND as CASE
from rmdesk.desk.home import Home
from rmdesk.desk.registers.drafting import KIND as REGISTER_ACT
from rmdesk.faces.complaints.unfinished import BEGUN
from rmdesk.tui import routes
from rmdesk.tui.kit.record_form import KIND as RECORD
from rmdesk.tui.kit.record_form import place_of
from rmdesk.tui.routes import Route


def work_route(seen: Home, key: str) -> Route:
    """Half-typed work or a sale of the desk's list, by its id."""
    draft = next((one for one in seen.drafts if one.id == key), None)
    if draft is None:
        return routes.Sale(key)
    if draft.kind == CASE:
        return routes.CaseDraft(draft.id)
    if draft.kind == BEGUN:
        return routes.CaseFile(draft.subject)
    if draft.kind == REGISTER_ACT:
        return routes.EntryDraft(draft.id)
    if draft.kind == RECORD:
        return place_of(draft) or routes.Home()
    if draft.kind == ASSESSMENT:
        return routes.Questionnaire(draft.subject, key=key_of(draft))
    return routes.FileDraft(draft.id)
