"""A client's life at the desk as scripts: the file opened, assessed, changed, verified."""

from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rmdesk.desk import assess, clients, qualifying
from rmdesk.desk.assessment import reviewing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, ending
from rmdesk.desk.guarding import Proof
from rmdesk.desk.qualifying import Evidence
from rmdesk.domain.client import PRIVILEGED, ClientKind, PrivilegedClass, Profile
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.sample.entries import ClientEntry, Postponed, Taken
from rmdesk.sample.sales import PASSWORD
from rmdesk.sample.stage import Cue, SampleError, Script, Stage, granted
from rmdesk.sample.when import day, moment

_VERIFIER, _SECOND = "compliance", "reviewer"
# A picture of a mark and three lines stands for the scan of what was seen.
_COPY = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAEAAAABAAQAAAACCEkxzAAAALElEQVR42mP8zwABTAwUMVgYGBkY/lNuDrUYjP/pZxcD1K56Cm0f"
    "bOYQwwAAHKwK7VK3VlYAAAAASUVORK5CYII="
)


class Life:
    """One client. `id` is known once the file is open."""

    def __init__(self, desk: Desk, stage: Stage, kind: ClientKind, entry: ClientEntry, profile: Profile) -> None:
        self.desk, self.stage, self.kind, self.entry, self.profile = desk, stage, kind, entry, profile
        self.id = ""

    def client_id(self) -> str:
        """The client's id; SampleError before the file is open."""
        if not self.id:
            raise SampleError(f"{self.entry.name} is not registered yet")
        return self.id

    def scripts(self) -> Iterator[Script]:
        """Everything that happens to the client beside sales."""
        yield self._registered()
        yield from map(self._assessed, self.entry.assessed)
        for report in self.entry.reported:
            yield self._reported(report.at, report.what)
        for edit in self.entry.edited:
            yield self._edited(edit.at, edit.set, edit.reason)
        yield from map(self._postponed, self.entry.postponed)
        if self.entry.qualified:
            yield self._qualified()
        if self.entry.earner:
            yield self._earner()

    def _cue(self, who: str, at: str) -> Cue:
        return who, moment(at, self.stage.end, self.desk.branch.zone)

    def _registered(self) -> Script:
        yield self._cue(self.entry.by, self.entry.since)
        client = granted(self.desk, clients.register(self.desk, self.kind, self.profile), self.entry.name)
        self.id = client.id

    def _assessed(self, taken: Taken) -> Script:
        yield self._cue(taken.by, taken.at)
        take = granted(self.desk, assess.begin(self.desk, self.client_id()), self.entry.name)
        answers = letters(take.form, taken.answers, take.answers)
        seconds = {one.id: taken.pace for one in take.form.questions if one.source == "client"}
        yield timedelta(seconds=sum(seconds.values()))
        done = granted(
            self.desk, assess.finish(self.desk, take._replace(answers=answers, seconds=seconds)), take.client.name
        )
        if done.level != taken.level:
            raise SampleError(f"{take.client.name}: the answers come to {done.level}, not {taken.level}")
        if taken.confirmed and done.awaits_confirmation:
            yield timedelta(seconds=40)
            granted(self.desk, assess.confirm_level(self.desk, done.id), take.client.name)

        if taken.reviewed:
            yield self._cue(_VERIFIER, taken.reviewed)
            granted(self.desk, reviewing.review(self.desk, done.id, taken.note), take.client.name)

    def _postponed(self, later: Postponed) -> Script:
        yield self._cue(self.entry.by, later.at)
        open_ones = granted(self.desk, client_dues.of_client(self.desk, self.client_id()), self.entry.name)
        until = day(later.until, self.desk.local(self.stage.end).date())
        for due in open_ones:
            if due.kind == later.kind:
                key = f"{client_dues.PREFIX}{due.id}"
                granted(self.desk, ending.postpone(self.desk, key, until, later.reason), self.entry.name)

    def _reported(self, at: str, what: str) -> Script:
        yield self._cue(self.entry.by, at)
        granted(self.desk, clients.report_change(self.desk, self.client_id(), what), self.entry.name)

    def _edited(self, at: str, changes: Profile, reason: str) -> Script:
        yield self._cue(self.entry.by, at)
        values = {**clients.require(self.desk, self.client_id()).profile, **changes}
        granted(self.desk, clients.change(self.desk, self.id, values, reason), self.entry.name)

    def _qualified(self) -> Script:
        yield self._cue(_VERIFIER, self.entry.qualified)
        says_professional = clients.require(self.desk, self.client_id()).says_professional
        self._verify(PRIVILEGED[:2] if says_professional else PRIVILEGED[:1], licensed=says_professional)

    def _earner(self) -> Script:
        yield self._cue(_VERIFIER, self.entry.earner)
        self._verify(("earner",))

    def _verify(self, privileges: tuple[PrivilegedClass, ...], *, licensed: bool = False) -> None:
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.png"
            copy.write_bytes(_COPY + self.entry.name.encode())  # each client's own
            licence = ("L-EXAMPLE-0001", "long") if licensed else ("", "")
            evidence = Evidence(self.entry.evidence, copy, *licence)
            proof = Proof(PASSWORD, _SECOND)
            for privilege in privileges:
                found = qualifying.verify(self.desk, self.client_id(), privilege, evidence, proof)
                granted(self.desk, found, self.entry.name)


def letters(form: Questionnaire, given: str, known: dict[str, str]) -> dict[str, str]:
    """Answers by question id: the client's letters in order, and what the file answers (the age)."""
    asked = [question.id for question in form.questions if question.source == "client"]
    return {**known, **dict(zip(asked, given.replace(" ", ""), strict=False))}
