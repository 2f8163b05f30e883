"""What the sample tells, read off a desk: clients, products, where each sale stands and why."""

from rmdesk.desk import clients, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.sales import View
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.client import Client
from rmdesk.domain.product import Product
from support.desks import done


def all_clients(desk: Desk) -> dict[str, Client]:
    """Every client by name."""
    lines = done(clients.page(desk, limit=1000))
    return {line.name: done(clients.get(desk, line.id)) for line in lines}


def all_products(desk: Desk) -> dict[str, Product]:
    """Every product by code."""
    return {one.code: one for one in done(shelf.products(desk))}


def all_sales(desk: Desk) -> list[tuple[str, View]]:
    """Every sale with its client's name, in the order in which they were opened."""
    rows = desk.store.query("SELECT j.id, c.name FROM sale j JOIN client c ON c.id = j.client_id ORDER BY j.no")
    return [(row["name"], done(sales.view(desk, row["id"]))) for row in rows]


def state(view: View) -> str:
    """Where a sale stands: "archived", "abandoned", or the step that is due."""
    if view.sale.abandoned is not None:
        return "abandoned"
    return "archived" if view.sale.archived is not None else view.status.current


def stories(desk: Desk) -> dict[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """By client and product: the state, and the cases of what is missing in the step that is due."""
    found = {}
    for name, view in all_sales(desk):
        missing = view.status.missing[view.status.current]
        cases = () if view.sale.closed else tuple(reason.code for reason in missing)
        found[name, "" if view.sale.choice is None else view.sale.choice.code] = (state(view), cases)
    return found
