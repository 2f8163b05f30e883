"""The questionnaire question by question: nothing preselected, nothing lost, and the client sees the answers first."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from plain.typist import Typist
from rmdesk.desk import assess, clients, intake
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from rmdesk.plain.assess import take
from rmdesk.plain.talk import RefusedError
from support.clock import Clock
from support.desks import done, new_desk
from support.sampled import copied
from support.two_forms import TITLE, two_form_pack
from tui.sale.cases import a_client

ASKED = 11
LATER = "输入序号修改"


@pytest.fixture(scope="module")
def sampled(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A sample desk to take assessments at; each test takes another client."""
    desk = copied(built_sample, tmp_path_factory.mktemp("plain") / "desk")
    yield desk
    desk.close()


def no(desk: Desk, name: str) -> str:
    """A client's number."""
    return next(line.no for line in done(clients.find(desk, name)) if line.name == name)


def answering(letters: Sequence[str], **more: str | list[str]) -> dict[str, str | list[str]]:
    """These letters, one after the other; then handed in."""
    return {"选项字母": [*letters, ""], LATER: str(ASKED + 2), "请输入序号": "1", **more}


def test_a_level_comes_out_and_is_confirmed(sampled: Desk) -> None:
    """The same letters give the same level as on the screen; a changed one is confirmed (SUIT-19)."""
    typist = Typist(answering("BBBBBBBBBBB"))
    done_one = take(typist.talk(sampled), no(sampled, "窦燕"))
    assert done_one is not None
    assert (done_one.level, done_one.previous_level) == ("C2", "C3")
    assert done_one.confirmed_at is not None
    assert "C2 谨慎型" in typist.all_heard


def test_no_answer_is_proposed_and_no_score_is_said(sampled: Desk) -> None:
    """SUIT-05: a default or a running score answers for the client."""
    typist = Typist(answering("BBBBBCBBBBB"), leaves_at=ASKED + 2)
    with pytest.raises(KeyboardInterrupt):
        take(typist.talk(sampled), no(sampled, "殷实"))
    letters = [prompt for prompt in typist.prompts if prompt.startswith("选项字母")]
    assert set(letters) == {"选项字母："}
    assert not re.search(r"总分|得分|[CR]\d", typist.all_heard)


def test_an_empty_answer_is_none(sampled: Desk) -> None:
    """Enter alone does not choose."""
    typist = Typist({"选项字母": ["", "Z", "AB", "B"], LATER: str(ASKED + 2), "请输入序号": "1"})
    assert take(typist.talk(sampled), no(sampled, "马到成")) is not None
    assert typist.all_heard.count("请输入其中的字母") == 3


def test_whoever_leaves_at_any_question_goes_on_there(sampled: Desk) -> None:
    """Ctrl-C or a kill at any question: all answered ones are there again."""
    client = no(sampled, "俞音")
    for answered in range(ASKED):
        typist = Typist(answering("BCBCBCBCBCB"[answered:]), leaves_at=1 + (2 if answered == 0 else 0))
        with pytest.raises(KeyboardInterrupt):
            take(typist.talk(sampled), client)
        assert any(f"第 {answered + 2} /" in line for line in typist.heard)
    finished = take(Typist(answering("")).talk(sampled), client)
    assert finished is not None
    assert "".join(finished.answers)[1:] == "BCBCBCBCBCB"


def test_one_can_go_back_and_keep_or_change(sampled: Desk) -> None:
    """`<` shows what was given; Enter keeps it, another letter changes it."""
    typist = Typist({"选项字母：": [*"BB<", *"BBBBBBBBB"], "选项字母［B］": ["C"], LATER: "13", "请输入序号": "1"})
    taken = take(typist.talk(sampled), no(sampled, "方圆"))
    assert taken is not None
    assert taken.answers[2] == "C"


def test_an_answer_can_be_changed_before_it_is_handed_in(sampled: Desk) -> None:
    """The client checks all of them; afterwards they stand (QUES-04)."""
    typist = Typist({"选项字母：": "B", "选项字母［B］": "C", LATER: ["1", "2", "13"], "请输入序号": "1"})
    taken = take(typist.talk(sampled), no(sampled, "葛根"))
    assert taken is not None
    assert taken.answers[1] == "C"


def test_it_can_be_left_at_the_end(sampled: Desk) -> None:
    """`<` at the answers hands nothing in."""
    client = no(sampled, "费城")
    assert take(Typist({"选项字母": "B", LATER: "<"}).talk(sampled), client) is None
    kept = done(intake.kept(sampled, assess.DRAFT))
    assert any(one.subject == done(clients.get(sampled, client)).id for one in kept)


def test_the_banks_count_is_asked_and_counts(sampled: Desk) -> None:
    """SUIT-18: two a day in the whole bank, whatever this desk knows."""
    typist = Typist({"该客户今天": ["x", "2"]})
    with pytest.raises(RefusedError) as error:
        take(typist.talk(sampled), no(sampled, "章程"))
    assert [reason.code for reason in error.value.refused.reasons] == ["SUIT-18.day"]
    assert "0 至 999" in typist.all_heard


@pytest.mark.parametrize(("name", "case"), [("秦川", "KYC-04"), ("吴小禾", "SUIT-11.none"), ("尤静", "SUIT-27")])
def test_who_may_not_be_assessed_is_refused(sampled: Desk, name: str, case: str) -> None:
    """SALE-01: the client must be known first, whatever face asks."""
    with pytest.raises(RefusedError) as error:
        take(Typist({}).talk(sampled), no(sampled, name))
    assert case in [reason.code for reason in error.value.refused.reasons]


def test_nobody_is_refused(sampled: Desk) -> None:
    """A typo in the number."""
    with pytest.raises(RefusedError):
        take(Typist({}).talk(sampled), "K-9999")


def test_several_letters_are_taken_as_the_form_allows(desk: Desk) -> None:
    """Line by line as on the screen: an exclusive option stands alone, and no more than allowed are taken (QUES-01)."""
    texts = desk.pack.files
    changed = texts["questionnaire.toml"].replace('id = "Q2"\n', 'id = "Q2"\nkind = "multi"\nmost = 2\n')
    alone = '{ key = "A", score = 0, below = 100_000, text = { zh = "10 万元以下"'
    changed = changed.replace(alone, alone.replace("score = 0", "score = 0, exclusive = true"))
    desk.pack = Pack.of({**texts, "questionnaire.toml": changed})
    typist = Typist(answering(["AB", "BCD", "BC", *"BBBBBBBBBB"]))
    found = take(typist.talk(desk), a_client(desk).no)
    assert found is not None
    assert found.answers[1] == "BC"
    assert "A 不能与其他选项同选" in typist.all_heard
    assert "最多选 2 项" in typist.all_heard


def test_which_of_several_questionnaires_is_asked(tmp_path: Path, clock: Clock) -> None:
    """If it fails, the second questionnaire cannot be taken where no screen is heard, or passes for the first."""
    with new_desk(tmp_path / "desk", two_form_pack(), clock) as desk:
        client = a_client(desk)
        typist = Typist({"用哪份问卷": "2", **answering("BCBBCCCCCBCC"[1:])})
        taken = take(typist.talk(desk), client.no)
        assert taken is not None
        assert (taken.questionnaire, taken.form_id) == ("securities", "securities")
        assert TITLE in typist.all_heard
        named = Typist(answering("BCBBCCCCCBCC"[1:]))
        general = take(named.talk(desk), client.no, "")
        assert general is not None
        assert (general.questionnaire, general.previous_level) == ("", None)
