"""One act on a case as a short form: what is asked, what is done with the answers, who must prove it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec
from rmdesk.locale import Lang

Values = Mapping[str, str]
Do = Callable[[CaseView, Values, Proof | None], CaseView | Refused]


@dataclass(frozen=True)
class ActForm:
    """What is asked for one act. `act` names it in the pack; `said` stands above the fields; `proves` names the
    sensitive act for which `do` wants a proof (DATA-08), `proves_by` finds it in what was typed. `ends`: no key undoes
    it, so Enter does not do it, and where nobody proves it, it is asked for once more by its name."""

    act: str
    fields: tuple[FieldSpec, ...]
    do: Do
    values: Values = field(default_factory=dict)
    said: str = ""
    name: str = ""  # tells acts of one kind apart: a note and a call
    proves: str = ""
    ends: bool = False
    proves_by: Callable[[Values], str] | None = None


def agreed_to(form: ActForm, view: CaseView, values: Values, lang: Lang) -> str:
    """What a second person reads before agreeing: to which case, and everything that was answered; of what ends nothing
    also what stands so far."""
    joint = "：" if lang == "zh" else ": "
    said = [] if form.ends else [form.said]
    answered = [f"{spec.label}{joint}{_chosen(spec, text)}" for spec in form.fields if (text := values.get(spec.key))]
    return "\n".join(filter(None, (f"{view.case.no} {view.case.complainant.name}", *said, *answered)))


def _chosen(spec: FieldSpec, text: str) -> str:
    return next((one.label for one in spec.options if one.key == text), text)
