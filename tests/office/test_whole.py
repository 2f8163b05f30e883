"""Desks and head office over files in any order; the long form is `python -m faults --only office`."""

from collections import Counter

import pytest

from office.whole import Whole, run
from rmdesk.formpack import Pack
from support.desks import FreshDesks
from support.postgres import Server
from support.tiers import also, longer


@longer
@pytest.mark.parametrize(("examples", "steps"), [(1, 15), also(4, 40)])
def test_at_the_end_everybody_agrees(
    server: Server, fresh_desks: FreshDesks, pack: Pack, examples: int, steps: int
) -> None:
    """Whatever is lost, repeated, cut or brought to the wrong place: no fact is lost or doubled at any desk or at head
    office, what is missing is named, and a copy that lives on is proved to be one."""

    class Few(Whole):
        pass

    Few.server, Few.fresh, Few.pack, Few.met = server, fresh_desks, pack, Counter()
    run(Few, examples, steps)
    assert Few.met["works"] + Few.met["written"] > examples
