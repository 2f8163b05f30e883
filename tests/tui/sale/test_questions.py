"""The questionnaire: the client's own answers, and nothing but them."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from rmdesk.desk import assess, clients, intake
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.formpack import Pack
from rmdesk.tui import routes
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.sale.options import Options
from rmdesk.tui.sale.questions import QuestionsScreen
from support.clock import Clock
from support.desks import done, rested
from support.tiers import also, longer
from tui.sale.cases import BALANCED, CAUTIOUS, KNOCKED_OUT, a_client, assessed
from tui.sale.hands import Hands, at_desk

Act = Callable[[Hands], Awaitable[None]]


def at_questions(desk: Desk, act: Act, *keys: str, lang: Lang = "zh", client_id: str = "") -> None:
    """Do something at the first question (or wherever `keys` lead from the start screen)."""
    who = client_id or a_client(desk).id

    async def run() -> None:
        async with at_desk(desk, lang) as hands:
            hands.app.go(routes.Questionnaire(who))
            await hands.pilot.pause()
            await hands.press(*(keys or ("enter", "enter")))
            await act(hands)

    asyncio.run(run())


def screen_of(hands: Hands) -> QuestionsScreen:
    """The questions on top."""
    assert isinstance(hands.screen, QuestionsScreen)
    return hands.screen


def chosen(hands: Hands) -> str:
    """The letters that are marked on the screen."""
    return hands.screen.query_one(Options).chosen


def test_nothing_is_chosen_beforehand_and_no_score_shows(desk: Desk) -> None:
    """If it fails, the program answers for the client, or steers him (SUIT-05)."""

    async def act(hands: Hands) -> None:
        for at in range(11):
            assert screen_of(hands).answering.at == at
            assert chosen(hands) == ""
            assert "●" not in hands.seen()
            await hands.press("enter", "right")
            assert screen_of(hands).answering.at == at, "a question is not left without an answer"
            await hands.press("2")
        seen = hands.seen()
        assert "C2" not in seen
        assert "C3" not in seen

    at_questions(desk, act)


def test_back_and_forth_loses_no_answer(desk: Desk) -> None:
    """If it fails, a client who looks back answers anew, or another way."""

    async def act(hands: Hands) -> None:
        await hands.press("1", "b", "C")
        await hands.press("left", "left", "left")
        assert screen_of(hands).answering.at == 0
        assert chosen(hands) == "A"
        await hands.press("right")
        assert chosen(hands) == "B"
        await hands.press("4", "right")
        answers = screen_of(hands).answering.take.answers
        assert [answers[f"Q{number}"] for number in (2, 3, 4)] == ["A", "D", "C"]

    at_questions(desk, act)


def test_every_answer_is_kept_and_offered_again(desk: Desk, clock: Clock) -> None:
    """If it fails, a crash costs the client's answers or the time he took for them."""
    client = a_client(desk)

    async def act(hands: Hands) -> None:
        for number in range(1, 6):
            clock.forward(seconds=4)
            await hands.press("2")
            (draft,) = done(intake.kept(desk, assess.DRAFT))
            assert len(draft.values["answers"]) == number + 1, "the age and the answers so far"
        await hands.press("escape")
        hands.app.go(routes.Questionnaire(client.id))
        await hands.pilot.pause()
        assert screen_of(hands).answering.at == 5
        assert sum(screen_of(hands).answering.take.seconds.values()) == 20

    at_questions(desk, act, client_id=client.id)


def test_the_bank_wide_counts_are_asked_and_heeded(desk: Desk) -> None:
    """If it fails, a client is assessed more often than the law allows (SUIT-18)."""

    async def act(hands: Hands) -> None:
        assert hands.name == "RefusedDialog"
        assert "SUIT-18" in hands.seen()
        await hands.press("escape")
        assert hands.name == "StartScreen"

    at_questions(desk, act, "ctrl+u", "2", "enter", "enter")


OUTSIDE = (
    "escape", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f11", "f12", "ctrl+p", "ctrl+q", "ctrl+c",
    "ctrl+f", "ctrl+n", "ctrl+t", "ctrl+y", "slash", "question_mark", "j", "r", "tab", "shift+tab", "pageup",
)  # fmt: skip


