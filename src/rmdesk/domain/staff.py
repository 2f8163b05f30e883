"""The branch's people: roles and the certificates that gate selling (SUIT-08)."""

from datetime import date
from typing import Literal

from rmdesk.domain.base import Value
from rmdesk.domain.product import Family
from rmdesk.domain.refusal import Refusal, refuse

Role = Literal["manager", "reviewer", "compliance", "product_keeper", "auditor", "administrator"]
STAFF_ROLES: tuple[Role, ...] = ("manager", "reviewer", "compliance", "product_keeper", "auditor", "administrator")


class Certificate(Value):
    """The right to sell `families`, until `expires_on` included."""

    families: tuple[Family, ...]
    number: str
    expires_on: date


class Staff(Value):
    """One person of the branch. `login` is also the name of the key slot."""

    login: str
    name: str
    roles: tuple[Role, ...]
    certificates: tuple[Certificate, ...] = ()
    suspended: bool = False

    def may_sell(self, family: Family, day: date) -> Refusal | None:
        """None when a certificate for `family` is in force on `day` (SUIT-08). Deposits need none."""
        held = [one.expires_on for one in self.certificates if family in one.families]
        if family == "deposit" or (held and max(held) >= day):
            return None
        if held:
            return refuse("SUIT-08.expired", family=family, expired_on=max(held))
        return refuse("SUIT-08", family=family, seller=self.name)


class Branch(Value):
    """Whose desk this is. `zone` is an IANA name; `contact` is the bank's complaint contact (SALE-14)."""

    bank: str
    branch: str
    contact: str
    zone: str = "Asia/Shanghai"
