"""A search looks few clients up by what is sought, and walks the book where many fit; a page of a register goes along
its order or by the book: both find the same."""

import random
from collections.abc import Iterator

import pytest

from rmdesk.desk import clients
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import listing
from rmdesk.desk.registers.views import Query
from rmdesk.domain.people import Role
from rmdesk.store.pinyin import spelt
from support.desks import done
from support.grown import MANAGER, grown
from support.people import staff
from support.tiers import exhaustive

MANY = 1000
SOUGHT = ("", "l", "li", "13", "139", "1390", "K-", "K-0", "K-00", "王", "秀英", "w", "qqqqq", "19", "X", "11010119")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A thousand clients, half of them one manager's."""
    made, _ = grown(tmp_path_factory.mktemp("grown") / "desk", MANY)
    yield made
    made.close()


def _words(desk: Desk) -> set[str]:
    """What is typed for some of them: parts of names and of how they are said, ends of numbers."""
    chance = random.Random(12)
    rows = desk.store.query("SELECT no, name, phone, id_number FROM client ORDER BY no")
    found = set(SOUGHT)
    for row in chance.sample(rows, 15):
        said = spelt(row["name"])[0].split()[0]
        phone, number, name = row["phone"], row["id_number"], row["name"]
        found |= {
            row["no"],
            name,
            name[:2],
            name[-1],
            said,
            said[: chance.randint(1, 5)],
            phone,
            phone[-4:],
            number[-6:],
        }
        found |= {phone[: chance.randint(3, 10)], number[: chance.randint(3, 17)]}
    return found


@exhaustive
@pytest.mark.parametrize(("login", "role"), [(MANAGER, "manager"), ("compliance", "compliance")])
def test_what_is_looked_up_is_what_a_walk_finds(
    desk: Desk, login: str, role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client of the book who is not found, or one of another's who is, would be found by nobody."""
    desk.actor = staff(login, role)
    words = sorted(_words(desk))
    for limit in (7, MANY):
        found = dict[int, list[tuple[ClientLine, ...]]]()
        for few in (-1, 5, 300, 10**6):
            monkeypatch.setattr(clients, "FEW", few)
            found[few] = [done(clients.find(desk, word, limit)) for word in words]
        assert sum(map(len, found[-1])) > len(words)  # they are found
        assert all(one == found[-1] for one in found.values())


@exhaustive
@pytest.mark.parametrize("login", ["m1", "m3"])
def test_a_registers_page_is_the_same_along_its_order_and_by_the_book(
    desk: Desk, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A manager with a long book would see other entries than one with a short book, or miss some."""
    desk.actor = staff(login, "manager")
    asked = [Query(sort=sort, limit=20, offset=at) for sort in ("", "on", "-on", "no") for at in (0, 7, 90, 400)]
    shown = list[list[tuple[str, ...]]]()
    for many in (0, 10**9):
        monkeypatch.setattr(listing, "_MANY", many)
        pages = [done(listing.page(desk, "contact_log", one)) for one in asked]
        shown.append([tuple(line.id for line in one.lines) for one in pages])
    assert shown[0] == shown[1]
    assert shown[0][0]
