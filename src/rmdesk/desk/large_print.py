"""Large print: for whose file asks for it, for elder people, and for whoever asks at the counter (SUIT-10), be he a
client or not."""

from collections.abc import Sequence

from rmdesk.desk.desk import Desk
from rmdesk.domain.client import Client
from rmdesk.domain.sale import Printed


def by_file(desk: Desk, client: Client | None) -> bool:
    """Whether the client's file or age wants it: nothing then turns it off. For faces and use cases."""
    return client is not None and client.large_print(desk.today(), desk.thresholds())


def in_large(desk: Desk, client: Client | None, asked: bool | None, before: Sequence[Printed] = ()) -> bool:
    """Whether a paper is printed large. `asked` now; None: as the last paper of the matter was, which are `before`."""
    if by_file(desk, client):
        return True
    return bool(before and before[-1].large) if asked is None else asked
