"""A terminal without Chinese letters."""

import io
import sys

import pytest

from rmdesk.commands.output import Output
from rmdesk.faces.in_ascii import readable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("K-0001 张伟", "K-0001 ZhangWei"),
        ("3 件…", "3 Jian..."),
        ("✓ ☐ —", "v [ ] -"),
        ("Crème", "Creme"),
        ("（12％）", "(12%)"),
        ("\U0001f600", "?"),
    ],
)
def test_what_it_cannot_show_is_said_by_its_sound(text: str, said: str) -> None:
    """Whoever reads a list over an old line reads names, not numbers of characters."""
    assert readable(text) == said


def test_columns_stand_under_their_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    """ZhangWei is wider than 张伟: what stands behind it would be read as another column's."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    Output("zh", as_json=False).table(["名称", "等级"], [["张伟", "C3"], ["虚构云梯公司", "C1"]])
    stream.seek(0)
    head, _, first, last = stream.read().splitlines()
    assert head.index("DengJi") == first.index("C3") == last.index("C1")
