#!/usr/bin/env python3
"""Verify an exported journal of an rmdesk desk, without rmdesk. Python 3 and its standard library are enough.

    python verify_journal.py FILE [--head SEQ:HASH] [--code CODE]

FILE holds JSON lines. The first describes the journal, each other line is one fact. A fact is sealed like this; "||"
joins bytes, texts are UTF-8, numbers unsigned and big-endian, and len() counts bytes in 4 bytes:

    digest = SHA-256( salt || payload )
    hash   = SHA-256( "rmdesk-journal-1" || newline || prev || seq in 8 bytes
                      || len(id) || len(at) || len(device) || len(actor) || len(kind) || len(subject)
                      || id || at || device || actor || kind || subject || digest )

prev is the hash of the fact before (32 zero bytes for the first), seq counts 1, 2, 3 … So nobody can change, remove,
insert or swap a fact without changing every hash behind it. Faults are printed as "seq what":

    missing    a number is absent                 prev      it does not point to the fact before it
    hash       who, when, what kind, about whom   digest    what it says was changed
    erased     payload gone, and no fact says so  malformed a field is not of the journal's type
    head       the journal ends elsewhere than it should

Beside the chain it is asked whether what stands there fits together, as far as the payloads came along:

    time  dated before the fact before it     id     made at another instant than the fact says
    actor nobody of this name worked here     role   this person might not sell, assess or review
    pack  not the digest of its own texts, or nobody else agreed to it
    second nobody else agreed that a client was linked, verified or, lately assessed, became somebody else, or that
          the clock was put back (told at the fact after it)
    level what was chosen was not offered to the client (nor insisted on)

The file can only vouch for itself. Compare its end with one that was written down elsewhere: --head takes number and
hash, --code the code that is printed on the papers and that must occur. Exit code: 0 sound, 1 not, 2 unreadable.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

TEXTS = ("id", "at", "device", "actor", "kind", "subject")
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def bytes_of(text: object) -> bytes | None:
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else None


def hex_of(text: object) -> bytes | None:
    return bytes.fromhex(text) if isinstance(text, str) else None


def chain_code(seq: int, hash_: bytes) -> str:
    value = int.from_bytes(hash_[:10], "big")
    code = "".join(LETTERS[value >> 5 * place & 31] for place in range(15, -1, -1))
    return "-".join((str(seq), code[:4], code[4:8], code[8:12], code[12:]))


def seal(seq: int, texts: list[bytes], digest: bytes, prev: bytes) -> bytes:
    numbers = seq.to_bytes(8, "big") + b"".join(len(text).to_bytes(4, "big") for text in texts)
    return hashlib.sha256(b"rmdesk-journal-1\n" + prev + numbers + b"".join(texts) + digest).digest()


ROLES = {  # of which somebody must hold one who records such a fact
    "sale": {"manager"},
    "visit": {"manager"},
    "assessment": {"manager"},
    "pack": {"compliance", "administrator"},
}
HANDED = ("pack.adopted/1", "", "packs.adopt")  # two people adopted it at head office, nobody here
REVIEWS, REVIEWERS = {"reviewed", "sent_back"}, {"reviewer", "compliance"}
SECOND = {  # what never stands without somebody else's consent just before it, and to which act
    "client.qualification_verified/1": "clients.qualify",
    "client.linked/1": "clients.link",
    "client.unlinked/1": "clients.link",
    "exchange.desk_enrolled/1": "exchange.enrol",
}
LATELY = timedelta(days=30)  # no form pack lets an assessment run out sooner
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(at: str) -> datetime:
    """An instant as it is written."""
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def became_another(changes: dict[str, list[str]]) -> bool:
    """Whether a person is somebody else by these changes alone: another birth date, or another name and number."""
    bare = str.maketrans("", "", " ./-")
    was = {key for key, (old, new) in changes.items() if old and old.translate(bare) != new.translate(bare)}
    return "born" in was or {"name", "id_number"} <= was


def id_start(at: str) -> str:
    """How the id of a fact of this instant begins: milliseconds, version, fraction."""
    millis, micros = divmod((moment(at) - EPOCH) // timedelta(microseconds=1), 1000)
    return f"{millis:012x}7{micros * 4096 // 1000:03x}"


def digest_of(files: dict[str, str]) -> str:
    """The digest of a form pack: names and contents in order of name, each behind its length in 8 bytes."""
    whole = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode(), files[name].encode()):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


class Fitting:
    """Whether the facts fit together: the time, the people, the last agreement to a pack, what was offered."""

    def __init__(self) -> None:
        self.at = ""
        self.turned: tuple[int, str] = (0, "")  # the clock was put back by this fact, confirmed by this person
        self.whole = True  # no payload was withheld so far, so the people are known
        self.people: dict[str, dict[str, Any]] = {}
        self.given: dict[str, dict[str, Any]] = {}
        self.agreed: tuple[int, str, str, str] = (0, "", "", "")
        self.assessed: dict[str, str] = {}  # clients whose level surely serves, and since when
        self.packs = 0
        self.offered: dict[str, set[str]] = {}
        self.veiled = 0  # the number of an erased verdict of another desk: who acted by the next fact nobody can tell

    def of(self, fact: dict[str, Any]) -> Iterator[str]:
        """What does not fit about one fact."""
        kind, at = fact["kind"], fact["at"]
        if 0 < self.turned[0] == fact["seq"] - 1 and (kind != "desk.unlocked/1" or fact["actor"] == self.turned[1]):
            yield "second"
        if at < self.at and kind != "desk.clock_confirmed/1":
            yield "time"
        self.turned = (fact["seq"], fact["actor"]) if at < self.at and kind == "desk.clock_confirmed/1" else (0, "")
        if fact["id"].replace("-", "")[:16] != id_start(at):
            yield "id"
        self.at = at
        self.whole = self.whole and "payload" in fact
        told, self.veiled = self.veiled != fact["seq"] - 1, 0
        if kind == "exchange.review_returned/1" and not fact.get("payload"):
            self.veiled = fact["seq"]
        if self.whole and self.people and told and kind != "vault.backup_restored/1":
            yield from self.who(fact["actor"], kind)
        if fact.get("payload"):
            yield from self.said(fact, kind, json.loads(fact["payload"]))

    def who(self, actor: str, kind: str) -> Iterator[str]:
        """Who did it, and whether that person might."""
        person = self.people.get(actor)
        group, _, name = kind.partition("/")[0].partition(".")
        wanted = REVIEWERS if name in REVIEWS else ROLES.get(group)
        if person is not None and kind == "office.handed_down/1":
            return  # by two people at head office, and perhaps about whoever took the bundle in
        if person is None or person.get("suspended") or person.get("removed"):
            yield "actor"
        elif wanted and not wanted & set(person["roles"]) and (kind, *self.agreed[1:3]) != HANDED:
            yield "role"

    def said(self, fact: dict[str, Any], kind: str, said: dict[str, Any]) -> Iterator[str]:
        """What the fact says."""
        if kind in ("people.added/1", "people.changed/1"):
            self.people[said["person"]["login"]] = self.held(said["person"])
        elif kind in ("people.removed/1", "people.taken_back/1"):
            self.people.pop(said["login"], None)
        elif kind == "exchange.review_returned/1" and said["counts"]:  # a reviewer of another desk, as it said itself
            roles = REVIEWERS & set(said["verdict"]["reviewer"]["roles"])
            self.people[f"{said['verdict']['reviewer']['login']}@{said['device']}"] = {"roles": roles}
        elif kind == "people.second_agreed/1":
            self.agreed = (fact["seq"], fact["actor"], said["act"], said.get("about", ""))
        elif kind == "office.handed_down/1" and said["directive"]["what"] == "pack" and not said.get("held"):
            self.agreed = (fact["seq"], "", "packs.adopt", said["directive"]["digest"])  # by two people there
        elif kind == "office.handed_down/1" and said["directive"]["what"] == "person" and not said.get("held"):
            self.person_given(said["directive"])
        elif kind == "pack.adopted/1":
            yield from self.pack(fact, said)
        elif kind in SECOND:
            if self.whole and not self.consented(fact, SECOND[kind], fact["subject"]):
                yield "second"
        elif kind.startswith(("assessment.", "client.")):
            yield from self.client(fact, kind, said)
        elif kind in ("sale.opinion_given/1", "sale.opinion_given/2"):
            found = said["opinion"]["offered"]  # in /1 each product has its own verdict
            self.offered[said["sale_id"]] = {code for one in found for code in one.get("codes") or (one["code"],)}
        elif kind == "sale.product_chosen/1":
            choice, offered = said["choice"], self.offered.get(said["sale_id"])
            if offered is not None and choice["code"] not in offered and not choice.get("own_choice"):
                yield "level"
        elif kind in ("sale.archived/1", "sale.abandoned/1"):
            self.offered.pop(said["sale_id"], None)

    def person_given(self, given: dict[str, Any]) -> None:
        """Head office said who works here, and as what: no fact of the desk says otherwise."""
        self.given[given["login"]] = given
        before = self.people.get(given["login"]) or {"login": given["login"]}
        self.people[given["login"]] = self.held({**before, "suspended": before.get("suspended") and not given["lifts"]})

    def held(self, person: dict[str, Any]) -> dict[str, Any]:
        """A person of the desk, as head office lets him be."""
        given = self.given.get(person["login"])
        if given is None:
            return person
        return {**person, "roles": given["roles"], "suspended": person.get("suspended") or given["suspended"]}

    def pack(self, fact: dict[str, Any], said: dict[str, Any]) -> Iterator[str]:
        """A form pack came into force."""
        if digest_of(said["files"]) != said["digest"]:
            yield "pack"
        if self.packs and not self.consented(fact, "packs.adopt", said["digest"]):
            yield "pack"
        self.packs += 1

    def consented(self, fact: dict[str, Any], act: str, about: str) -> bool:
        """Whether somebody else agreed to the act just before the fact."""
        seq, second, agreed, what = self.agreed
        return (seq, agreed, what) == (fact["seq"] - 1, act, about) and second != fact["actor"]

    def client(self, fact: dict[str, Any], kind: str, said: dict[str, Any]) -> Iterator[str]:
        """What happens to a client who was assessed."""
        if kind == "assessment.taken/1":
            taken = said["assessment"]
            if taken["previous_level"] in (None, taken["level"]):  # another one waits for the client's word
                self.assessed[taken["client_id"]] = taken["started_at"]
            return
        since = self.assessed.pop(fact["subject"], "")
        if kind == "client.changed/1" and self.whole and since and became_another(said["changes"]):
            lately = moment(fact["at"]) - moment(since) < LATELY
            if lately and not said.get("brought") and not self.consented(fact, "clients.become", fact["subject"]):
                yield "second"


class Journal:
    """Where the reading stands."""

    def __init__(self, partial: bool) -> None:
        self.partial = partial  # facts were left out on purpose: gaps are no fault
        self.seq, self.hash, self.facts, self.withheld = 0, bytes(32), 0, 0
        self.faults: list[tuple[int, str]] = []
        self.erased: list[tuple[int, object]] = []
        self.explained: set[object] = set()
        self.codes: set[str] = set()
        self.fitting = Fitting()
        self.unfit: list[tuple[int, str]] = []

    def read(self, fact: dict[str, Any]) -> None:
        """One fact: its number, its link, its seal, what it says."""
        seq, texts = fact["seq"], [bytes_of(fact[name]) for name in TEXTS]
        digest, prev, hash_ = (hex_of(fact[name]) for name in ("digest", "prev", "hash"))
        follows = seq == self.seq + 1
        if not follows and not (self.partial and seq > self.seq):
            self.faults.append((self.seq + 1 if seq > self.seq else seq, "missing"))
        elif follows and prev != self.hash and not (self.partial and self.facts == 0):
            self.faults.append((seq, "prev"))
        known = [text for text in texts if text is not None]
        if len(known) < len(texts) or digest is None or prev is None or hash_ is None or not 0 < seq < 2**63:
            self.faults.append((seq, "malformed"))
        elif len(digest) != len(prev) or seal(seq, known, digest, prev) != hash_:
            self.faults.append((seq, "hash"))
        self.read_payload(fact, seq, digest)
        self.seq, self.hash, self.facts = seq, hash_ or b"", self.facts + 1
        self.codes.add(chain_code(seq, self.hash))
        try:
            self.unfit += [(seq, what) for what in self.fitting.of(fact)]
        except (ValueError, KeyError, TypeError, AttributeError):
            self.unfit.append((seq, "unreadable"))

    def read_payload(self, fact: dict[str, Any], seq: int, digest: bytes | None) -> None:
        """What the fact says, where it came along."""
        if "payload" not in fact:
            self.withheld += 1
            return
        payload, salt = bytes_of(fact["payload"]), hex_of(fact["salt"])
        if payload is None and salt is None:
            self.erased.append((seq, fact["id"]))
        elif payload is None or salt is None or hashlib.sha256(salt + payload).digest() != digest:
            self.faults.append((seq, "digest"))
        elif fact["kind"] == "archive.payloads_erased/1":
            self.explained.update(json.loads(payload)["ids"])

    def end(self, head: tuple[int, bytes | None] | None, code: str) -> list[tuple[int, str]]:
        """All faults, once the last fact is read: is this where the journal should end?"""
        self.faults += [(seq, "erased") for seq, id_ in self.erased if id_ not in self.explained]
        if head is None or (self.seq == head[0] and self.hash != head[1]):
            self.faults.append((self.seq, "head"))
        elif self.seq != head[0] and not (self.partial and self.seq < head[0]):
            self.faults.append((min(self.seq, head[0]) + 1, "head"))
        if code and code not in self.codes:
            self.faults.append((self.seq, "head"))
        return sorted(self.faults)


def verify(
    lines: Iterator[str], head: tuple[int, bytes] | None = None, code: str = ""
) -> tuple[Journal, list[tuple[int, str]]]:
    """Read the whole file. ValueError, KeyError, TypeError when it is no journal."""
    header = json.loads(next(lines))
    if header["format"] != "rmdesk-journal-1":
        raise ValueError("not a journal of rmdesk")
    journal = Journal(header["partial"])
    for line in lines:
        journal.read(json.loads(line))
    noted = header["head"] and (header["head"]["seq"], hex_of(header["head"]["hash"]))
    return journal, journal.end(head or noted, code.strip().upper())


def main(argv: Sequence[str] | None = None) -> int:
    """Print the faults and the verdict."""
    parser = argparse.ArgumentParser(description="Verify an exported journal of rmdesk.")
    parser.add_argument("file")
    parser.add_argument("--head", default="", metavar="SEQ:HASH", help="where the journal must end")
    parser.add_argument("--code", default="", metavar="CODE", help="a code printed on a paper, which must occur")
    args = parser.parse_args(argv)
    try:
        number, _, hash_ = args.head.partition(":")
        with open(args.file, encoding="ascii") as lines:
            journal, faults = verify(lines, (int(number), bytes.fromhex(hash_)) if number else None, args.code)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, StopIteration) as error:
        print("unreadable:", repr(error), file=sys.stderr)
        return 2
    faults += journal.unfit
    for seq, what in faults:
        print(seq, what)
    erased = len(journal.erased)
    print(f"{journal.facts} facts, {erased} payloads erased, {journal.withheld} withheld and so not looked at")
    print(f"ends at {journal.seq}:{journal.hash.hex()} ({chain_code(journal.seq, journal.hash)})")
    print(f"NOT SOUND: {len(faults)} faults" if faults else "SOUND" + (" as far as it goes" if journal.partial else ""))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
