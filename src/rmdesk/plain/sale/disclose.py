"""What is told before the sale, item by item with the time that it stays, then the questions about it (SUIT-22).

An item is acknowledged by a yes: Enter alone says nothing for the client.
"""

from rmdesk.desk import sales, selling
from rmdesk.desk.disclosure_items import DisclosureItem
from rmdesk.desk.sales import View
from rmdesk.domain.address import addressed
from rmdesk.faces.sale.documents import to_show
from rmdesk.faces.sale.status import recording_due, untold
from rmdesk.formpack.disclosure import Understanding
from rmdesk.formpack.placeholders import fill
from rmdesk.plain.talk import BACK, Talk, half_width


def disclose(talk: Talk, view: View) -> bool:
    """All items, all questions, the recording's reference; False when one goes back."""
    told = _Telling(talk, view)
    return told.items() and told.questions() and told.recording()


class _Telling:
    """One sale at its disclosure."""

    def __init__(self, talk: Talk, view: View) -> None:
        self.talk = talk
        self.view = view
        self.told = talk.granted(selling.items(talk.desk, view.sale.id))

    def _again(self) -> View:
        self.view = self.talk.granted(sales.view(self.talk.desk, self.view.sale.id))
        return self.view

    def items(self) -> bool:
        """From the first that was not acknowledged to the last."""
        ids, open_ones = [one.id for one in self.told], untold(self.view)
        at = next((at for at, one in enumerate(ids) if one in open_ones), len(ids))
        while at < len(ids):
            at += self._item(at)
            if at < 0:
                return False
        return True

    def _item(self, at: int) -> int:
        """Read one item out and have it acknowledged; 1 to go on, -1 to go back."""
        talk, item, since = self.talk, self.told[at], self.talk.desk.now()
        self._say(at, item)
        script = f"{talk.tr('sale.disclose.script')}\n{item.script.of(talk.lang)}"
        if item.id not in untold(self.view):
            return -1 if talk.line(talk.tr("plain.sale.next_item"), script) == BACK else 1
        if not talk.sure(talk.tr("plain.sale.acknowledge"), script):
            return -1
        seconds = max(0, round((talk.desk.now() - since).total_seconds()))
        answer = selling.acknowledge(talk.desk, self.view.sale.id, item.id, seconds, talk.lang, read_to_end=True)
        if talk.got(answer) is None:
            return -1
        self._stayed(seconds)
        return 1

    def _say(self, at: int, item: DisclosureItem) -> None:
        talk, lang = self.talk, self.talk.lang
        rule = "SUIT-10 SUIT-22" if item.care is not None else "SUIT-22"
        title, of = item.title.of(lang), len(self.told)
        talk.head(talk.tr("sale.disclose.heading", at=at + 1, of=of, title=title, rule=rule))
        if at == 0 and item.id in untold(self.view) and recording_due(self.view):
            bank = talk.desk.branch.spoken(lang).bank
            said = addressed(self.view.context.client.kind, talk.desk.pack.sentences.recording.of(lang))
            told = fill(said, {"bank": bank})
            talk.tell("sale.disclose.recording", told=told)
        shown = to_show(self.view, talk.desk.pack, lang) if at == 0 else ""
        if shown:
            talk.say(shown)
        talk.say(item.text.of(lang))
        if item.care is not None:
            talk.say(f"! {item.care.of(lang)}")

    def _stayed(self, seconds: int) -> None:
        """How long it stayed, and how far one is; too short a time is said (SUIT-22)."""
        told = len(self.told) - len(untold(self._again()))
        minutes, rest = divmod(seconds, 60)
        time = f"{minutes:02d}:{rest:02d}"
        self.talk.tell("sale.disclose.state", told=told, of=len(self.told), time=time)
        least = self.view.context.match_input.thresholds.told_seconds
        if seconds < least:
            self.talk.tell("plain.sale.hasty", seconds=least)

    # understanding
    def questions(self) -> bool:
        """Until each was answered rightly; a wrong answer leads back to the item that holds the right one."""
        talk = self.talk
        asked = talk.granted(selling.questions(talk.desk, self.view.sale.id))
        while True:
            right = {one.question for one in self._again().sale.understood if one.right}
            due = next((one for one in asked if one.id not in right), None)
            if due is None:
                return True
            if not self._question(due, asked.index(due) + 1, len(asked)):
                return False

    def _question(self, question: Understanding, at: int, of: int) -> bool:
        talk = self.talk
        talk.head(talk.tr("sale.understand.heading", at=at, of=of))
        talk.say(question.text.of(talk.lang))
        for option in question.options:
            talk.say(f"  {option.key}. {option.text.of(talk.lang)}")
        keys = [one.key for one in question.options]
        while True:
            typed = half_width(talk.line(talk.tr("plain.letter"), talk.tr("plain.letter_help"))).upper()
            if typed == BACK:
                return False
            if typed in keys:
                break
            talk.tell("plain.wrong_letter", allowed=" ".join(keys))
        answered = talk.granted(selling.answer(talk.desk, self.view.sale.id, question.id, typed))
        if not answered.right:
            talk.tell("sale.understand.wrong")
            item = next((one for one in self.told if one.id == question.item), None)
            if item is not None:
                self._say(self.told.index(item), item)
        return True

    # recording
    def recording(self) -> bool:
        """Its reference; without one the sale goes on and waits for it at the confirmation."""
        if recording_due(self._again()):
            note_recording(self.talk, self.view)
        return True


def note_recording(talk: Talk, view: View) -> None:
    """Ask for the recording's reference (SALE-09); Enter leaves it for later."""
    talk.tell("sale.recording.heading")
    while True:
        typed = talk.line(talk.tr("plain.sale.reference"), talk.tr("plain.sale.reference_help"))
        if (
            not typed
            or typed == BACK
            or talk.got(selling.note_recording(talk.desk, view.sale.id, typed, talk.desk.now())) is not None
        ):
            return
