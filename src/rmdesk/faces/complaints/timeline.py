"""The timeline of a case in words: who did what, when, and the text that goes with it."""

from collections.abc import Iterable, Iterator

from rmdesk.desk.complaints.cases import Event
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import peers
from rmdesk.desk.paper_titles import paper_title
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain import exchange_cases as moves
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import Evidence, Notice
from rmdesk.domain.fact import Fact
from rmdesk.faces.complaints import words
from rmdesk.faces.lines import Line
from rmdesk.locale import tr

_TOLD = (facts.ResultTold, facts.RecheckTold)
_ENDED = (facts.CaseWithdrawn, facts.CaseDeclined, facts.CaseTransferred)
_BY_TWO = (
    facts.CaseCompleted, facts.SaleLinked, facts.SaleUnlinked, facts.CaseParted, facts.MajorFound,
    facts.CaseAnswered, facts.MajorReported,
)  # fmt: skip


def event_lines(desk: Desk, event: Event, lang: Lang, files: Iterable[Evidence] = ()) -> Iterator[Line]:
    """One entry: a heading, and below it its text. `files`: those of the case, which name what it was shown by."""
    title = tr(lang, f"complaints.event.{_name(event)}")
    local = desk.local(event.at)
    at = f"{local:%m-%d %H:%M}" if local.year == desk.today().year else f"{local:%Y-%m-%d %H:%M}"
    details = [one for one in _details(desk, event.fact, lang) if one]
    said = event.fact.correction if isinstance(event.fact, facts.CaseCorrected) else event.fact
    told = _notice(event.fact)
    shown = getattr(told or said, "evidence", "")
    details += [f"{tr(lang, 'complaints.field.shown_by')}: {one.name}" for one in files if one.sha256 == shown]
    second = getattr(told or said, "agreed_by", "") if isinstance(event.fact, (*_TOLD, *_ENDED, *_BY_TWO)) else ""
    details += [f"{tr(lang, 'complaints.field.agreed_by')}: {name_of(desk, second)}"] if second else []
    yield Line(at, " · ".join([title, name_of(desk, event.by)]), "")
    for one in details:
        yield Line("", one, "muted")


def _notice(fact: Fact) -> Notice | None:
    if isinstance(fact, _TOLD):
        return fact.notice
    return fact.ending.told if isinstance(fact, _ENDED) else None


def _name(event: Event) -> str:
    if isinstance(event.fact, facts.RemarkAdded):
        return event.fact.remark
    return event.kind.partition("/")[0].rpartition(".")[2]


def _desk(desk: Desk, device: str) -> str:
    card = peers.named(desk, device).card
    return f"{card.name} {card.branch}"


def _details(desk: Desk, fact: Fact, lang: Lang) -> list[str]:
    def label(vocabulary: str, key: str) -> str:
        return desk.pack.label(vocabulary, key, lang)

    match fact:
        case moves.CaseGivenUp():
            return [_desk(desk, fact.device), fact.move.reason]
        case moves.CaseMoveAnswered():
            answer = tr(lang, f"exchange.move.out_{'taken' if fact.taken else 'refused'}")
            return [_desk(desk, fact.device), answer, fact.reason]
        case moves.CaseHeardOf():
            return [f"{words.moment(desk, one.at)} {tr(lang, f'exchange.heard.{one.what}')}" for one in fact.heard]
        case moves.CaseTakenOver():
            return [_desk(desk, fact.device), name_of(desk, fact.handler)]
        case moves.CaseRefused() | moves.CaseMoveEnded():
            return [_desk(desk, fact.device), fact.reason]
        case facts.ComplaintReceived():
            return [fact.case.claim]
        case facts.CaseAssigned():
            return [f"{name_of(desk, fact.handler)} {fact.reason}".strip()]
        case facts.CaseAnswered():
            return [f"{label('notice_way', fact.way)} {words.moment(desk, fact.at)}", fact.text]
        case facts.CaseUrged():
            return [words.moment(desk, fact.at), fact.text]
        case facts.RemarkAdded():
            return [fact.text]
        case facts.EvidenceKept():
            return [f"{fact.evidence.name} {fact.evidence.note}".strip()]
        case facts.NewFactsReceived():
            return [f"{words.moment(desk, fact.at)} {name_of(desk, fact.agreed_by)}".strip(), fact.what]
        case facts.MajorFound():
            return [words.listed((label("major_reason", one) for one in fact.reasons), lang)]
        case facts.MajorReported():
            return [f"{fact.to} {words.moment(desk, fact.at)}"]
        case facts.LetterPrinted():
            return [f"{paper_title(desk.pack, fact.printed.kind, lang)} {fact.printed.number}"]
        case facts.NoticeGivenAgain():
            notice = fact.notice
            said = f"{label('notice_way', notice.way)} {words.moment(desk, notice.at)} {notice.proof}"
            return [said, fact.why, name_of(desk, notice.agreed_by)]
        case facts.ResultTold() | facts.RecheckTold():
            notice = fact.notice
            return [f"{label('notice_way', notice.way)} {words.moment(desk, notice.at)} {notice.proof}", notice.said]
    return _timed(desk, fact, lang) or _ended(desk, fact)


def _timed(desk: Desk, fact: Fact, lang: Lang) -> list[str]:
    match fact:
        case facts.ExtensionApproved():
            one = fact.extension
            return [f"{one.was_due} → {one.due} {name_of(desk, one.approver)}", one.reason]
        case facts.ClockPaused():
            kind = desk.pack.label("pause_kind", fact.paused.kind, lang)
            second = f" {name_of(desk, fact.agreed_by)}" if fact.agreed_by else ""
            return [f"{kind} {fact.paused.start}{second}", fact.reason]
        case facts.ClockResumed():
            return [f"{fact.pause.start} → {fact.pause.end}"]
        case facts.RecheckAsked():
            return [f"{fact.on}", fact.reason]
        case facts.CorrectiveActionSet():
            return [fact.corrective_action.cause, fact.corrective_action.action]
        case facts.EffectChecked():
            return [tr(lang, "complaints.effect.good" if fact.effective else "complaints.effect.bad"), fact.effect]
    return []


def _ended(desk: Desk, fact: Fact) -> list[str]:
    match fact:
        case facts.CaseMerged():
            return [words.number(desk, fact.into)]
        case facts.CaseJoined():
            return [words.number(desk, fact.joined)]
        case facts.CaseTransferred():
            return [fact.to, fact.note]
        case facts.CaseClosed() | facts.CaseWithdrawn() | facts.CaseDeclined():
            return [fact.note]
    return []
