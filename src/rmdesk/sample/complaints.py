"""Complaints of the sample as scripts: each act through the use case that a person at the desk would call."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from pydantic import field_validator

from rmdesk.desk.complaints import (
    cases,
    corrective_actions,
    deciding,
    ending,
    evidence,
    letters,
    register,
    timing,
    work,
)
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.base import Lang, Value
from rmdesk.domain.clocks import CaseType, PauseKind
from rmdesk.domain.complaint import About, Complainant, ComplainantRole, Decision, Labels, NoticeWay, Source
from rmdesk.sample.sales import PASSWORD
from rmdesk.sample.stage import Cue, SampleError, Script, Stage, granted
from rmdesk.sample.when import day, moment

_APPROVER = "compliance"
_UPHELD: Mapping[Lang, str] = {"zh": "经核查，维持原处理决定。", "en": "On review, the decision is upheld. "}
_BETWEEN = timedelta(minutes=6)


class Words(Value):
    """What is said in cases of one cause, where a scene brings no words of its own."""

    answer: str
    facts: str
    decision: str
    basis: str
    root: str
    action: str


class CaseScene(Value):
    """From an instant on, one person does these acts one after the other."""

    at: str
    do: tuple[str, ...]
    by: str = "demo"
    text: str = ""
    to: str = ""
    into: str = ""

    @field_validator("do")
    @classmethod
    def _known(cls, do: tuple[str, ...]) -> tuple[str, ...]:
        strange = [one for one in do if one not in _ACTS]
        if strange:
            raise ValueError(f"{strange}: choose from {', '.join(_ACTS)}")
        return do


class CaseEntry(Value):
    """One case as it went. `about` says what it is there to show; `client` or `sale` name a client of the sample."""

    about: str
    at: str
    received: str = ""
    by: str = "demo"
    type: CaseType = "complaint"
    source: Source = "client"
    regulator_no: str = ""
    client: str = ""
    sale: str = ""
    name: str = ""
    contact: str = ""
    role: ComplainantRole = "self"
    agent_name: str = ""
    agent_id_number: str = ""
    mandate_on: str = ""
    deceased: str = ""
    proof_seen: bool = False
    group_size: int = 1
    representatives: tuple[str, ...] = ()
    face_to_face: bool = False
    product: str = ""
    people: tuple[str, ...] = ()
    channel: str = ""
    business: str = ""
    cause: str = ""
    said: str = ""
    claim: str
    wanted: str = ""
    check: str = ""
    scene: tuple[CaseScene, ...] = ()


class ComplaintFile(Value):
    """complaints.toml."""

    words: dict[str, Words]
    case: tuple[CaseEntry, ...]


class Complaints:
    """All cases of the sample on stage. `ids` are known once a case was taken in."""

    def __init__(
        self, desk: Desk, stage: Stage, file: ComplaintFile, clients: Mapping[str, Callable[[], str]], lang: Lang
    ) -> None:
        self.desk, self.stage, self.file, self.clients, self.lang = desk, stage, file, clients, lang
        self.ids: dict[str, str] = {}

    def scripts(self) -> Iterator[Script]:
        """One script for each case."""
        return (self._script(entry) for entry in self.file.case)

    def _script(self, entry: CaseEntry) -> Script:
        yield self._cue(entry.by, entry.at)
        taken = granted(self.desk, register.take(self.desk, self._new(entry)), entry.about)
        self.ids[entry.about] = taken.id
        for scene in entry.scene:
            yield self._cue(scene.by, scene.at)
            for act in scene.do:
                yield _BETWEEN
                granted(self.desk, self._do(act, entry, scene), f"{entry.about}, {act}")

    def _cue(self, who: str, at: str) -> Cue:
        return who, max(self.stage.now, moment(at, self.stage.end, self.desk.branch.zone))

    def _new(self, entry: CaseEntry) -> NewCase:
        client = self.clients[entry.client]() if entry.client else ""
        known = granted(self.desk, register.prefill(self.desk, client=client, sale=self._sale(entry)), entry.about)
        who = known.complainant if client else Complainant(name=entry.name, contact=entry.contact)
        own = (
            "role",
            "agent_name",
            "agent_id_number",
            "deceased",
            "proof_seen",
            "group_size",
            "representatives",
            "face_to_face",
        )
        about = known.about.model_copy(update={"people": (*known.about.people, *entry.people)})
        if entry.product:
            about = about.model_copy(update={"product": entry.product})
        mandate = day(entry.mandate_on, self.desk.local(self.stage.end).date()) if entry.mandate_on else None
        at = moment(entry.received, self.stage.end, self.desk.branch.zone) if entry.received else None
        return NewCase(
            type=entry.type,
            received_at=at,
            source=entry.source,
            regulator_no=entry.regulator_no,
            complainant=who.model_copy(update={**{name: getattr(entry, name) for name in own}, "mandate_on": mandate}),
            about=About.model_validate(about.model_dump()),
            labels=Labels(channel=entry.channel, business=entry.business, cause=entry.cause),
            claim=entry.claim,
            wanted=entry.wanted,
        )

    def _sale(self, entry: CaseEntry) -> str:
        """The last sale to that client before the case."""
        if not entry.sale:
            return ""
        sql = "SELECT id FROM sale WHERE client_id = ? ORDER BY touched_at DESC LIMIT 1"
        rows = self.desk.store.query(sql, (self.clients[entry.sale](),))
        if not rows:
            raise SampleError(f"{entry.about}: {entry.sale} has bought nothing yet")
        return str(rows[0]["id"])

    def _do(self, act: str, entry: CaseEntry, scene: CaseScene) -> Any:
        view = granted(self.desk, cases.view(self.desk, self.ids[entry.about]), entry.about)
        return _ACTS[act](self, view, entry, scene)

    def words(self, entry: CaseEntry) -> Words:
        """What is said in cases of this cause; those of "service" where the file has none."""
        return self.file.words.get(entry.said or entry.cause, self.file.words["service"])


_Act = Callable[[Complaints, CaseView, CaseEntry, CaseScene], Any]
_ACTS: dict[str, _Act] = {}
"""What may stand in `do` of a scene."""


def _act(name: str) -> Callable[[_Act], _Act]:
    def named(function: _Act) -> _Act:
        _ACTS[name] = function
        return function

    return named


@_act("answered")
def _answer(on: Complaints, view: CaseView, entry: CaseEntry, scene: CaseScene) -> Any:
    text = scene.text or on.words(entry).answer
    return work.answer(on.desk, view.case.id, view.case.version, "call", on.desk.now(), text)


@_act("investigating")
def _investigate(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    return work.investigate(on.desk, view.case.id, view.case.version)


@_act("noted")
def _note(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return work.remark(on.desk, view.case.id, view.case.version, "note", scene.text)


@_act("urged")
def _urge(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return work.urge(on.desk, view.case.id, view.case.version, on.desk.now(), scene.text)


@_act("called")
def _call(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return work.remark(on.desk, view.case.id, view.case.version, "call", scene.text)


@_act("evidence")
def _evidence(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return evidence.add(on.desk, view.case.id, view.case.version, "客户材料.txt", scene.text.encode(), "客户提供")


def _last(view: CaseView) -> str:
    """The file that was added last: it shows what follows."""
    return view.case.evidence[-1].sha256


def _superior(view: CaseView) -> Proof:
    """Who agrees that a case takes longer: nobody who handles it."""
    return Proof(PASSWORD, "reviewer" if view.case.handler == _APPROVER else _APPROVER)


@_act("extended")
def _extend(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    told = on.desk.now()
    return timing.extend(on.desk, view.case.id, view.case.version, scene.text, "sms", told, _superior(view))


def _pause(on: Complaints, view: CaseView, kind: PauseKind, scene: CaseScene) -> Any:
    case, second = view.case, _superior(view)
    return timing.pause(on.desk, case.id, case.version, kind, on.desk.today(), scene.text, _last(view), second)


@_act("appraisal")
def _appraise(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return _pause(on, view, "appraisal", scene)


@_act("mediation")
def _mediate(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return _pause(on, view, "mediation", scene)


@_act("resumed")
def _resume(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    return timing.resume(on.desk, view.case.id, view.case.version, on.desk.today())


@_act("new_facts")
def _new_facts(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    second = Proof(PASSWORD, _APPROVER)
    return timing.new_facts(on.desk, view.case.id, view.case.version, scene.text, on.desk.now(), _last(view), second)


@_act("decided")
def _decide(on: Complaints, view: CaseView, entry: CaseEntry, _scene: CaseScene) -> Any:
    view = granted(
        on.desk, deciding.draft(on.desk, view.case.id, view.case.version, _decision(on, view, entry)), entry.about
    )
    return deciding.decide(on.desk, view.case.id, view.case.version)


def _decision(on: Complaints, view: CaseView, entry: CaseEntry) -> Decision:
    said, remedies = on.words(entry), deciding.proposed(on.desk, view.case, on.lang).remedies
    return Decision(facts=said.facts, decision=said.decision, basis=said.basis, remedies=remedies)


@_act("receipt")
def _receipt(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    folder = letters.folder_of(on.desk, view.case)
    return letters.print_letter(on.desk, view.case.id, view.case.version, "receipt", folder, on.lang)


@_act("proposal")
def _proposal(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    folder = letters.folder_of(on.desk, view.case)
    return letters.print_letter(on.desk, view.case.id, view.case.version, "mediation_proposal", folder, on.lang)


@_act("told")
def _tell(on: Complaints, view: CaseView, entry: CaseEntry, _scene: CaseScene) -> Any:
    desk, case = on.desk, view.case
    sent = letters.print_letter(desk, case.id, case.version, "decision_notice", letters.folder_of(desk, case), on.lang)
    granted(desk, sent, entry.about)
    return deciding.tell(desk, case.id, case.version + 1, "hand_over", desk.now(), "本人签收")


@_act("result")
def _result(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    said = scene.text
    return deciding.tell(on.desk, view.case.id, view.case.version, "call", on.desk.now(), "通话记录", said)


@_act("recheck")
def _recheck(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return deciding.ask_recheck(on.desk, view.case.id, view.case.version, on.desk.today(), scene.text)


@_act("recheck_told")
def _recheck_told(on: Complaints, view: CaseView, entry: CaseEntry, _scene: CaseScene) -> Any:
    desk, case = on.desk, view.case
    written = _decision(on, view, entry)
    upheld = written.model_copy(update={"decision": f"{_UPHELD[on.lang]}{written.decision}"})
    kept = granted(desk, deciding.draft_recheck(desk, case.id, case.version, upheld), entry.about).case
    sent = letters.print_letter(desk, case.id, kept.version, "recheck_decision", letters.folder_of(desk, case), on.lang)
    granted(desk, sent, entry.about)
    return deciding.tell_recheck(desk, case.id, kept.version + 1, "post", desk.now(), "示例邮件 0417")


@_act("corrective_action")
def _mend(on: Complaints, view: CaseView, entry: CaseEntry, _scene: CaseScene) -> Any:
    said, today = on.words(entry), on.desk.today()
    check = day(entry.check, on.desk.local(on.stage.end).date()) if entry.check else None
    return corrective_actions.set_action(
        on.desk,
        view.case.id,
        view.case.version,
        cause=said.root,
        action=said.action,
        owner=_APPROVER,
        due=today + timedelta(7),
        check_on=check,
    )


@_act("checked")
def _check(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return corrective_actions.check_effect(on.desk, view.case.id, view.case.version, scene.text, effective=True)


@_act("major")
def _major(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    return work.mark_major(on.desk, view.case.id, view.case.version, ("regulator",))


@_act("reported")
def _report(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    return work.report_major(on.desk, view.case.id, view.case.version, "总行消费者权益保护部", on.desk.now())


@_act("closed")
def _close(on: Complaints, view: CaseView, _entry: CaseEntry, _scene: CaseScene) -> Any:
    return ending.close(on.desk, view.case.id, view.case.version)


def _told(on: Complaints, way: NoticeWay = "call", proof: str = "通话录音") -> Told:
    return Told(way=way, at=on.desk.now(), proof=proof)


_AGREED = Proof(PASSWORD, _APPROVER)


@_act("withdrawn")
def _withdraw(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    told = _told(on, "hand_over", "书面撤回申请")
    return ending.withdraw(on.desk, view.case.id, view.case.version, scene.text, told, _AGREED)


@_act("merged")
def _merge(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return ending.merge(on.desk, view.case.id, view.case.version, on.ids[scene.into], _told(on), _AGREED)


@_act("declined")
def _decline(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return ending.decline(on.desk, view.case.id, view.case.version, scene.text, _told(on), _AGREED)


@_act("transferred")
def _transfer(on: Complaints, view: CaseView, _entry: CaseEntry, scene: CaseScene) -> Any:
    return ending.transfer(on.desk, view.case.id, view.case.version, scene.to, _told(on), scene.text, _AGREED)
