"""Facts about keys, second persons, books, backups, the clock and the end of retention."""

from datetime import datetime

from rmdesk.domain.fact import Fact


# keys
class PasswordChanged(Fact, kind="vault.password_changed/1"):
    """A person has a new password. `by_administrator`: given by somebody else."""

    login: str
    by_administrator: bool = False


class StaffRemoved(Fact, kind="people.removed/1"):
    """A person left: no key slot, no rights; the name stays."""

    login: str
    reason: str


class RecoveryCodeRenewed(Fact, kind="vault.recovery_code_renewed/1"):
    """A new recovery code was printed; the old one opens nothing any more but old copies."""


class RecoveryUsed(Fact, kind="vault.recovery_used/1"):
    """The printed code was used to give `login` a new password."""

    login: str


class LoginCountLost(Fact, kind="vault.login_count_lost/1"):
    """The count of wrong passwords was missing or damaged, or so many were tried that `dropped` are not listed."""

    noticed_at: datetime | None
    dropped: int = 0


# second persons and books
class SecondPersonAgreed(Fact, kind="people.second_agreed/1"):
    """A second person proved to be one and agreed to a sensitive act (DATA-08). `about`: an id, or "" for the desk."""

    act: str
    about: str = ""


class ClientRead(Fact, kind="client.read/1"):
    """An auditor read something of a client, or a list ("" as id). `what` names the use case, `about` what was asked
    for by its id or number: a client, a sale, a paper. `listed`: the clients that a search found, by number; the
    words are not kept, for they may be a name."""

    client_id: str
    what: str
    about: str = ""
    listed: tuple[str, ...] = ()


class ClientHandedOver(Fact, kind="client.handed_over/1"):
    """A client went from one manager's book into another's, with these open dues and sales (DESK-18)."""

    client_id: str
    giver: str
    receiver: str
    due_ids: tuple[str, ...]
    sale_ids: tuple[str, ...]
    reason: str


# backups and the place of the desk
class BackupMade(Fact, kind="vault.backup_made/1"):
    """A backup was made, opened, verified and compared (DESK-19). `head` is the chain's end in it, in hex."""

    name: str
    folder: str
    size: int
    seq: int
    head: str
    automatic: bool


class BackupRestored(Fact, kind="vault.backup_restored/1"):
    """This desk was made from a backup of `made_at`; its chain ended at `seq`. It has a new device name since."""

    made_at: datetime
    seq: int
    head: str
    device_before: str


class PlaceAccepted(Fact, kind="desk.place_accepted/1"):
    """Somebody said that the desk is meant to stand in a synchronised or network folder."""

    place: str


# the clock
class ClockConfirmed(Fact, kind="desk.clock_confirmed/1"):
    """The clock said `now` when the last fact was of `last`, later or long before, and somebody confirmed `now`."""

    last: datetime
    now: datetime


# the end of retention
class PayloadsErased(Fact, kind="archive.payloads_erased/1"):
    """What the facts with these `ids` said was erased for ever (KYC-08, SUIT-09). It names nobody and is never erased
    itself. `counters`: how far each series of numbers had come in what was erased, so that none is given twice."""

    ids: tuple[str, ...]
    reason: str
    counters: dict[str, int] = {}
