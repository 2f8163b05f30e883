"""From a sale to the questionnaire, or to the client's word on a level that changed."""

from rmdesk.domain.sale_steps import unassessed
from rmdesk.tui import routes
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.result import ResultScreen


def to_assessment(screen: SaleScreen) -> None:
    """A level that was found but not confirmed needs the client's word, not new answers (SUIT-19)."""
    view = screen.view
    taken = view.context.assessment
    if taken is not None and any(one.rule == "SUIT-19" for one in unassessed(view.context)):
        screen.to(ResultScreen(view.context.client, taken, view.sale.id))
    else:
        screen.desk_app.go(routes.Questionnaire(view.sale.client_id, view.sale.id), instead=True)
