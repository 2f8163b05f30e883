"""A second person looks at a sale or a flagged questionnaire, and accepts it or sends it back (SALE-13, QUES-09)."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from rmdesk.desk import client_file, show
from rmdesk.desk.assessment import reviewing as assessments
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers import looking
from rmdesk.desk.sale import reviewing
from rmdesk.desk.sales import View
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sale import BACK_TO
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.flags import answered, flagged
from rmdesk.faces.reading import read
from rmdesk.faces.sale.looks import Looks, proposed
from rmdesk.plain.form import ask_field
from rmdesk.plain.talk import BACK, Talk

T = TypeVar("T")
_MOST = 200
_AGAIN = frozenset({"DATA-08.password", "DATA-08.wait"})


def review_sale(talk: Talk, view: View) -> None:
    """What stands out, the papers to be read, then the reviewer's word with his own password."""
    looks = Looks(talk.desk, view, talk.lang)
    people = talk.got(reviewing.reviewers(talk.desk, view.sale.id)) or ()
    if not people:
        talk.tell("sale.confirm.nobody")
        return
    talk.refuse(looks.why)
    for one in looks.outstanding():
        talk.say(f"{one.sign or '·'} {' · '.join(one.texts)}")
    papers = [Option(one.key.partition(":")[2], " ".join(one.texts)) for one in looks.papers()]
    acts = [Option(act, talk.tr(f"keys.{act}_sale")) for act in ("accept", "send_back")]
    while True:
        chosen = talk.choose([*acts, *papers], talk.tr("plain.sale.read_or_decide"))
        if chosen == BACK:
            return
        if chosen not in ("accept", "send_back"):
            _read_out(talk, chosen)
            continue
        step = _step(talk) if chosen == "send_back" else ""
        if step == BACK:
            continue
        remark = _note(talk, "sale.look.remark") if step else ""
        who = remark if remark is None else _who(talk, proposed(talk.desk, people), people)
        if remark is None or who is None:
            continue
        if _decided(talk, view, who, step, remark):
            return


def _decided(talk: Talk, view: View, who: str, step: str, remark: str) -> bool:
    """Whether it was decided, with the reviewer's own password; a wrong one is asked for again."""

    def decide(proof: Proof) -> View | Refused:
        if not step:
            return reviewing.review(talk.desk, view.sale.id, who, proof.password)
        to = next(one for one in BACK_TO if one == step)
        return reviewing.send_back(talk.desk, view.sale.id, to, remark, who, proof.password)

    if _signed(talk, who, decide) is None:
        return False
    talk.tell("sale.look.sent_back" if step else "sale.look.accepted", no=view.sale.no)
    return True


def _who(talk: Talk, known: str, people: tuple[Person, ...]) -> str | None:
    """The reviewer's login; whoever sits here, or is the only one, is not asked for."""
    if known:
        return known
    chosen = talk.choose([Option(one.login, one.name) for one in people], talk.tr("plain.sale.who"))
    return None if chosen == BACK else chosen


def _step(talk: Talk) -> str:
    talk.tell("sale.look.step")
    return talk.choose([Option(one, talk.desk.pack.label("step", one, talk.lang)) for one in BACK_TO])


def _note(talk: Talk, key: str) -> str | None:
    spec = FieldSpec("note", talk.tr(key), required=True, max_length=_MOST)
    return ask_field(talk, spec, "", lambda _, raw: read(spec, raw, {}))


def _read_out(talk: Talk, number: str) -> None:
    """A printed paper as text."""
    paper = talk.got(looking.look(talk.desk, number))
    for line in () if paper is None else paper.lines:
        talk.say(" ".join(filter(None, (line.label, line.text))))


def may_review(talk: Talk, view: View) -> bool:
    """Whether somebody may review the questionnaire that the sale stands on, here (QUES-09)."""
    taken = view.context.assessment
    if taken is None:
        return False
    found = assessments.reviewers(talk.desk, taken.id)
    return not isinstance(found, Refused) and (
        bool(found) or not isinstance(assessments.to_review(talk.desk, taken.id), Refused)
    )


def review_assessment(talk: Talk, client: Client, taken: Assessment) -> None:
    """A flagged questionnaire with its answers, then what the look showed, by a reviewer who sits here or comes to this
    desk with his own password (QUES-09)."""
    people = talk.got(assessments.reviewers(talk.desk, taken.id))
    mine = not isinstance(assessments.to_review(talk.desk, taken.id), Refused)
    if people is None:
        return
    if not people and not mine:
        talk.tell("sale.confirm.nobody")
        return
    level = show.client_level(talk.desk.pack, taken.level, talk.lang)
    talk.head(f"{client.no} {client.name} {level}")
    form = talk.got(client_file.form_of(talk.desk, client, taken))
    talk.say(f"! {flagged(taken, talk.lang, form)} (QUES-09)")
    for number, (question, given) in enumerate(
        () if form is None else zip(form.questions, taken.answers, strict=True), 1
    ):
        talk.say(f"{number}. {question.text.of(talk.lang)}")
        talk.say(f"  {answered(talk.desk.pack, client, taken, question, given, talk.lang)}")
    acts = {"review": assessments.review, "send_back": assessments.send_back}
    while True:
        chosen = talk.choose([Option(act, talk.tr(f"keys.{act}")) for act in acts])
        if chosen == BACK:
            return
        note = _note(talk, "clients.review_note")
        if note is None:
            continue
        act = partial(acts[chosen], talk.desk, taken.id, note)
        who = "" if mine else _who(talk, proposed(talk.desk, people), people)
        if who is not None and (_signed(talk, who, act) if who else talk.got(act())) is not None:
            talk.tell("clients.reviewed" if chosen == "review" else "clients.sent_back")
            return


def _signed(talk: Talk, who: str, act: Callable[[Proof], T | Refused]) -> T | None:
    """What `act` answered with the reviewer's own password; a wrong one is asked for again. None when it is left."""
    while True:
        password = talk.secret(talk.tr("plain.prompt", label=talk.tr("sale.look.password")))
        if password == BACK:
            return None
        answer = act(Proof(password, who))
        if not isinstance(answer, Refused):
            return answer
        talk.refused(answer)
        if answer.reasons[0].code not in _AGAIN:
            return None
