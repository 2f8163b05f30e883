"""What a register refuses is told where it can be mended: at the field, whatever it is that stands against it."""

from rmdesk.desk.archive import sealing
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, listing
from rmdesk.desk.registers.views import Faulty
from rmdesk.domain.people import DESK_ROLES
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


def test_a_register_that_one_may_not_read_is_refused_in_words(own: Desk) -> None:
    """An empty list says that nothing is in it, and a command that says so ends as if all were well."""
    shut = {
        (register.id, role): listing.page(at(own, role), register.id)
        for register in own.pack.registers.values()
        for role in DESK_ROLES
        if role not in register.read and set(register.read) <= set(DESK_ROLES)
    }
    assert shut
    assert {key: codes(answer) for key, answer in shut.items()} == {key: ["DATA-08.role"] for key in shut}
