"""The palette finds an act by whichever word staff say for it."""

import pytest

from rmdesk.tui.palette import said_alike


@pytest.mark.parametrize(("typed", "meant"), [("录音录像", "双录"), ("双录", "录音录像"), ("搜索", "查找")])
def test_either_word_is_as_good(typed: str, meant: str) -> None:
    """Whoever types 录音录像 found nothing where the screen says 双录."""
    assert meant in said_alike(typed, "zh")
    assert typed in said_alike(typed, "zh")


def test_other_words_stay_as_they_are() -> None:
    """A net that is too wide finds everything."""
    assert said_alike("打", "zh") == ("打",)
    assert said_alike("mark", "en") == ("mark",)
