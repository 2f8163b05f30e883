"""A sample that anybody can draw again, with what every machine has (DESK-17)."""

from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.registers.sampling import draw


@given(st.sets(st.uuids().map(str), max_size=40), st.integers(1, 50), st.text(max_size=20))
def test_the_same_seed_draws_the_same_sample(population: set[str], size: int, seed: str) -> None:
    """In any order, in any year; and never more than there are."""
    first, again = draw(population, size, seed), draw(sorted(population, reverse=True), size, seed)
    assert first == again
    assert len(first.chosen) == min(size, len(population))
    assert set(first.chosen) <= population
    assert first.population == len(population)


def test_the_drawing_is_what_its_description_says() -> None:
    """An auditor draws it again with what his machine has: these orders come from `printf 'seed\\na' | sha256sum`."""
    assert draw(["d", "c", "b", "a"], 2, "seed").chosen == ("a", "b")
    assert draw(["a", "b", "c", "d"], 3, "other").chosen == ("d", "b", "c")


def test_every_item_is_drawn_about_as_often() -> None:
    """A sample that leaves somebody's sales out is none."""
    ids = [f"id-{number}" for number in range(20)]
    counts = dict.fromkeys(ids, 0)
    for number in range(400):
        for one in draw(ids, 5, f"seed {number}").chosen:
            counts[one] += 1
    assert min(counts.values()) > 60
    assert max(counts.values()) < 145
