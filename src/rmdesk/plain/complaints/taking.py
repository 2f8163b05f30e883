"""Taking a case in, and completing its record, field by field as the screens ask it (COMP-01, 02, 03, 15)."""

from rmdesk.desk import clients
from rmdesk.desk.complaints import register
from rmdesk.desk.complaints.guarding import CORRECT, barred
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.register import NewCase, Taken
from rmdesk.domain.refusal import Refused
from rmdesk.faces.complaints.typing import CaseDraft, outward
from rmdesk.faces.fields import Option
from rmdesk.plain.complaints import acting
from rmdesk.plain.form import ask_field, shown
from rmdesk.plain.proof import proved
from rmdesk.plain.talk import BACK, Talk

_FOUND = 8
_NOBODY = "-"


def take_in(talk: Talk, *, client: str = "", sale: str = "") -> str | None:
    """Take in a new case, with what is known of a client or a sale; its id, or None when it is left or restricted."""
    known: NewCase = talk.granted(register.prefill(talk.desk, client=client, sale=sale))
    return _Taking(talk, CaseDraft.fresh(talk.desk, known)).run()


def go_on(talk: Talk, draft_id: str) -> str | None:
    """The same with a half-typed one."""
    draft = talk.granted(CaseDraft.resumed(talk.desk, draft_id))
    return _Taking(talk, draft).run()


def complete(talk: Talk, view: CaseView) -> None:
    """Complete or correct the record of a case that was taken in; what is not classified yet is asked first."""
    draft = CaseDraft.of_case(talk.desk, view)
    pages = draft.pages()
    missing = view.case.labels.missing()
    page: str | None = "classes" if missing else None
    while True:
        page = page or _page(talk, pages)
        if page is None:
            return
        if page == "done":
            done = _completed(talk, draft, view)
            if done is not None and talk.got(done) is not None:
                return
        else:
            _Page(talk, draft, page).ask()
        page = None


def _completed(talk: Talk, draft: CaseDraft, view: CaseView) -> CaseView | Refused | None:
    """The record kept; whom it is to concern no more, a second person lets go (COMP-04). None when that was given
    up."""
    said, closed = draft.letting_go(view, talk.lang), barred(talk.desk, view.case, CORRECT)
    return proved(talk, CORRECT, lambda proof: draft.complete(view, proof), about=said, closed_to=closed)


def _page(talk: Talk, pages: dict[str, tuple[str, ...]]) -> str | None:
    options = [Option(one, talk.tr(f"complaints.page.{one}")) for one in pages]
    chosen = talk.choose([Option("done", talk.tr("plain.complaint.keep_record")), *options])
    return None if chosen == BACK else chosen


class _Page:
    """The fields of one page in order; an answer may bring up further ones."""

    def __init__(self, talk: Talk, draft: CaseDraft, page: str) -> None:
        self.talk = talk
        self.draft = draft
        self.page = page
        self.done: list[str] = []

    def ask(self) -> bool:
        """Ask all; False when one goes back behind the first."""
        self.talk.head(self.talk.tr(f"complaints.page.{self.page}"))
        while (key := next((one for one in self.draft.pages()[self.page] if one not in self.done), None)) is not None:
            if self.answer(key):
                self.done.append(key)
            elif self.done:
                self.done.pop()
            else:
                return False
        return True

    def answer(self, key: str) -> bool:
        """Ask one field and keep the answer."""
        spec = self.draft.spec(key, self.talk.lang)
        here = outward(spec, self.draft.shown(key), self.talk.lang)
        answer = ask_field(self.talk, spec, here, lambda _, raw: self.draft.read(spec, raw))
        if answer is None:
            return False
        told = self.draft.doubt(key, answer)
        if told is not None:
            self.talk.note(told)
        refused = self.draft.type(key, answer)
        if refused is not None:
            self.talk.refused(refused)
        self.after(key, answer)
        return True

    def after(self, key: str, answer: str) -> None:
        """What follows from an answer; nothing unless a subclass says so."""


class _First(_Page):
    """The same of a new case: whoever is a client is not asked for what the bank holds (COMP-02)."""

    said: frozenset[str] = frozenset()

    def after(self, key: str, answer: str) -> None:
        """Look for the client by the name, and for open cases that may be the same (COMP-07)."""
        if key == "name" and answer and not self.draft.linked:
            self._link(answer)
        for one in self.draft.same():
            if one.no not in self.said:
                self.said |= {one.no}
                why = self.talk.tr(f"complaints.same.{one.why}")
                self.talk.tell("plain.complaint.same", no=one.no, name=one.name, claim=one.claim[:30], why=why)

    def _link(self, name: str) -> None:
        talk = self.talk
        found = clients.find(talk.desk, name, _FOUND)
        if isinstance(found, Refused) or not found:
            return
        options = [Option(line.id, f"{line.name} {line.no}") for line in found]
        options.append(Option(_NOBODY, talk.tr("complaints.take.no_client")))
        talk.tell("complaints.take.which")
        chosen = talk.choose(options)
        if chosen not in (BACK, _NOBODY):
            refused = self.draft.link(chosen)
            if refused is not None:
                talk.refused(refused)


class _Taking:
    """A new case on its way. Every answer is kept at once."""

    def __init__(self, talk: Talk, draft: CaseDraft) -> None:
        self.talk = talk
        self.draft = draft

    def run(self) -> str | None:
        """The legal minimum, then what more is wanted, then it is taken in."""
        talk, draft = self.talk, self.draft
        talk.tell("complaints.take.heading")
        page = "basic"
        while True:
            _First(talk, draft, page).ask()
            chosen = self._next()
            if chosen in ("take", "same"):
                taken = talk.got(draft.take())
                if taken is None:
                    page = "basic"
                    continue
                return self._taken(taken, merge=chosen == "same")
            if chosen in (BACK, "later"):
                talk.tell("plain.kept")
                return None
            page = chosen

    def _next(self) -> str:
        """All answers once more; then to take it in, to add to it, or to leave it."""
        talk, draft = self.talk, self.draft
        talk.head(talk.tr("plain.complaint.answers"))
        for key in (one for keys in draft.pages().values() for one in keys):
            spec, value = draft.spec(key, talk.lang), draft.shown(key)
            if value:
                talk.say(talk.tr("plain.prompt", label=spec.label) + shown(talk, spec, value))
        same = draft.same()
        options = [Option("take", talk.tr("plain.complaint.take")), Option("later", talk.tr("plain.later"))]
        options += [
            Option(page, talk.tr("plain.complaint.page", page=talk.tr(f"complaints.page.{page}")))
            for page in draft.pages()
        ]
        if same:
            options.append(Option("same", talk.tr("plain.complaint.take_same", no=same[0].no)))
        return talk.choose(options)

    def _taken(self, taken: Taken, *, merge: bool) -> str | None:
        talk = self.talk
        if taken.view is None:  # whoever takes in a complaint about himself sees it no more (COMP-04)
            talk.tell("complaints.take.closed", no=taken.no)
            return None
        talk.tell("plain.complaint.taken", no=taken.no)
        same = self.draft.same() if merge else ()
        other = next((one.id for one in same if one.id != taken.id), "")
        return (acting.merge(talk, taken.view, other) if other else "") or taken.id
