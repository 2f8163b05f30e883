"""A product that is raised: who holds it is listed, told and followed up in a few keys (SUIT-14)."""

from datetime import date
from decimal import Decimal

from rmdesk.desk.desk import Desk
from rmdesk.domain import facts
from rmdesk.domain.holding_facts import HoldingNoted
from rmdesk.domain.holdings import Holding
from rmdesk.domain.people import Role
from support.desks import PASSWORD, opened
from support.people import assessment, staff
from support.tiers import longer
from tui.hands import enter, hire
from tui.stage import Driver, app_over, drive, register, stock

HELD = 200


def _held(desk: Desk) -> None:
    """W-101, listed at R2, in the hands of 200 clients of level C2."""
    stock(desk)
    with desk.transaction():
        for at in range(1, HELD + 1):
            no = f"K-{at:04d}"
            client = register(desk, no, name=f"测试持有{at}", phone=f"139{at:08d}")
            taken = assessment(id=f"assessment-{no}", client_id=client.id, level="C2", pack_digest=desk.pack.digest)
            desk.record(facts.AssessmentTaken(assessment=taken), client.id)
            holding = Holding(
                id=f"holding-{no}", client_id=client.id, code="W-101", family="wealth", name="示例", currency="CNY",
                amount=Decimal(20_000), begun_on=date(2026, 3, 5), as_of=date(2026, 3, 5), source="typed",
            )  # fmt: skip
            desk.record(HoldingNoted(holding=holding), client.id)


class Counted:
    """Presses keys and counts them."""

    def __init__(self) -> None:
        self.keys = 0

    async def __call__(self, see: Driver, *keys: str) -> None:
        self.keys += len(keys)
        await see.press(*keys)


@longer
def test_two_hundred_holders_are_listed_told_and_followed_up_in_few_keys(desk: Desk) -> None:
    """Two hundred clients hold more risk than they can bear; a way of many keys would be walked next week."""
    _held(opened(desk))
    hired: dict[str, Role] = {"keeper": "product_keeper", "compliance": "compliance", "manager": "manager"}
    for login, role in hired.items():
        hire(desk, login, role)
    press = Counted()

    async def raise_it(see: Driver) -> None:
        await press(see, "f4", *"101", "enter", "1", "4", *"复评", "enter")
        assert f"W-101（R4 中高风险）：{HELD} 位客户持有，其中 {HELD} 位不再匹配" in see.text

    async def release_the_notice(see: Driver) -> None:
        await press(see, "enter", "1", "f10", *PASSWORD)
        await enter(see)
        press.keys += 1

    desk.actor = staff("keeper", "product_keeper")
    drive(app_over(desk), raise_it)
    desk.actor = staff("compliance", "compliance")
    drive(app_over(desk), release_the_notice)
    assert press.keys < 25
    entry = desk.store.query("SELECT count(*) AS many FROM entry WHERE register_id = 'notice_recipient'")
    assert [row["many"] for row in entry] == [HELD]
    due = desk.store.query("SELECT count(*) AS many FROM entry_due WHERE due = 'tell' AND whom_kind = 'manager'")
    assert [row["many"] for row in due] == [HELD]
