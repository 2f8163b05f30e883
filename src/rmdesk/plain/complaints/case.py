"""One case line by line: what each part says, what can be done in it, until it is left (COMP-01..16)."""

from rmdesk.desk import intake
from rmdesk.desk.complaints import board, cases, drafting, related_sales
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.masking import mask_case
from rmdesk.domain.complaint_acts import why_none
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.acts import entries, next_part, others, sign_of, why_not
from rmdesk.faces.complaints.acts import options as acts_of
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.parts import ACTS, PARTS
from rmdesk.faces.fields import Option
from rmdesk.faces.nearness import how_near
from rmdesk.plain.complaints import acting, deciding, taking
from rmdesk.plain.talk import BACK, Off, Talk, half_width

_NEW, _HALF = "new", "half:"


def complain(talk: Talk, which: str = "") -> CaseView | None:
    """Go on with a case by its number, or take in a new one: of a client or about a sale by its number, or for "" as
    is chosen. None when there is none to go on with."""
    case_id = _case(talk, which) if which else _chosen(talk)
    return None if case_id is None else _Case(talk, case_id).run()


def _case(talk: Talk, which: str) -> str | None:
    first = half_width(which).upper()[:1]
    if first == "K":
        return taking.take_in(talk, client=which)
    if first == "J":
        return taking.take_in(talk, sale=which)
    return talk.granted(cases.view(talk.desk, which)).case.id


def _chosen(talk: Talk) -> str | None:
    """A case that is open, one that is half typed, or a new one."""
    half = talk.granted(intake.kept(talk.desk, drafting.KIND))
    options = [Option(_NEW, talk.tr("plain.complaint.new"))]
    for one in half:
        name, at = one.values.get("name") or "—", talk.desk.local(one.updated_at)
        options.append(Option(_HALF + one.id, talk.tr("plain.complaint.half", name=name, at=f"{at:%m-%d %H:%M}")))
    for line in talk.granted(board.board(talk.desk)).lines:
        state = words.state_of(talk.desk, line.state, line.moved, talk.lang)
        near = "" if line.due is None else how_near(talk.desk, line.due, talk.lang)
        options.append(Option(line.id, " · ".join(filter(None, (f"{line.no} {line.name}", state, near)))))
    chosen = talk.choose(options, talk.tr("plain.complaint.which"), other=lambda typed: _numbered(talk, typed))
    if chosen == BACK:
        return None
    if chosen == _NEW:
        return taking.take_in(talk)
    return taking.go_on(talk, chosen.removeprefix(_HALF)) if chosen.startswith(_HALF) else chosen


def _numbered(talk: Talk, typed: str) -> str | None:
    """The id of the case that bears a number; "" where there is none such, which is said. None for no such number."""
    if not typed.upper().startswith("C"):
        return None
    found = talk.got(cases.view(talk.desk, typed))
    return "" if found is None else found.case.id


class _Case:
    """One case under work. What is done is recorded at once; what is typed is kept as it is given."""

    def __init__(self, talk: Talk, case_id: str) -> None:
        self.talk = talk
        self.case_id = case_id
        self.view = talk.granted(cases.view(talk.desk, case_id))

    def run(self) -> CaseView:
        """Part after part, the next one proposed; until it is left."""
        while True:
            self._head()
            part = self._part()
            if part == BACK:
                if not self.view.case.ended:
                    self.talk.tell("plain.complaint.left", no=self.view.case.no)
                return self.view
            if part == "sale":
                self._also_told()
            else:
                self._in(part)
            answer = cases.view(self.talk.desk, self.case_id)
            if isinstance(answer, Refused):  # an act may show that the person has an interest in it (COMP-04)
                said = words.handed(self.talk.desk, self.case_id, self.talk.lang)
                self.talk.say(said) if said else self.talk.refused(answer)
                return self.view
            self.view = answer

    def _head(self) -> None:
        """Who, what about, where it stands, what is due."""
        talk, desk, case = self.talk, self.talk.desk, self.view.case
        handler = name_of(desk, case.handler) if case.handler else talk.tr("complaints.nobody")
        parts = (case.no, case.complainant.name, words.kind(desk, case, talk.lang), words.state(desk, case, talk.lang))
        talk.head(" ".join((*parts, talk.tr("complaints.handled_by", name=handler))))
        talk.say(mask_case(case.complainant, case.claim))
        about = words.about(desk, case, talk.lang)
        if about:
            talk.say(about)
        talk.say(words.due_line(desk, self.view, talk.lang))

    def _part(self) -> str:
        """Which part, by its number; Enter takes the one in which the next step is done."""
        talk, due = self.talk, next_part(self.view)
        options = [Option(part, f"{sign_of(self.view, part)} {talk.tr(f'keys.case_{part}')}".strip()) for part in PARTS]
        if due:
            talk.tell("plain.likeliest", at=PARTS.index(due) + 1, what=talk.tr(f"keys.case_{due}"))
        return talk.choose(options, talk.tr("plain.complaint.part"), default=due)

    def _in(self, part: str) -> None:
        """What the part says, numbers masked (DATA-05), then one of its acts."""
        talk = self.talk
        text = CaseText(talk.desk, self.view, talk.lang, talk.words)
        talk.head(talk.tr(f"keys.case_{part}"))
        for line in text.masked(text.lines(part)):
            said = " ".join(filter(None, (line.label, line.value)))
            if said:
                talk.say(said)
        acts = entries(self.view, ACTS[part])
        if not acts:
            why = why_none(self.view.case, ACTS[part])
            if why is not None:
                talk.refuse(why)
            return
        options = acts_of(talk.desk, self.view, part, talk.lang)
        off = [Off(at + 1, name, self._why(entry)) for at, entry, name in others(talk.desk, self.view, part, talk.lang)]
        chosen = acts[0] if len(acts) == 1 else talk.choose(options, talk.tr("plain.complaint.act"), off=off)
        if chosen == "complete":
            taking.complete(talk, self.view)
        elif chosen in ("draft", "draft_recheck"):
            deciding.write(talk, self.view)
        elif chosen == "letter":
            deciding.choose_letter(talk, self.view)
        elif chosen != BACK:
            self.case_id = acting.act(talk, self.view, chosen) or self.case_id

    def _why(self, entry: str) -> str:
        """Why an act cannot be done now, in the rule's words where there is one."""
        why = why_not(self.view.case, entry)
        return self.talk.tr("plain.complaint.off") if why is None else self.talk.words(why)

    def _also_told(self) -> None:
        """The sale that it is about, and who else was told the same text (COMP-16)."""
        talk = self.talk
        if self.view.case.about.sale_id is None and "link_sale" in self.view.may:
            acting.act(talk, self.view, "link_sale")
            return
        text = CaseText(talk.desk, self.view, talk.lang, talk.words)
        for line in text.masked(text.lines("sale")):
            talk.say(" ".join(filter(None, (line.label, line.value))))
        found = talk.got(related_sales.who_else(talk.desk, self.case_id))
        if found is None:
            return
        talk.tell("complaints.also.heading", no=self.view.case.no, count=related_sales.clients(found))
        for one in found:
            state = talk.tr(f"complaints.also.{one.state}")
            talk.say(f"  {one.client_no} {one.client_name} {one.sale_no} {state}")