@longer
def test_the_client_reaches_nothing_but_the_questions(desk: Desk) -> None:
    """If it fails, a client with the screen in his hands sees other clients' files (QUES-08)."""

    async def act(hands: Hands) -> None:
        for key in OUTSIDE[1:]:
            await hands.press(key)
            assert hands.name == "HandOverScreen", key
            assert screen_of(hands).answering.at == 0, key
        hands.app.push_screen(Message("问题", "", lang="zh"))
        await hands.press("f9", "ctrl+q")
        assert hands.name == "Message", "what is asked over them opens no way either"
        await hands.press("escape", "escape")
        for key in OUTSIDE[1:]:
            await hands.press(key)
            assert hands.name == "TakeBack", key
        await hands.press("ctrl+u")
        await hands.enter("wrong")
        assert hands.name == "TakeBack"
        await hands.press("escape")
        assert hands.name == "HandOverScreen"
        await hands.press("2", "escape")
        await hands.enter("demo")
        assert hands.name == "QuestionsScreen"
        assert screen_of(hands).answering.at == 1
        await hands.press("ctrl+p", "1", *("2" * 10), "f10")
        for key in OUTSIDE[1:]:
            await hands.press(key)
            assert hands.name == "HandedResultScreen", key
        await hands.press("escape")
        await hands.enter("demo")
        assert hands.name == "ResultScreen"

    at_questions(desk, act, "enter", "ctrl+p", "1")
    kinds = [entry.kind for entry in desk.store.entries() if entry.kind.startswith("assessment.hand_over")]
    assert kinds == ["assessment.hand_over_started/1", "assessment.hand_over_ended/1"] * 2


@pytest.mark.parametrize("lang", ["zh", also("en")])
def test_all_answers_are_seen_before_the_level(desk: Desk, lang: Lang) -> None:
    """If it fails, the client cannot check his answers before they are final (QUES-04)."""

    async def act(hands: Hands) -> None:
        assert "F10" not in hands.seen().splitlines()[-1], "a key that hands nothing in is not offered"
        await hands.press(*("2" * 11))
        form = screen_of(hands).answering.take.form
        assert form.questions[0].text.of(lang)[:10] in hands.seen()
        await hands.press("down", "down", "enter")
        assert screen_of(hands).answering.at == 1
        await hands.press("f10")
        assert screen_of(hands).answering.at == 1, "nothing is handed in from a question"
        await hands.press("1")
        assert screen_of(hands).answering.question is None, "what is mended leads back to all answers"
        assert "F10" in hands.seen().splitlines()[-1]
        await hands.press("f10")
        assert hands.name == "ResultScreen"
        assert "C2" in hands.seen()

    at_questions(desk, act, lang=lang)


def test_a_changed_level_waits_for_the_clients_word(desk: Desk, clock: Clock) -> None:
    """If it fails, a sale rests on a level that the client was never told of (SUIT-19)."""
    client = a_client(desk)
    assessed(desk, clock, client, CAUTIOUS)
    rested(desk, clock, days=40)

    async def act(hands: Hands) -> None:
        for key in "23233332323":
            clock.forward(seconds=5)
            await hands.press(key)
        await hands.press("f10")
        assert "SUIT-19" in hands.seen()
        await hands.press("f10")
        assert hands.name == "ResultScreen"
        assert done(assess.history(desk, client.id))[0].confirmed_at is not None
        await hands.press("f10")
        assert hands.name == "WishScreen"

    at_questions(desk, act, client_id=client.id)


def test_a_knock_out_says_which_answer_decided(desk: Desk) -> None:
    """If it fails, a client with a high score is C1 and nobody can say why (QUES-02)."""

    async def act(hands: Hands) -> None:
        keys = ["ABCDE".index(letter) + 1 for letter in KNOCKED_OUT[1:]]
        await hands.press(*map(str, keys))
        await hands.press("f10")
        seen = hands.seen().replace("\n", "").replace(" ", "")
        question = screen_text(desk, "Q12").replace(" ", "")
        assert "C1" in seen
        assert question[:12] in seen

    at_questions(desk, act)


def screen_text(desk: Desk, question: str) -> str:
    """A question's text."""
    form = desk.pack.questionnaire("person")
    return next(one.text.zh for one in form.questions if one.id == question)


