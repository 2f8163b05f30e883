"""The whole sale of a new client by keyboard alone, in both languages, on narrow and wide terminals."""

import asyncio

import pytest

from rmdesk.desk import sales
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from support.clock import Clock
from support.desks import done
from support.tiers import also
from tui.sale import walk
from tui.sale.hands import Hands, at_desk
from tui.sale.whole import cut_off

MOST_PRESSES = 90


@pytest.mark.parametrize(
    ("lang", "size"),
    [("zh", (80, 24)), also("en", (80, 24))],
    ids=["zh-80x24", "en-80x24"],
)
def test_a_new_client_walks_to_the_filed_papers(shop: Desk, clock: Clock, lang: Lang, size: tuple[int, int]) -> None:
    """If it fails, a sale cannot be finished at the counter, takes too many keys, or words end beyond the screen."""
    cut: list[str] = []

    async def run() -> int:
        async with at_desk(shop, lang, size) as hands:

            async def look(name: str) -> None:
                cut.extend(f"{name}: {fault}" for fault in cut_off(hands.app))

            await _walk(hands, clock, look)
            assert hands.name == "DoneScreen", hands.seen()
            return hands.presses

    assert asyncio.run(run()) < MOST_PRESSES
    assert cut == []
    _check_what_is_left(shop)


async def _walk(hands: Hands, clock: Clock, look: walk.Look) -> None:
    await walk.intake(hands, look)
    await walk.assessment(hands, clock, look)
    await walk.match(hands, look)
    await walk.disclosure(hands, clock, look)
    await walk.confirmation(hands, look)


def _check_what_is_left(desk: Desk) -> None:
    sale = done(sales.view(desk, "J-0001")).sale
    assert sale.archived is not None
    assert sale.shelf == "A-17"
    # nine seconds a press: a long item is read on before it is acknowledged
    assert [one.seconds % 9 for one in sale.acknowledged if one.seconds] == [0] * len(sale.acknowledged)
    (signed,) = (desk.folder / "papers").iterdir()
    assert signed.suffix == ".pdf", "one set: the cover, then each paper"
    kinds = {row["kind"] for row in desk.store.query("SELECT kind FROM paper WHERE sale_id IS NOT NULL")}
    assert kinds == {"disclosure_book", "opinion", "questionnaire", "rights_notice"}
    entries = [entry.kind for entry in desk.store.entries()]
    assert (
        entries.index("assessment.hand_over_started/1")
        < entries.index("assessment.taken/1")
        < entries.index("assessment.hand_over_ended/1")
    )
