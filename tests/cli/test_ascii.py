"""A terminal without Chinese letters."""

import pytest

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
