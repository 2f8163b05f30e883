"""Which tests a newcomer's line runs: every claim by its quickest proof. `.ci/run` repeats some over more values, days,
sizes and bytes, and runs those that take long."""

import pytest

exhaustive = pytest.mark.exhaustive
longer = pytest.mark.longer
"""Of the whole program, killed or typed into, of many desks, of all of the code: seconds each."""

FEW = 2
"""With so many sets of values a newcomer's line runs each test; `-m exhaustive`, and whoever names its file, all."""


def also(*values: object) -> object:
    """One more set of values for a parametrized test, which only `-m exhaustive` runs."""
    return pytest.param(*values, marks=exhaustive)
