"""The palette finds an act by whichever word staff say for it."""

from types import SimpleNamespace
from typing import cast

import pytest

from rmdesk.locale import tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.lines import settings_ways
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


@pytest.mark.parametrize(("row", "named"), [("theme", "高对比度"), ("theme", "High contrast"), ("language", "English")])
def test_a_setting_is_found_by_what_it_may_become(row: str, named: str) -> None:
    """Whoever cannot read the screen types what is wanted, not what the setting is called."""
    app = cast(DeskApp, SimpleNamespace(lang="zh", may_go=lambda _: True, go=print, desk=None))
    found = {label: words for label, words, _ in settings_ways.commands(app)}
    label = tr("zh", "settings.palette", what=tr("zh", f"settings.{row}"))
    assert named in found[label]
