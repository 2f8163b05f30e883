"""What each part of a case says, as lines of a sheet."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rmdesk.desk import show
from rmdesk.desk.complaints import cases, letters, related_sales
from rmdesk.desk.complaints.corrected import before_and_after
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView, put_off
from rmdesk.desk.complaints.sums import note_of, shown, sum_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import mask_case
from rmdesk.desk.paper_titles import paper_title
from rmdesk.domain import complaint_facts
from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import Clock
from rmdesk.domain.complaint import DECISION_PARTS, Case, Correction, Decision, Notice
from rmdesk.domain.fact import versions
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.timeline import event_lines
from rmdesk.faces.lines import Line
from rmdesk.formpack.complaint_letters import LetterKind
from rmdesk.locale import tr

Say = Callable[[object], str]
_OF_COMPLAINTS = frozenset({"decide", "letters", "tell"})
"""What a suggestion, question or praise has not (COMP-09)."""


def _decided(case: Case) -> bool:
    """Whether something of a complaint was done with it: it was one once."""
    return bool(case.letters) or case.notice is not None or case.decision != Decision()


class CaseText:
    """One case in words."""

    def __init__(self, desk: Desk, view: CaseView, lang: Lang, say: Callable[..., str]) -> None:
        """`say` words a refusal in one line."""
        self.desk, self.view, self.case, self.lang, self.say = desk, view, view.case, lang, say

    def lines(self, part: str) -> list[Line]:
        """The lines of a part, its numbers in full: `masked` makes them fit to be seen (DATA-05)."""
        if part in _OF_COMPLAINTS and self.case.type != "complaint" and not _decided(self.case):
            kind = self._label("case_type", self.case.type)
            return [Line("", self.tr("complaints.none.of_kind", kind=kind), "muted")]
        found: Iterator[Line] = getattr(self, f"_{part}")()
        return list(found)

    def masked(self, lines: list[Line]) -> list[Line]:
        """The lines without anybody's numbers."""
        return [replace(line, value=mask_case(self.case.complainant, line.value)) for line in lines]

    def tr(self, key: str, **params: object) -> str:
        """A text of this area."""
        return tr(self.lang, key, **params)

    def _field(self, key: str) -> str:
        """What a field is called: who suggests, asks or praises makes no complaint."""
        other = self.case.type != "complaint" and key in ("name", "channel", "grounds")
        return self.tr(f"complaints.field.{key}{'_other' if other else ''}")

    def _label(self, vocabulary: str, key: str) -> str:
        return self.desk.pack.label(vocabulary, key, self.lang) if key else "—"

    def _heading(self, vocabulary: str, key: str) -> str:
        return self.desk.pack.heading(vocabulary, key, self.lang)

    # 1 times
    def _times(self) -> Iterator[Line]:
        if self.case.moved == "given":
            yield Line("", words.state(self.desk, self.case, self.lang))
        yield from self._elsewhere()
        for clock in self.view.clocks:
            yield from self._clock(clock)
        yield from self.past()
        for pause in self.case.pauses:
            kind = self._label("pause_kind", pause.kind)
            yield Line("", self.tr("complaints.time.pause", kind=kind, start=pause.start, end=pause.end), "muted")
        if self.case.new_facts_at is not None and self.case.runs_since != "reopened":
            at = words.moment(self.desk, self.case.new_facts_at)
            yield Line("", self.tr("complaints.time.new_facts", at=at), "muted")
        for one in self.case.extensions:
            said = self.tr(
                "complaints.time.extension", was=one.was_due, due=one.due, approver=name_of(self.desk, one.approver),
                way=self._label("notice_way", one.notice_way), at=words.moment(self.desk, one.notice_at),
                reason=one.reason,
            )  # fmt: skip
            yield Line("", said, "muted")

    def _elsewhere(self) -> Iterator[Line]:
        """Of what another desk took over nothing is done here any more, and what is not said here may be done there."""
        if self.case.gone:
            yield Line("", words.taken_over(self.desk, self.case, self.lang))

    def _clock(self, clock: Clock) -> Iterator[Line]:
        legal = self.tr("complaints.time.legal" if clock.legal else "complaints.time.house")
        if clock.party == "complainant":
            legal = self.tr("complaints.time.complainant")
        state = words.clock_state(self.desk, self.case, clock, self.lang)
        said = f"{shown(clock.due)}  {clock.name.of(self.lang)} · {legal} · {state}"
        sign = words.sign_of(self.desk, self.view, clock)
        yield Line(sign, said, "late" if words.is_late(self.desk, self.case, clock) else "")
        yield Line("", sum_of(clock, self.lang), "muted")
        note = note_of(clock, self.lang)
        if note:
            yield Line("", note, "muted")

    def past(self) -> Iterator[Line]:
        """What was late and stays it; counts that are over; what runs by the values taken in first."""
        for one in self.case.lates:
            key = "complaints.time.was_late" if one.legal else "complaints.time.was_missed"
            said = self.tr(key, due=one.due, until=one.until, rule=one.rule)
            yield Line("!", said, "late")
        for each in self.case.rounds:
            at, state = words.moment(self.desk, each.until), self._label("case_state", each.state)
            yield Line("", self.tr(f"complaints.time.round_{each.why}", at=at, state=state), "muted")
        moved = put_off(self.desk, self.case)
        if moved is not None:
            was, due = moved
            yield Line("", self.tr("complaints.time.put_off", was=was, due=due, days=(due - was).days), "muted")
        for clock in self.view.beside:
            state = words.clock_state(self.desk, self.case, clock, self.lang)
            name = clock.name.of(self.lang)
            dates = {"start": shown(clock.start), "due": shown(clock.due)}
            said = self.tr(
                f"complaints.time.{words.beside(self.desk, self.view, clock)}", **dates, name=name, state=state
            )
            past = words.is_past(self.desk, clock) or not (clock.open or words.in_time(self.case, clock))
            yield Line("!" if past else "·", said, "late" if past else "muted")

    # 2 record
    def _record(self) -> Iterator[Line]:
        case, who = self.case, self.case.complainant
        yield Line(self.tr("complaints.field.claim"), case.claim)
        yield Line(self.tr("complaints.field.wanted"), case.wanted or "—")
        yield Line(self._field("name"), self._who())
        if who.contact:
            yield Line(self.tr("complaints.field.contact"), who.contact)
        if who.id_number:
            kind = self._label("id_type", who.id_type) if who.kind == "person" and who.id_type else ""
            yield Line(self.tr("complaints.field.id_number"), f"{kind} {who.id_number}".strip())
        if who.address:
            yield Line(self.tr("complaints.field.address"), who.address)
        yield Line(self.tr("complaints.field.received"), words.moment(self.desk, case.received_at))
        source = self._label("case_source", case.source)
        yield Line(self.tr("complaints.field.source"), f"{source} {case.regulator_no}".strip())
        yield Line(self.tr("complaints.field.about"), words.about(self.desk, case, self.lang) or "—")
        for key, vocabulary in (
            ("channel", "complaint_channel"), ("business", "complaint_business"), ("cause", "complaint_cause"),
        ):  # fmt: skip
            yield Line(self._field(key), self._label(vocabulary, getattr(case.labels, key)))
        yield Line(self.tr("complaints.field.priority"), self._label("case_priority", case.priority))
        if case.major:
            yield Line(
                self.tr("complaints.field.major"),
                words.listed((self._label("major_reason", one) for one in case.major), self.lang),
            )
        for one in case.corrections:
            yield from self._correction(one)
        for key in ("story", "grounds"):
            if getattr(case, key):
                yield Line(self._field(key), getattr(case, key))
        yield from self._joined(case)

    def _correction(self, one: Correction) -> Iterator[Line]:
        before, after = before_and_after(self.desk, one, self.lang)
        field = self._label("corrected_field", one.field)
        said = self.tr(
            "complaints.corrected", field=field, before=before, after=after, reason=one.reason,
            by=name_of(self.desk, one.by), agreed=name_of(self.desk, one.agreed_by),
            at=words.moment(self.desk, one.at),
        )  # fmt: skip
        yield Line("", said, "muted")

    def _who(self) -> str:
        who = self.case.complainant
        parts = [who.name]
        if who.role != "self":
            parts.append(self._label("complainant_role", who.role))
        if who.role == "agent":
            mandate = "" if who.mandate_on is None else self.tr("complaints.mandate", on=who.mandate_on)
            kind = self._label("id_type", who.agent_id_type) if who.agent_id_type else ""
            parts += [part for part in (who.agent_name, f"{kind} {who.agent_id_number}".strip(), mandate) if part]
        if who.role == "heir" and who.deceased:
            parts.append(self.tr("complaints.heir_of", name=who.deceased))
        if who.role == "group":
            parts.append(
                self.tr("complaints.of_group", count=who.group_size, names=words.listed(who.representatives, self.lang))
            )
        return " · ".join(parts)

    def _joined(self, case: Case) -> Iterator[Line]:
        for other in case.joined:
            yield Line(self.tr("complaints.field.joined"), words.joined(self.desk, other, self.lang))

    # 3 answer
    def _answer(self) -> Iterator[Line]:
        answers = [one for one in self._events() if one.kind in versions(complaint_facts.CaseAnswered.kind)]
        if not answers:
            yield Line("", self.tr("complaints.none.answer"), "muted")
        for one in answers:
            yield from event_lines(self.desk, one, self.lang, self.case.evidence)

    # 4 course
    def _course(self) -> Iterator[Line]:
        urged = self.case.urged
        if urged:
            last = words.moment(self.desk, urged[-1])
            yield Line(self.tr("complaints.urged", count=len(urged), at=last), tone="head")
        for one in reversed(self._events()):
            yield from event_lines(self.desk, one, self.lang, self.case.evidence)

    def _events(self) -> tuple[cases.Event, ...]:
        found = cases.timeline(self.desk, self.case.id)
        return () if isinstance(found, Refused) else found

    # 5 decision
    def _decide(self) -> Iterator[Line]:
        yield from self._elsewhere()
        yield from self._decision(self.case.decision)
        if self.case.recheck_asked is not None:
            yield Line(self.tr("complaints.recheck.head", on=self.case.recheck_asked), tone="head")
            yield from self._decision(self.case.recheck_decision)

    def _decision(self, decision: Decision) -> Iterator[Line]:
        for part in DECISION_PARTS:
            text = getattr(decision, part)
            yield Line(
                self._heading("case_part", part), text or self.tr("complaints.none.part"), "" if text else "muted"
            )

    # 6 letters
    def _letters(self) -> Iterator[Line]:
        for one in self.case.letters:
            title = paper_title(self.desk.pack, one.kind, self.lang)
            yield Line(one.number, f"{title}  {words.moment(self.desk, one.at)}")
        ready = letters.printable(self.desk, self.case.id)
        if isinstance(ready, Refused):
            return
        yield Line(self.tr("complaints.letters.ready"), tone="head")
        for kind, gaps in ready.items():
            label = self._label("case_letter", kind)
            if gaps:
                yield Line(label, "\n".join(map(self.say, gaps)), "muted")
            else:
                yield Line(label, self.tr("complaints.letters.can"))
                yield from self._warned(kind)

    def _warned(self, kind: LetterKind) -> Iterator[Line]:
        """Words that should not reach a client are seen before the letter is printed (SALE-11)."""
        found = letters.warnings(self.desk, self.case.id, kind)
        for one in () if isinstance(found, Refused) else found:
            yield Line("", f"! {self.say(one)}", "late")

    # 7 told
    def _tell(self) -> Iterator[Line]:
        case = self.case
        yield from self._elsewhere()
        yield from self._came_back(recheck=False)
        yield from self._notice(case.notice)
        if case.recheck_asked is not None:
            yield Line(self.tr("complaints.recheck.asked", on=case.recheck_asked), tone="head")
            yield Line(self._heading("case_part", "reason"), case.recheck_reason)
            yield from self._came_back(recheck=True)
            yield from self._notice(case.recheck_notice)

    def _came_back(self, *, recheck: bool) -> Iterator[Line]:
        """What was sent before and came back: both stay (COMP-11)."""
        for one in self.case.came_back:
            if one.recheck == recheck:
                at, way = words.moment(self.desk, one.notice.at), self._label("notice_way", one.notice.way)
                key = "ours" if one.ours else "not_ours"
                yield Line(self.tr("complaints.came_back.head", at=at, way=way), tone="head")
                yield Line("", f"{one.why} · {self.tr(f'complaints.came_back.{key}')}", "muted")

    def _notice(self, notice: Notice | None) -> Iterator[Line]:
        if notice is None:
            yield Line("", self.tr("complaints.none.notice"), "muted")
            return
        yield Line(self.tr("complaints.field.way"), self._label("notice_way", notice.way))
        yield Line(self.tr("complaints.field.at"), words.moment(self.desk, notice.at))
        yield Line(self.tr("complaints.field.proof"), notice.proof)
        if notice.said:
            yield Line(self.tr("complaints.field.said"), notice.said)

    # 8 corrective action
    def _corrective_action(self) -> Iterator[Line]:
        corrective_action = self.case.corrective_action
        owner = name_of(self.desk, corrective_action.owner) if corrective_action.owner else ""
        values = {
            "cause": corrective_action.cause, "action": corrective_action.action, "owner": owner,
            "due": words.day(corrective_action.due), "check_on": words.day(corrective_action.check_on),
        }  # fmt: skip
        for key, value in values.items():
            yield Line(self._heading("case_part", key), value or "—")
        if corrective_action.checked_at is not None:
            label = self.tr("complaints.effect.good" if corrective_action.effective else "complaints.effect.bad")
            by = name_of(self.desk, corrective_action.checked_by)
            yield Line(self._heading("case_part", "effect"), f"{label} · {corrective_action.effect} · {by}")
        if self.view.gaps:
            yield Line("")
            yield Line(self.tr("complaints.gaps"), tone="head")
            for gap in self.view.gaps:
                yield Line("", f"· {self.say(gap)}", "muted")

    # 9 sale
    def _sale(self) -> Iterator[Line]:
        related_sale = related_sales.related_sale(self.desk, self.case.id)
        if isinstance(related_sale, Refused):
            yield Line("", self.say(related_sale.reasons[0]), "muted")
            return
        sale = related_sale.sale
        yield Line(self.tr("complaints.sale.sale"), f"{sale.no} {related_sale.client_name}")
        if sale.choice is not None:
            yield Line(self.tr("complaints.sale.product"), words.product_name(self.desk, sale.choice.code, self.lang))
        if related_sale.assessment is not None:
            level = show.client_level(self.desk.pack, related_sale.assessment.level, self.lang)
            yield Line(self.tr("complaints.sale.assessment"), f"{level} · {related_sale.assessment.on}")
        if related_sale.version:
            yield Line(self.tr("complaints.sale.version"), related_sale.version[:12])
        yield Line(self.tr("complaints.sale.told"), tone="head")
        for one in related_sale.told:
            title = f"{words.moment(self.desk, one.at)} · {self.tr('complaints.sale.seconds', seconds=one.seconds)}"
            yield Line(self._label("disclosure_item", one.item), title, "muted")
            yield Line("", one.text)

    # 0 the rest
    def _rest(self) -> Iterator[Line]:
        case = self.case
        handler = name_of(self.desk, case.handler) if case.handler else self.tr("complaints.nobody")
        yield Line(self.tr("complaints.field.handler"), handler)
        taken = f"{words.moment(self.desk, case.recorded_at)} {name_of(self.desk, case.recorded_by)}"
        yield Line(self.tr("complaints.field.taken"), taken)
        if case.major_reported_at is not None:
            yield Line(self.tr("complaints.field.reported"), words.moment(self.desk, case.major_reported_at))
        if case.ended_on is not None:
            yield Line(words.state(self.desk, case, self.lang), f"{case.ended_on} {case.end_note}".strip())
        if case.ending is not None:
            told, agreed = case.ending.told, case.ending.agreed_by
            way = self._label("notice_way", told.way)
            said = f"{way} {words.moment(self.desk, told.at)} {told.proof}"
            heading = (
                "withdrawn_way" if case.state == "withdrawn" else "end_told"
            )  # who withdraws tells, and is not told
            yield Line(self.tr(f"complaints.field.{heading}"), said)
            if agreed:
                yield Line(self.tr("complaints.field.agreed_by"), name_of(self.desk, agreed))
        if case.merged_into is not None:
            yield Line(self.tr("complaints.field.merged"), words.number(self.desk, case.merged_into))
        for one in case.evidence:
            size = self.tr("complaints.evidence.size", size=f"{one.size:,}")
            yield Line(self.tr("complaints.field.evidence"), f"{one.name} · {size} · {one.note}".rstrip(" ·"))
