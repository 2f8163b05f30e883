"""Which tests a newcomer's line runs: every claim once. `.ci/run` repeats some over more days, ages, sizes, bytes."""

import pytest

exhaustive = pytest.mark.exhaustive


def also(*values: object) -> object:
    """One more set of values for a parametrized test, which only `-m exhaustive` runs."""
    return pytest.param(*values, marks=exhaustive)
