"""The cover of a signing set says who signs which paper."""

import pytest

from desk.papers.every import LANGS, flat, inputs, papers
from rmdesk.desk.papers.signing_cover import Cover, Placed, compose
from rmdesk.domain.base import Lang
from rmdesk.paper import Table, outline


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["person", "minor", "company"])
def test_the_column_of_signers_names_people_and_no_lines(name: str, lang: Lang) -> None:
    """SALE-03: the column "signed by" said "client signature, manager signature", the labels of the lines."""
    given = inputs(lang)[name]
    placed = tuple(Placed(doc, outline(doc, {})) for doc in papers(given).values())
    doc = compose(Cover(frame=given, no="J-0142", about=given.client.name, whole=40), placed)
    table = next(block for block in flat(doc.blocks) if isinstance(block, Table))
    who = [row[-1] for row in table.rows]
    assert any(("客户经理" if lang == "zh" else "Relationship manager") in one for one in who)
    assert not [one for one in who if "签字" in one.replace("授权签字人", "")]
    assert all(one.strip("、, ") == one and one for one in who)
