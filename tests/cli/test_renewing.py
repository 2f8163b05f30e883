"""A command at a desk of an older version says what it waits for."""

import pytest

from rmdesk.commands.going import Renewing
from rmdesk.commands.output import Output


def test_what_takes_its_time_is_told_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A script's log holds one line, not one for each five hundred facts; and none where it takes no time."""
    now = [0.0]
    monkeypatch.setattr("rmdesk.commands.going.time.monotonic", lambda: now[0])
    with Renewing(Output("en", as_json=True)) as renewing:
        renewing.tell(500, 40000)
        assert capsys.readouterr().err == ""
        for now[0] in (2.5, 3.0, 9.0):
            renewing.tell(int(now[0] * 1000), 40000)
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "2,500 of 40,000" in said.err
