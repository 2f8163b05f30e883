"""The table of acts that ask for the password again or for a second person (DATA-08)."""

from rmdesk.domain.base import Text, Value
from rmdesk.domain.people import Role
from rmdesk.domain.sensitive import Asked, Demand, usual


class SensitiveAct(Value):
    """The act called `key`. `roles`: one of them the second person must hold; empty where none is asked for."""

    key: str
    demand: Demand
    roles: tuple[Role, ...] = ()
    note: Text


class SensitiveActs(Value):
    """All of sensitive_acts.toml."""

    version: str
    act: tuple[SensitiveAct, ...]

    def asked(self, act: str) -> Asked:
        """What `act` asks for; an act that this pack does not name yet asks for what is usual. KeyError."""
        found = next((one for one in self.act if one.key == act), None)
        return usual(act) if found is None else Asked(demand=found.demand, roles=found.roles)
