"""Numbers of a complainant on the screens of a case."""

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.tui.complaints import case as case_screen
from tui.complaints.doing import a_case, do, now, open_case
from tui.sale.hands import Hands


def test_numbers_of_a_stranger_are_masked_until_somebody_shows_them(
    busy: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DATA-05: one key shows them for a moment, in the record and in what was said in a call; that is a fact."""
    monkeypatch.setattr(case_screen, "REVEAL_SECONDS", 0.3)
    view = a_case(busy, claim="请回电 13911112222")

    def shown() -> int:
        return len(list(busy.store.entries(kind="complaint.numbers_revealed/1")))

    async def script(hands: Hands) -> None:
        await open_case(hands, view.case.no)
        assert hands.screen.check_action("reveal_case", ()) is None
        await hands.press("down")
        assert hands.seen().count("139****2222") == 3, hands.seen()
        assert "13911112222" not in hands.seen()
        await hands.press("r")
        assert hands.seen().count("13911112222") == 2
        assert shown() == 1
        await hands.pilot.pause(0.5)
        assert "13911112222" not in hands.seen()
        await hands.press("2", "pageup", "pageup")
        assert "139****2222" in hands.seen()
        await hands.press("f10", "r", "f3", "escape")
        assert "13911112222" not in hands.seen(), "a number must not wait behind another screen"

    do(busy, script)
    assert now(busy, view).complainant.contact == "13911112222"
