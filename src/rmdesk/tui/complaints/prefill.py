"""What a complaint is about by where one stands: a client's file, a sale, a product, a case."""

from textual.screen import Screen

from rmdesk.desk import clients
from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client
from rmdesk.domain.product import Product
from rmdesk.domain.sale import Sale


def prefill_from(desk: Desk, screen: Screen[object]) -> dict[str, str]:
    """Client, sale and product of the screen, as `register.prefill` takes them; empty where there are none."""
    sale = getattr(getattr(screen, "view", None), "sale", None)
    if isinstance(sale, Sale):
        return {"sale": sale.id}
    case = getattr(getattr(screen, "view", None), "case", None)
    client = getattr(screen, "client", None)
    product = getattr(screen, "product", None)
    found = {}
    if isinstance(client, Client):
        found["client"] = client.id
    elif case is not None and case.complainant.client_id is not None:
        found["client"] = case.complainant.client_id
    elif isinstance(client_id := getattr(screen, "client_id", None), str):
        found["client"] = client_id
    if isinstance(product, Product):
        found["product"] = product.code
    return {key: value for key, value in found.items() if key != "client" or _is_client(desk, value)}


def _is_client(desk: Desk, client_id: str) -> bool:
    return isinstance(clients.get(desk, client_id), Client)
