"""An organisation is spoken to as one: 贵单位, not 您. A paper that mixes both is read as carelessness."""

from desk.papers.every import inputs, papers, words
from rmdesk.desk import disclosure_items
from rmdesk.domain.address import addressed

PRIVACY = "privacy_notice"


def test_no_paper_of_an_organisation_says_you_as_to_a_person() -> None:
    """The privacy notice alone speaks to the people behind it: it is about their own information (DATA-01)."""
    made = {kind: words(paper) for kind, paper in papers(inputs("zh")["company"]).items()}
    assert [kind for kind, said in made.items() if "您" in said] == [PRIVACY]
    assert {"disclosure_book", "rights_notice", "questionnaire", "proposal"} <= {
        kind for kind, said in made.items() if "贵单位" in said
    }
    assert not any("贵单位本人" in said for said in made.values())


def test_papers_of_a_person_are_as_they_are_written() -> None:
    """A change for one must not reach the other."""
    made = {kind: words(paper) for kind, paper in papers(inputs("zh")["person"]).items()}
    assert not any("贵单位" in said for said in made.values())
    assert "您" in made["disclosure_book"]


def test_what_is_told_on_the_screen_speaks_as_the_paper_does() -> None:
    """The script that is read aloud, the text, the questions: one sale, one voice (SUIT-22)."""
    given = inputs("zh")["company"]
    asked = (given.pack, given.chosen, given.match_input, given.amount)
    items = disclosure_items.disclosure_items(*asked)
    questions = disclosure_items.disclosure_questions(*asked)
    said = "".join([one.text.zh + one.script.zh + one.title.zh for one in items] + [one.text.zh for one in questions])
    assert "贵单位" in said
    assert "您" not in said


def test_only_the_written_text_is_changed() -> None:
    """A product called 悦您宝 keeps its name; what is said of a person alone falls away."""
    assert addressed("organisation", "由您本人确认{product}，您可以放弃") == "由贵单位确认{product}，贵单位可以放弃"
    assert addressed("person", "您本人") == "您本人"