def test_a_client_who_is_not_known_is_not_assessed(desk: Desk) -> None:
    """If it fails, the order of SALE-01 can be turned round on the screen."""
    client = a_client(desk, notice_given="no")

    async def act(hands: Hands) -> None:
        assert hands.name == "RefusedDialog"
        assert "DATA-01" in hands.seen()

    at_questions(desk, act, client_id=client.id)
    assert done(assess.history(desk, client.id)) == ()


def test_a_multiple_choice_takes_several_and_goes_on_with_enter(desk: Desk) -> None:
    """If it fails, a bank's form with a multiple choice cannot be answered (QUES-01)."""
    texts = desk.pack.files
    changed = texts["questionnaire.toml"].replace('id = "Q2"\n', 'id = "Q2"\nkind = "multi"\n')
    desk.pack = Pack.of({**texts, "questionnaire.toml": changed})

    async def act(hands: Hands) -> None:
        await hands.press("enter")
        assert screen_of(hands).answering.at == 0, "nothing is chosen yet"
        await hands.press("1", "c")
        assert chosen(hands) == "AC"
        assert screen_of(hands).answering.at == 0
        await hands.press("1", "space", "enter")
        assert screen_of(hands).answering.at == 1
        assert screen_of(hands).answering.take.answers["Q2"] == "AC"
        await hands.press("left", "1", "3")
        assert "Q2" not in screen_of(hands).answering.take.answers

    at_questions(desk, act)


def test_the_level_is_the_one_that_the_answers_come_to(desk: Desk, clock: Clock) -> None:
    """If it fails, keys and letters are mixed up and the client gets another's level."""
    client = a_client(desk)

    async def act(hands: Hands) -> None:
        for letter in BALANCED[1:]:
            clock.forward(seconds=5)
            await hands.press(letter.lower())
        await hands.press("f10")

    at_questions(desk, act, client_id=client.id)
    (taken,) = done(assess.history(desk, client.id))
    assert "".join(taken.answers) == BALANCED
    assert taken.level == "C3"
    assert taken.flags == ()
    assert done(clients.get(desk, client.id)).id == taken.client_id


def test_on_another_day_the_bank_wide_count_is_asked_again(desk: Desk, clock: Clock) -> None:
    """If it fails, yesterday's count lets a client be assessed too often today (SUIT-18)."""
    client = a_client(desk)

    async def act(hands: Hands) -> None:
        await hands.press("2", "3", "escape")
        clock.forward(days=1)
        hands.app.go(routes.Questionnaire(client.id))
        await hands.pilot.pause()
        assert hands.name == "StartScreen"
        await hands.press("enter", "enter")
        assert screen_of(hands).answering.at == 2

    at_questions(desk, act, client_id=client.id)


def test_the_assessment_is_printed_from_its_result(desk: Desk) -> None:
    """If it fails, the client signs nothing for the level that sales rest on."""

    async def act(hands: Hands) -> None:
        await hands.press(*("2" * 11), "f10", "f8")
        assert hands.name == "Message"
        assert [path.suffix for path in (desk.folder / "papers").iterdir()] == [".pdf"]

    at_questions(desk, act)


def test_none_of_these_stands_alone_and_no_more_than_allowed_are_chosen(desk: Desk) -> None:
    """If it fails, a client answers "none" and "shares" at once, and the form cannot be scored (QUES-01)."""
    texts = desk.pack.files
    changed = texts["questionnaire.toml"].replace('id = "Q2"\n', 'id = "Q2"\nkind = "multi"\nmost = 2\n')
    alone = '{ key = "A", score = 0, below = 100_000, text = { zh = "10 万元以下"'
    assert alone in changed
    changed = changed.replace(alone, alone.replace("score = 0", "score = 0, exclusive = true"))
    desk.pack = Pack.of({**texts, "questionnaire.toml": changed})

    async def act(hands: Hands) -> None:
        assert "最多 2 项" in hands.seen()
        assert "选此项则不选其他" in hands.seen()
        await hands.press("2", "3", "4")
        assert chosen(hands) == "BC", "a third one is not taken"
        await hands.press("1")
        assert chosen(hands) == "A"
        await hands.press("2")
        assert chosen(hands) == "B"
        await hands.press("enter")
        assert screen_of(hands).answering.take.answers["Q2"] == "B"

    at_questions(desk, act)
