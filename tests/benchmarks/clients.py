"""Ten thousand clients in one manager's book: what a key costs while one searches for a client.

Held against the same rows read by name from the same encrypted file.
"""

import random
from collections.abc import Iterator

from benchmarks.measuring import Row, in_turn, seconds
from rmdesk.desk import clients
from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from support.desks import done
from support.people import client, person_profile, staff

CLIENTS = 10_000
_SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾任仇吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国晓萍红鑫玲飞小云"
_ASKED = {
    "two letters of pinyin": "li",
    "five letters": "sunxi",
    "a whole name": "孙秀英",
    "a number": "K-0042",
    "digits of a phone": "1390004",
    "what nobody has": "qqqqq",
}


def filled(desk: Desk, count: int = CLIENTS) -> Desk:
    """Put so many clients into the book of `m1`, and him at the desk; a tenth belongs to somebody else."""
    chance = random.Random(7)
    with desk.batch():
        for at in range(count):
            name = chance.choice(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.choice((1, 2, 2))))
            profile = {**person_profile(name=name), "phone": f"139{at:08d}"}
            one = client(id=f"c{at:06d}", no=f"K-{at:04d}", profile=profile, manager="m2" if at % 10 == 3 else "m1")
            desk.record(facts.ClientRegistered(client=one), one.id)
    desk.actor = staff("m1", "manager")
    return desk


def rows(desk: Desk, rounds: int = 9) -> Iterator[Row]:
    """Each search against two hundred rows by their keys."""
    for what, text in _ASKED.items():
        ours = lambda text=text: seconds(lambda: done(clients.find(desk, text)))  # noqa: E731
        taken, bare = in_turn(ours, lambda: seconds(lambda: _read(desk)), rounds)
        yield Row(f"clients: {what}", taken, bare, "two hundred clients' rows read by name")
    taken, bare = in_turn(
        lambda: seconds(lambda: done(clients.page(desk))), lambda: seconds(lambda: _read(desk)), rounds
    )
    yield Row("clients: the first page", taken, bare, "two hundred clients' rows read by name")


def _read(desk: Desk) -> list[tuple[object, ...]]:
    sql = "SELECT id, no, name, kind FROM client WHERE manager = 'm1' ORDER BY sort LIMIT 200"
    return [tuple(row) for row in desk.store.query(sql)]
