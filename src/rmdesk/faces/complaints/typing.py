"""A case while it is typed: what stands in the fields, what is masked, and that no answer is ever lost."""

from rmdesk.desk.complaints import documents, drafting, register
from rmdesk.desk.complaints.alike import Alike
from rmdesk.desk.complaints.documents import VALIDITY
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.register import NewCase, Taken
from rmdesk.desk.complaints.work import complete, record_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.base import Lang
from rmdesk.domain.client import mask_id, mask_phone
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.refusal import Refusal, Refused, refuse
from rmdesk.faces.complaints import record, words
from rmdesk.faces.complaints.reading import read_field, shown_moment
from rmdesk.faces.complaints.record import Values
from rmdesk.faces.complaints.unfinished import unfinished
from rmdesk.faces.fields import FieldSpec
from rmdesk.locale import tr

_MASKS = {"contact": mask_phone, "id_number": mask_id, "agent_id_number": mask_id}
_WHO = (
    "name", "kind", "contact", "address", "id_type", "id_number", "id_valid_until", "legal_representative",
    "agent_name", "agent_id_type", "agent_id_number", "agent_id_valid_until", "client_id",
)  # fmt: skip
_PARSED = ("received", "group_size", "mandate_on", *VALIDITY)  # fields that are more than text in the record


def outward(spec: FieldSpec, value: str, lang: Lang) -> str:
    """How a canonical value stands in its field; reading it gives the same value again."""
    return tr(lang, "sale.intake.long") if spec.kind == "date_or_long" and value == LONG_TERM else value


