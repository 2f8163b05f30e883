"""What a register refuses is told where it can be mended: at the field, whatever it is that stands against it."""

from rmdesk.desk.archive import sealing
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting
from rmdesk.desk.registers.views import Faulty
from support.desks import codes, done
from support.registers import at, second

TYPED = {"title": "大额集中", "class": "operational", "source": "check"}


def test_a_client_who_cannot_be_named_is_refused_at_the_field_that_names_him(own: Desk) -> None:
    """A clerk who mistypes the client's number would search the whole form for what is wrong with it (DATA-03)."""
    done(sealing.seal(at(own, "compliance"), "K-0002", "销户", second("checker")))
    for about in ("client:K-0002", "client:K-0099"):
        answer = acting.begin(at(own, "compliance"), "risk", {**TYPED, "about": about})
        assert isinstance(answer, Faulty)
        assert codes(answer) == ["INPUT.unknown"]
        assert list(answer.fields) == ["about"]
