"""Packs that differ in one file are checked by the hundred: what was parsed once is not parsed again."""

from collections.abc import Iterator
from functools import cache

import pytest

from rmdesk.formpack import parse, reading


@pytest.fixture(scope="package", autouse=True)
def parsed_once() -> Iterator[None]:
    """Nobody changes the tables that come out of a TOML text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "toml", cache(parse.toml))
        yield