class CaseDraft:
    """A new case, or the record of `case` to be completed, on its way to the desk."""

    def __init__(self, desk: Desk, values: Values, draft_id: str = "", case: CaseView | None = None) -> None:
        self.desk = desk
        self.id = draft_id
        self.case = case
        self.start = dict(values)
        held = case is not None or bool(values.get("client_id"))
        self.on_file = {key: values.get(key, "") for key in _MASKS if held}
        self.kept = None if case is None else unfinished(desk, case.case.id, "complete", values)
        self.values = values if self.kept is None else self.kept.values()

    @classmethod
    def fresh(cls, desk: Desk, known: NewCase) -> "CaseDraft":
        """A new case, received now, with what is known (COMP-02)."""
        values = record.START | {key: value for key, value in record.values_of(desk, known).items() if value}
        return cls(desk, values | {"received": shown_moment(desk, desk.now())})

    @classmethod
    def resumed(cls, desk: Desk, draft_id: str) -> "CaseDraft | Refused":
        """A half-typed case."""
        typing = drafting.resume(desk, draft_id)
        return typing if isinstance(typing, Refused) else cls(desk, dict(typing.values), draft_id)

    @classmethod
    def of_case(cls, desk: Desk, view: CaseView) -> "CaseDraft":
        """The record of a case that was taken in already."""
        return cls(desk, record.values_of(desk, record_of(view.case)), case=view)

    @property
    def begun(self) -> bool:
        """Whether something is there that was typed before and not done."""
        return self.kept is not None and bool(self.kept.typed)

    @property
    def linked(self) -> bool:
        """Whether the complainant is a client of this desk."""
        return bool(self.values.get("client_id"))

    def pages(self) -> dict[str, tuple[str, ...]]:
        """The fields that are asked now, page by page."""
        return record.pages(self.values, again=self.case is not None)

    def spec(self, key: str, lang: Lang) -> FieldSpec:
        """How a field is asked."""
        return record.spec(self.desk, key, lang, self.values.get("client_id", ""))

    def shown(self, key: str) -> str:
        """What stands in a field; numbers on file are masked (DATA-05)."""
        value = self.values.get(key, "")
        return self._mask(key) if value and value == self.on_file.get(key) else value

    def read(self, spec: FieldSpec, raw: str) -> str | Refusal:
        """The canonical value of a field. Only a complaint must have a contact (COMP-02)."""
        if raw and raw == self._mask(spec.key):
            return raw
        read = read_field(self.desk, spec, raw)
        if isinstance(read, str):
            today, held = self.desk.today(), self.start.get(spec.key, "") if self.case is not None else ""
            return documents.fault(spec.key, read, self.values, today, held) or read
        optional = spec.key == "contact" and self.values.get("type") != "complaint"
        if read == refuse("INPUT.required") and optional:
            return ""
        return read

    def doubt(self, key: str, raw: str) -> Refusal | None:
        """Why to look once more at what stands in a field and can be taken."""
        value = self.read(self.spec(key, "zh"), raw)
        if isinstance(value, Refusal) or raw == self._mask(key):
            return None
        return documents.doubt(key, value, self.values, self.desk.today())

    def type(self, key: str, raw: str) -> Refused | None:
        """Keep what is being typed, as it stands."""
        value = self.on_file[key] if raw and raw == self._mask(key) else raw
        if value == self.values.get(key, ""):
            return None
        self.values[key] = value
        if key == "name" and self.linked:
            self._unlink()
        return self.keep()

    def _unlink(self) -> None:
        """Another name is another person: what the file says of the client goes with him."""
        for key in {*_MASKS, *_WHO} - {"name", "kind"}:
            self.values.pop(key, None)
        self.on_file.clear()

    def link(self, client_id: str) -> Refused | None:
        """The complainant is this client: take over what the file says (COMP-02)."""
        known = register.prefill(self.desk, client=client_id)
        if isinstance(known, Refused):
            return known
        found = record.values_of(self.desk, known)
        self.values |= {key: found[key] for key in _WHO}
        self.on_file = {key: found[key] for key in _MASKS}
        return self.keep()

    def keep(self) -> Refused | None:
        """Write the draft; of a case that exists what differs from its record."""
        if self.kept is not None:
            return self.kept.keep({**dict.fromkeys(self.start, ""), **self.values})
        kept = drafting.keep(self.desk, self.id, self.values)
        if isinstance(kept, Refused):
            return kept
        self.id = kept.id
        return None

    def discard(self) -> Refused | None:
        """Forget it."""
        if self.kept is not None:
            self.kept.end()
        return drafting.discard(self.desk, self.id) if self.id else None

    def same(self) -> tuple[Alike, ...]:
        """Open cases that may be the same one (COMP-07)."""
        if self.case is not None or not self.values.get("name"):
            return ()
        made = self.record()
        found = made if isinstance(made, Refused) else register.duplicates(self.desk, made)
        return () if isinstance(found, Refused) else found

    def record(self) -> NewCase | Refused:
        """The record that the fields make; refused while what is half typed is no time or number."""
        values = dict(self.values)
        for key in _PARSED:
            raw = values.get(key, "")
            read = read_field(self.desk, self.spec(key, "zh"), raw) if raw.strip() else ""
            if isinstance(read, Refusal):
                return Refused(reasons=(read,))
            values[key] = read
        return record.record_of(self.desk, values)

    def take(self) -> Taken | Refused:
        """Take the new case in."""
        made = self.record()
        return made if isinstance(made, Refused) else register.take(self.desk, made, self.id)

    def complete(self, seen: CaseView, proof: Proof | None = None) -> CaseView | Refused:
        """Change the record of the case that is there."""
        made = self.record()
        done = made if isinstance(made, Refused) else complete(self.desk, seen.case.id, seen.case.version, made, proof)
        if self.kept is not None and not isinstance(done, Refused):
            self.kept.end()
        return done

    def letting_go(self, seen: CaseView, lang: Lang) -> str:
        """What a second person reads before agreeing that somebody is taken out of the case (COMP-04)."""
        case, values = seen.case, self.values
        same_sale = values.get("about.sale_id", "") == (case.about.sale_id or "")
        before = case.about.people if same_sale else sorted(case.parties)
        gone = (name_of(self.desk, one) for one in before if one not in values.get("about.people", "").split(","))
        said = tr(lang, "complaints.say.let_go", names=words.listed(tuple(gone), lang))
        return f"{case.no} {case.complainant.name}\n{said}"

    def _mask(self, key: str) -> str:
        value = self.on_file.get(key, "")
        return _MASKS[key](value) if value else ""
