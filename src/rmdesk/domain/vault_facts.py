"""Facts about keys, backups, the place of the desk and its clock."""

from datetime import datetime

from rmdesk.domain.fact import Fact


# keys
class PasswordChanged(Fact, kind="vault.password_changed/1"):
    """A person has a new password. `by_administrator`: given by somebody else."""

    login: str
    by_administrator: bool = False


class CodeIssued(Fact, kind="vault.code_issued/1"):
    """An administrator gave a person a one-time code: it opens nothing but the way to a password of one's own, and dies
    with it."""

    login: str


class RecoveryCodeRenewed(Fact, kind="vault.recovery_code_renewed/1"):
    """A new recovery code was printed; the old one opens nothing any more but old copies."""


class RecoverySealed(Fact, kind="vault.recovery_sealed/1"):
    """Somebody put the printed recovery code away, sealed. `place`: where it lies."""

    place: str


class RecoveryUsed(Fact, kind="vault.recovery_used/1"):
    """The printed code was used to give `login` a new password."""

    login: str


class LoginCountLost(Fact, kind="vault.login_count_lost/1"):
    """The count of wrong passwords was missing or damaged, or so many were tried that `dropped` are not listed."""

    noticed_at: datetime | None
    dropped: int = 0


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
