"""What the faces of a signed or waiting sale stand on."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.sales import View
from rmdesk.domain.base import Lang
from rmdesk.domain.match import stopped
from rmdesk.locale import tr


class SaleText:
    """One sale as it stands, told in one language."""

    def __init__(self, desk: Desk, view: View, lang: Lang) -> None:
        self.desk = desk
        self.view = view
        self.lang = lang

    def paper_title(self, kind: str) -> str:
        """What a paper of this sale is called."""
        product = self.view.context.product
        return paper_title(self.desk.pack, kind, self.lang, None if product is None else product.family)

    def stopped(self) -> list[str]:
        """What of a signed sale's product was stopped since, while its review is open: nobody may accept it."""
        sale, context = self.view.sale, self.view.context
        if context.product is None or sale.countersigned is None or sale.reviewed is not None or sale.archived:
            return []
        found = stopped(context.product, context.match_input.institutions)
        return [self.desk.pack.say(one, self.lang).text for one in found]

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, key, **params)
