"""Which tests a newcomer's line runs: every claim. `.ci/run` repeats some over more values, days, sizes and bytes."""

import pytest

exhaustive = pytest.mark.exhaustive

FEW = 3
"""With so many sets of values a newcomer's line runs each test; `-m exhaustive`, and whoever names its file, all."""


def also(*values: object) -> object:
    """One more set of values for a parametrized test, which only `-m exhaustive` runs."""
    return pytest.param(*values, marks=exhaustive)
