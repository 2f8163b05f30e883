"""The worked examples of a register are walked by the real kernel: a register that lies is found before it is used."""

import pytest

from rmdesk.domain.registers.examples import walk
from rmdesk.domain.registers.shown import Example, ExampleStep
from rmdesk.formpack import Pack

RISK = {"title": "x", "class": "market", "source": "check", "likelihood": "3", "impact": "5"}
BEGIN = ExampleStep(by="compliance", act="identify", with_={**RISK, "owner": "manager", "review_on": "+30"})
TREAT = ExampleStep(by="manager", act="treat", day=1, with_={"control": "x"})
CLOSE = ExampleStep(by="compliance", act="close", day=2, with_={"summary": "x"})


def test_every_example_of_the_default_pack_comes_out(pack: Pack) -> None:
    """What ships does what its examples say."""
    walked = [walk(one, example, pack.registers) for one in pack.registers.values() for example in one.example]
    assert walked == [None] * len(walked)
    assert walked


def test_a_bulk_of_parts_comes_to_be(pack: Pack) -> None:
    """Releasing a notice lists its holders; told otherwise, the example is named."""
    notice = pack.registers["notice"]
    (example,) = notice.example
    found = walk(notice, example.model_copy(update={"comes": {"recipients": 3}}), pack.registers)
    assert found is not None
    assert (found.step, found.wanted, found.came) == (0, "recipients = 3", "recipients = 2")


@pytest.mark.parametrize(
    ("steps", "comes", "step"),
    [
        ((BEGIN, CLOSE), {}, 2),
        ((BEGIN, TREAT, CLOSE.model_copy(update={"refused": "state"})), {}, 3),
        ((BEGIN, TREAT.model_copy(update={"refused": "roles"})), {}, 2),
        ((BEGIN.model_copy(update={"act": "found"}),), {}, 1),
        ((BEGIN,), {"state": "closed"}, 0),
        ((BEGIN,), {"score": 14}, 0),
        ((BEGIN.model_copy(update={"by": "manager"}),), {}, 1),
    ],
)
def test_an_example_that_does_not_come_out_is_named(
    pack: Pack, steps: tuple[ExampleStep, ...], comes: dict[str, str | int], step: int
) -> None:
    """An act done that should be refused, one refused that should be done, another end: each is found."""
    found = walk(pack.registers["risk"], Example(steps=steps, comes=dict(comes)), pack.registers)
    assert found is not None
    assert found.step == step


def test_a_refusal_that_an_example_expects_is_kept(pack: Pack) -> None:
    """The score of 15 keeps the risk open, by the word or by the rule."""
    for word in ("needs", "DESK-13"):
        steps = (BEGIN, TREAT, CLOSE.model_copy(update={"refused": word}))
        assert walk(pack.registers["risk"], Example(steps=steps, comes={"score": 15}), pack.registers) is None
