"""Numbers for people: each is given once, and every fact that gives one is counted."""

import pkgutil
from importlib import import_module

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import rmdesk.domain
from rmdesk.domain.fact import Fact
from rmdesk.domain.numbers import bare, coded, meant, numbered, parted, parts_of, read_code, series
from rmdesk.store.project import PROJECTIONS

PREFIXES = st.from_regex(r"\A[A-Z]{1,3}\Z")


@given(PREFIXES, st.none() | st.integers(1900, 2999), st.integers(1, 10**9))
def test_a_number_says_its_series_and_its_place(prefix: str, year: int | None, serial: int) -> None:
    """Otherwise the next one would be counted in another series, and given twice."""
    name = series(prefix, year)
    assert parted(numbered(name, serial)) == (name, serial)
    parts = parts_of(numbered(name, serial))
    assert parted(numbered(parts, serial)) == (parts, serial)


def test_numbers_have_four_digits_until_they_are_used_up() -> None:
    """People know K-0001; the ten-thousandth client gets one all the same."""
    assert numbered(series("EV", 2026), 1) == "EV-2026-0001"
    assert numbered("K", 10_000) == "K-10000"
    assert numbered(parts_of("EV-2026-0001"), 12) == "EV-2026-0001/12"


@pytest.mark.parametrize("text", ["", "K", "K-", "-0001", "K-00x1", "0001"])
def test_what_is_no_number_is_not_counted(text: str) -> None:
    """A misspelt number in a fact is found when it is recorded, not when the next one is given."""
    with pytest.raises(ValueError, match="no number"):
        parted(text)


@given(PREFIXES, st.none() | st.integers(1900, 2099), st.integers(1, 10**6), st.from_regex(r"\A[A-Z0-9]{2,6}\Z"))
def test_a_code_goes_in_and_comes_out(prefix: str, year: int | None, serial: int, code: str) -> None:
    """Whoever types what stands on a paper finds what the desk counts, and no year is taken for a code."""
    assume(read_code(code) == code)
    number = numbered(series(prefix, year), serial)
    assert bare(coded(number, code), code) == number
    assert bare(number, code) == number


def test_two_desks_do_not_clash() -> None:
    """Their first clients are both K-0001 at home, and two clients at head office."""
    assert coded("K-0001", "07") != coded("K-0001", "08")
    assert coded("K-0001", "") == "K-0001"


@pytest.mark.parametrize("typed", ["J-07-0028", "j-07-28", "Ｊ－07－0028", "J-07-2026-0028"])
def test_a_number_that_another_desk_gave_out_is_one(typed: str) -> None:
    """Whoever types the number of a sale that came with its client finds nothing else by it."""
    (found,) = meant(typed, "09", ("J",))
    assert found == ("J-07-2026-0028" if "2026" in typed else "J-07-0028")
    assert meant(typed, "09", ("K", "P")) == ()
    assert meant(typed, "07", ("J",)) == (found.replace("-07-", "-"),), "at its own desk it is that desk's"


def test_every_fact_that_gives_a_number_is_counted() -> None:
    """A kind that is not would give the same number to the next one."""
    for module in pkgutil.walk_packages(rmdesk.domain.__path__, "rmdesk.domain."):
        import_module(module.name)
    import_module("rmdesk.store.tables")
    giving = {
        kind
        for kind, model in Fact.registry.items()
        if model.gives_no is not Fact.gives_no and model.__module__.startswith("rmdesk.")
    }
    counted = {
        kind for kind in giving if any(one.__module__ == "rmdesk.store.tables.counters" for one in PROJECTIONS.of(kind))
    }
    assert len(giving) >= 9
    assert giving - counted == set()
