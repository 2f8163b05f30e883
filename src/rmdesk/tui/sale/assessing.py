"""From a sale to the questionnaire, or to the client's word on a level that changed."""

from rmdesk.domain.product import Product
from rmdesk.domain.sale_steps import unassessed
from rmdesk.tui import routes
from rmdesk.tui.sale.frame import SaleScreen
from rmdesk.tui.sale.result import ResultScreen


def to_assessment(screen: SaleScreen, product: Product | None = None) -> None:
    """To the questionnaire that serves the product, else what was chosen; before anything was, to any. A level that was
    found but not confirmed needs the client's word, not new answers (SUIT-19)."""
    view = screen.view
    context = view.context if product is None else view.context.model_copy(update={"product": product})
    taken = context.assessment
    if taken is not None and any(one.rule == "SUIT-19" for one in unassessed(context)):
        screen.to(ResultScreen(view.context.client, taken, view.sale.id))
        return
    key = None if context.product is None else context.match_input.key_of(context.product)
    screen.desk_app.go(routes.Questionnaire(view.sale.client_id, view.sale.id, key), instead=True)
