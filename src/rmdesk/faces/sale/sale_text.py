"""What the faces of a signed or waiting sale stand on."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.desk.sales import View
from rmdesk.domain.base import Lang
from rmdesk.domain.sale_since import since_signed
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

    def since(self) -> list[tuple[str, str]]:
        """What changed of a signed sale while its review is open, key → text: what bars accepting it first."""
        found = since_signed(self.view.sale, self.view.context)
        kinds = (("stopped", found.refused), ("since", found.told))
        return [
            (f"{key}:{at}", self.desk.pack.say(one, self.lang).text) for key, of in kinds for at, one in enumerate(of)
        ]

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, key, **params)
