"""A new client's file, line by line (KYC-01..10, SUIT-16). Every answer is kept when it is given."""

from rmdesk.desk import clients, intake
from rmdesk.desk.intake import Page, Slot, Typing
from rmdesk.domain.client import Client, ClientKind, Profile
from rmdesk.plain import fields
from rmdesk.plain.talk import BACK, Talk

_TELLING = {"name", "born", "phone", "id_number", "uscc", "overseas_number"}


def take_in(talk: Talk, kind: ClientKind) -> Client | None:
    """Ask for a new client's file, or go on with a half-typed one, and open it. None when it is left for later."""
    talk.may("clients.write")
    typing = _typing(talk, kind)
    form = _Form(talk, typing)
    form.walk()
    while not form.reviewed():
        form.walk()
    answer = talk.pick([talk.tr("plain.open_file"), talk.tr("plain.later")], talk.tr("plain.number"))
    if answer != 0:
        talk.tell("plain.kept")
        return None
    return talk.granted(clients.register(talk.desk, kind, form.values, typing.draft_id))


def change(talk: Talk, client_id: str, key: str = "") -> Client | None:
    """Complete a client's file: what is missing or wrong is asked, and field `key`, which stands in the way. None when
    it is left for later."""
    talk.may("clients.write")
    before = talk.granted(clients.get(talk.desk, client_id))
    drafts = talk.granted(intake.kept(talk.desk, intake.DRAFT))
    half = next((one for one in drafts if one.subject == client_id), None)
    fresh = Typing(talk.desk.new_id(), before.kind, dict(before.profile), client_id)
    form = _Form(talk, fresh if half is None else talk.granted(intake.typing_of(talk.desk, half.id)), before)
    form.only(key)
    form.walk()
    while not form.reviewed():
        form.walk()
    while True:
        reason = talk.line(
            talk.tr("plain.prompt_required", label=talk.tr("sale.review.reason")), talk.tr("plain.reason_help")
        )
        if reason == BACK:
            talk.tell("plain.kept")
            return None
        changed = talk.got(clients.change(talk.desk, client_id, form.values, reason, form.typing.draft_id))
        if changed is not None:
            talk.tell("sale.review.saved", no=changed.no, name=changed.name)
            return changed


def _typing(talk: Talk, kind: ClientKind) -> Typing:
    drafts = talk.granted(intake.kept(talk.desk, intake.DRAFT))
    half = [one for one in drafts if one.values["kind"] == kind and not one.subject]
    fresh = Typing(talk.desk.new_id(), kind, intake.start_values(talk.desk, kind))
    if not half:
        return fresh
    talk.tell("plain.half_typed")
    names = [f"{one.values['values'].get('name', '—')}  {talk.desk.local(one.updated_at):%m-%d %H:%M}" for one in half]
    at = talk.pick([talk.tr("plain.new_one"), *names], talk.tr("plain.number"))
    if at in (BACK, 0):
        return fresh
    return talk.granted(intake.typing_of(talk.desk, half[int(at) - 1].id))


class _Form:
    """The fields in order, and where we are among them."""

    def __init__(self, talk: Talk, typing: Typing, before: Client | None = None) -> None:
        """`before` is whose file is changed."""
        self.talk = talk
        self.typing = typing
        self.filed: Profile = {} if before is None else before.profile
        self.values: Profile = dict(typing.values)
        self._asked = self._answered_before()
        self._order: list[str] = []
        self._title = ""
        self._known: set[str] = set()

    def only(self, key: str) -> None:
        """Of a file that is there only what is wrong is asked, and `key`."""
        wrong = intake.faults(self.talk.desk, self.typing.kind, self.values, self.filed)
        self._asked = {slot.key for page in self._pages() for slot in page.slots} - {*wrong, key}

    def walk(self) -> None:
        """Ask everything that was not asked yet; an answer may bring up more, and BACK asks the last one again."""
        while (found := self._next()) is not None:
            page, slot = found
            self._head(page)
            if not self._answer(page, slot):
                self._back()

    def reviewed(self) -> bool:
        """Whether nothing is missing any more; what is wrong will be asked again, and so will what one picks."""
        wrong = intake.faults(self.talk.desk, self.typing.kind, self.values, self.filed)
        for key in wrong:
            self._asked.discard(key)
        if wrong:
            self.talk.tell("plain.missing", count=len(wrong))
            return False
        slots = [slot for page in self._pages() for slot in page.slots if not fields.empty_person(page, self.values)]
        lines = [
            f"{s.field.label.of(self.talk.lang)}: {fields.shown(self.talk, s, self.values.get(s.key, ''))}"
            for s in slots
        ]
        at = self.talk.pick([*lines, self.talk.tr("plain.all_right")], self.talk.tr("plain.change"), len(lines))
        if at == BACK or at == len(lines):
            return True
        self._asked.discard(slots[int(at)].key)
        return False

    def _answered_before(self) -> set[str]:
        """What a half-typed file need not ask again: everything up to the page where it was left."""
        ids = [page.id for page in self._pages()]
        if self.typing.page not in ids:
            return set()
        done = self._pages()[: ids.index(self.typing.page) + 1]
        return {slot.key for page in done for slot in page.slots if slot.key in self.values}

    def _pages(self) -> tuple[Page, ...]:
        return intake.pages(self.talk.desk, self.typing.kind, self.values)

    def _next(self) -> tuple[Page, Slot] | None:
        open_ones = ((page, slot) for page in self._pages() for slot in page.slots if slot.key not in self._asked)
        return next(open_ones, None)

    def _head(self, page: Page) -> None:
        number = f" {page.number}" if page.step.most > 1 else ""
        title = f"{page.step.title.of(self.talk.lang)}{number}"
        if title != self._title:
            self.talk.say(f"\n{title}")
            self._title = title
        self.typing = self.typing._replace(page=page.id)

    def _answer(self, page: Page, slot: Slot) -> bool:
        if fields.empty_person(page, self.values) and slot == page.slots[0]:
            at = self.talk.pick(
                [self.talk.tr("plain.nobody"), self.talk.tr("plain.one_more")], self.talk.tr("plain.number"), 0
            )
            if at == 0:
                self._asked |= {one.key for one in page.every}
                return True
        value = fields.ask(self.talk, slot, self.values, self.filed)
        if value is None:
            return False
        self._asked.add(slot.key)
        self._order.append(slot.key)
        self._keep(slot, value)
        return True

    def _back(self) -> None:
        if self._order:
            self._asked.discard(self._order.pop())
        else:
            self.talk.tell("plain.first")

    def _keep(self, slot: Slot, value: str) -> None:
        self.values[slot.key] = value
        follows = intake.follow(slot, self.values)
        self.values |= follows
        self.typing = self.typing._replace(values=self.values)
        self.talk.granted(intake.keep_typing(self.talk.desk, self.typing))
        if slot.key in _TELLING:
            self._warn_of_duplicates()

    def _warn_of_duplicates(self) -> None:
        for one in self.talk.granted(clients.duplicates(self.talk.desk, self.values, self.typing.client_id)):
            if one.line.no not in self._known:
                self._known.add(one.line.no)
                why = self.talk.tr(f"clients.same.{one.why}")
                self.talk.tell("plain.duplicate", no=one.line.no, name=one.line.name, why=why)
