"""Where the ways to products lead."""

from textual.screen import Screen

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.shelf.documents import DocumentsScreen
from rmdesk.tui.shelf.product import ProductScreen


def product(_app: DeskApp, route: routes.Product) -> Screen[None]:
    """A product's page."""
    return ProductScreen(route.code)


def documents(_app: DeskApp, route: routes.ProductDocuments) -> Screen[None]:
    """A product's documents."""
    return DocumentsScreen(route.code)
