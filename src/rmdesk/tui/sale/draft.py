"""A client's file while it is typed: what stands in the fields, what follows, and that no answer is ever lost."""

from collections.abc import Mapping
from decimal import Decimal

from rmdesk.desk import clients, intake
from rmdesk.desk.becoming import Ends
from rmdesk.desk.clients import Duplicate
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.intake import Page, Slot, Typing
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client, ClientKind, Profile, mask_id, mask_phone
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.locale import tr

# What tells two people apart: possible duplicates are looked for while these are typed.
TELLING = ("name", "born", "phone", "id_number", "uscc", "overseas_number")


def outward(slot: Slot, value: str, lang: Lang) -> str:
    """How a canonical value stands in its field; reading it gives the same value again."""
    if slot.field.kind == "date_or_long" and value == LONG_TERM:
        return tr(lang, "sale.intake.long")
    if slot.field.kind == "amount" and value.replace(".", "", 1).isdigit():
        return f"{Decimal(value):,f}"
    if slot.field.options and not slot.field.choices:
        option = slot.field.option(value)
        return value if option is None else option.text.of(lang)
    return value


class FileDraft:
    """The file of a new client, or of `before`, on its way to the desk. Everything is kept as it is typed."""

    def __init__(self, desk: Desk, typing: Typing, before: Client | None = None) -> None:
        self.desk = desk
        self.id = typing.draft_id
        self.kind: ClientKind = typing.kind
        self.values: Profile = dict(typing.values)
        self.page_id = typing.page
        self.before = before
        self.unkept = False  # the disk was full, say: what is here is not in the desk yet

    @classmethod
    def fresh(cls, desk: Desk, kind: ClientKind) -> "FileDraft":
        """A new client's file with the form's defaults."""
        return cls(desk, Typing(desk.new_id(), kind, intake.start_values(desk, kind)))

    @classmethod
    def resumed(cls, desk: Desk, draft_id: str) -> "FileDraft | Refused":
        """A half-typed file."""
        typing = intake.typing_of(desk, draft_id)
        if isinstance(typing, Refused):
            return typing
        before = clients.get(desk, typing.client_id) if typing.client_id else None
        return before if isinstance(before, Refused) else cls(desk, typing, before)

    @classmethod
    def of_client(cls, desk: Desk, client_id: str) -> "FileDraft | Refused":
        """A client's file to be changed, with what was already typed for that."""
        client, drafts = clients.get(desk, client_id), intake.kept(desk, intake.DRAFT)
        if isinstance(client, Refused):
            return client
        if isinstance(drafts, Refused):
            return drafts
        half = next((one for one in drafts if one.subject == client.id), None)
        if half is not None:
            return cls.resumed(desk, half.id)
        return cls(desk, Typing(desk.new_id(), client.kind, dict(client.profile), client.id), client)

    def about(self, lang: Lang) -> str:
        """Whose file it is, in a few words."""
        if self.before is not None:
            return f"{self.before.no} {self.before.name}"
        return tr(lang, f"sale.intake.new.{self.kind}")

    def pages(self) -> tuple[Page, ...]:
        """The pages that are asked, given what is known so far."""
        return intake.pages(self.desk, self.kind, self.values)

    def page(self, page_id: str) -> Page:
        """The page called `page_id`, or the first one."""
        pages = self.pages()
        return next((one for one in pages if one.id == page_id), pages[0])

    def open(self, page_id: str) -> Refused | None:
        """Remember which page is open."""
        self.page_id = page_id
        return self.keep() if self.touched else None

    @property
    def touched(self) -> bool:
        """Whether anything was typed that is worth keeping."""
        start = intake.start_values(self.desk, self.kind) if self.before is None else self.before.profile
        return {key: value for key, value in self.values.items() if value} != start

    def shown(self, page: Page, lang: Lang) -> Profile:
        """What stands in the fields of a page; numbers that are on file already are masked (DATA-05)."""
        found = {}
        for slot in page.every:
            value = self.values.get(slot.key, "")
            hidden = self._mask(slot.key)
            default = slot.field.default if page.step.role else ""
            on_file = hidden and value == self._on_file(slot.key)
            found[slot.key] = hidden if on_file else outward(slot, value or default, lang)
        return found

    def read(self, slot: Slot, raw: str, lang: Lang) -> str | Refusal:
        """What was typed in a field as it is to stand there, or why it cannot be read."""
        if raw and raw == self._mask(slot.key):
            return raw
        answer = intake.read(self.desk, slot, raw, self.values, self._filed())
        return answer if isinstance(answer, Refusal) else outward(slot, answer, lang)

    def doubt(self, slot: Slot, raw: str) -> Refusal | None:
        """Why to look once more at what stands in a field and can be taken."""
        value = self._on_file(slot.key) if raw == self._mask(slot.key) else intake.canonical(slot.field, raw)
        return None if isinstance(value, Refusal) else intake.doubt(slot.key, value, self.values, self.desk.today())

    def type(self, page: Page, key: str, raw: str) -> bool:
        """Keep what is being typed, as it stands; False when it says no more than what is kept."""
        slot = next(one for one in page.every if one.key == key)
        value = self._on_file(key) if raw and raw == self._mask(key) else raw
        if self.values.get(key, "") in (value, intake.read(self.desk, slot, value, self.values, self._filed())):
            return False
        self.values[key] = value
        if page.step.role:
            self._settle_role(page)
        self.keep()
        return True

    def answer(self, page: Page, key: str, value: str) -> Profile | Refused:
        """A field was answered: keep it. Gives what follows for other fields."""
        slot = next(one for one in page.every if one.key == key)
        read = intake.read(self.desk, slot, value, self.values, self._filed())
        masked = bool(value) and value == self._mask(key)
        self.values[key] = self._on_file(key) if masked else (value if isinstance(read, Refusal) else read)
        typed = "" if masked or isinstance(read, Refusal) else intake.as_typed(slot, read, {**self.values, key: value})
        if typed:
            self.values[intake.typed_key(key)] = typed
        if page.step.role:
            self._settle_role(page)
        follows = intake.follow(slot, self.values)
        self.values.update(follows)
        return self.keep() or follows

    def _settle_role(self, page: Page) -> None:
        """A person's defaults count as soon as something of him is there, and not before."""
        typed = any(self.values.get(one.key, "") not in ("", one.field.default) for one in page.every)
        for one in page.every:
            if not typed:
                self.values.pop(one.key, None)
            elif one.field.default:
                self.values.setdefault(one.key, one.field.default)

    def keep(self) -> Refused | None:
        """Write the draft."""
        client_id = self.before.id if self.before is not None else ""
        refused = intake.keep_typing(self.desk, Typing(self.id, self.kind, self.values, client_id, self.page_id))
        self.unkept = refused is not None
        return refused

    def _filed(self) -> Mapping[str, str]:
        """What the file says already."""
        return {} if self.before is None else self.before.profile

    def faults(self) -> dict[str, Refusal]:
        """What is wrong or missing, by key."""
        return intake.faults(self.desk, self.kind, self.values, self._filed())

    def duplicates(self, typed: Mapping[str, str]) -> tuple[Duplicate, ...]:
        """Clients who may be this one; `typed` are fields as they stand, not yet left."""
        values = {key: self.values.get(key, "") for key in TELLING}
        for slot in (slot for page in self.pages() for slot in page.slots if slot.key in typed):
            read = intake.read(self.desk, slot, typed[slot.key], self.values)
            values[slot.key] = typed[slot.key].strip() if isinstance(read, Refusal) else read
        found = clients.duplicates(self.desk, values, self.before.id if self.before is not None else "")
        return () if isinstance(found, Refused) else found

    def ends(self) -> Ends:
        """What falls with the change of a file; nothing while it cannot be read."""
        found = Ends() if self.before is None else clients.would_end(self.desk, self.before.id, self.values)
        return Ends() if isinstance(found, Refused) else found

    def finish(self, reason: str, proof: Proof | None = None) -> Client | Refused:
        """Open the new file, or change the old one for `reason`."""
        if self.before is None:
            return clients.register(self.desk, self.kind, self.values, self.id)
        return clients.change(self.desk, self.before.id, self.values, reason, self.id, proof)

    def _on_file(self, key: str) -> str:
        return self.before.profile.get(key, "") if self.before is not None else ""

    def _mask(self, key: str) -> str:
        """How a number on file is shown; "" when nothing needs hiding."""
        value, last = self._on_file(key), key.rpartition(".")[2]
        hide = {"id_number": mask_id, "phone": mask_phone}.get(last)
        return hide(value) if value and hide is not None else ""
