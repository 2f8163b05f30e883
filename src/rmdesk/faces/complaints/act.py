"""One act on a case as a short form: what is asked, what is done with the answers, who must prove it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec

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
