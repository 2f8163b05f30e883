"""What a command says: results on stdout, as a table or as one JSON value; messages on stderr."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rmdesk.domain.characters import escaped, hidden_as
from rmdesk.faces import in_ascii
from rmdesk.locale import Lang, tr

if TYPE_CHECKING:
    from rmdesk.domain.refusal import Refusal, Refused
    from rmdesk.formpack import Fault, Pack


class WrongUseError(Exception):
    """The command was not used as it can be; the text says how, and the exit code is 2."""


class LockedError(Exception):
    """The desk could not be opened; the refusal says why."""

    def __init__(self, refused: "Refused") -> None:
        super().__init__(refused.reasons[0].code)
        self.refused = refused


class Output:
    """Where a command's words go, and in which language."""

    def __init__(self, lang: Lang, *, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a character shows how it sounds; it does not end the command.
            if hasattr(stream, "reconfigure"):
                in_ascii.use()
                stream.reconfigure(errors=in_ascii.HANDLER)

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, key, **params)

    def named(self, key: str, name: str) -> str:
        """A choice as it is typed, with what people call it: `manager（客户经理）`."""
        return key if key == name else self.tr("cli.named", word=key, name=name)

    def line(self, text: str) -> None:
        """One line of the result."""
        print(escaped(text))

    def say(self, text: str) -> None:
        """A message: never a part of the result."""
        print(escaped(text), file=sys.stderr)

    def say_wrapped(self, text: str) -> None:
        """A message, broken between words where a terminal shows it."""
        if sys.stderr.isatty():
            from rmdesk.commands.wrapped import by_words  # late: what is piped needs none

            by_words(self.say)(text)
        else:
            self.say(text)

    def json(self, value: object) -> None:
        """The result as one JSON value."""
        plain = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") != "utf8"
        print(as_json(value, ascii_only=plain))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> None:
        """Rows under their heads, columns aligned by cells; `right` are the columns of numbers."""
        everything = [[_as_written(escaped(one)) for one in row] for row in (head, *rows)]
        widths = [max(cells(row[at]) for row in everything) for at in range(len(head))]
        if sys.stdout.isatty() and sum(widths) + 2 * (len(widths) - 1) > shutil.get_terminal_size().columns:
            self._one_below_the_other(everything)
            return
        aligned = set(right)
        for number, row in enumerate(everything):
            parts = [
                _padded(text, width, right=at in aligned)
                for at, (text, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(parts).rstrip())
            if number == 0:
                print("  ".join("─" * width for width in widths))

    def _one_below_the_other(self, everything: Sequence[Sequence[str]]) -> None:
        """Each row as lines of its own, which a terminal narrower than the table does not fold in mid-word."""
        from rmdesk.commands.wrapped import by_words  # late: what is piped needs none

        say = by_words(self.line)
        head, *rows = everything
        for row in rows:
            for name, text in zip(head, row, strict=True):
                if text:
                    say(self.tr("cli.ask", label=name) + ("" if self.lang == "zh" else " ") + text)
            print()

    def warned(self, reasons: "Iterable[Refusal]", pack: "Pack | None" = None) -> None:
        """What is to be known of what was done: in words on stderr, each once."""
        known = pack or default_pack()
        for text in dict.fromkeys(known.say(one, self.lang).line for one in reasons):
            self.say(f"! {text}")

    def refused(self, refused: "Refused", pack: "Pack | None" = None) -> int:
        """Say why not: as JSON on stdout, in words on stderr; of a form with the field of each answer. Gives exit
        code 1."""
        fields: dict[str, Refusal] = getattr(refused, "fields", {})
        known = pack or default_pack()
        words = [(key, known.say(one, self.lang)) for key, one in fields.items()]
        words = words or [("", known.say(one, self.lang)) for one in refused.reasons]
        if self.as_json:
            rows = [{"rule": one.rule, "detail": one.text, "next": one.next} for _, one in words]
            told = [{"field": key, **row} if key else row for (key, _), row in zip(words, rows, strict=True)]
            self.json({"refused": told})
            return 1
        for key, one in words:
            self.say_wrapped(f"{key or one.rule}  {one.text}\n    → {one.next}")
        return 1

    def wrong(self, wrong: WrongUseError, more: str) -> int:
        """Say what was wrong with the line: as JSON on stdout, in words on stderr. `more` is what to type to see how
        it is used. Gives exit code 2."""
        if self.as_json:
            self.json({"wrong_use": {"detail": str(wrong), "next": more}})
        else:
            self.say_wrapped(f"rmdesk: {wrong}\n    → {more}")
        return 2

    def why(self, error: OSError | UnicodeDecodeError) -> str:
        """What the operating system said, in the language of the command where there are words for it."""
        if isinstance(error, UnicodeDecodeError):
            return default_pack().label("damage", "text", self.lang)
        said = default_pack().labels.label["damage"].get(error.strerror or "")
        return said.of(self.lang) if said else error.strerror or type(error).__name__

    def faults(self, faults: "tuple[Fault, ...]", warnings: "tuple[Fault, ...]" = ()) -> int:
        """What law and soundness refuse about a form pack, and what practice warns of. Exit code 1 for the first."""
        if self.as_json:
            self.json({"ok": not faults, "faults": self._plain(faults), "warnings": self._plain(warnings)})
        else:
            from rmdesk.formpack.fault import lines

            for line in lines(faults, self.lang):
                self.line(line)
            for line in lines(warnings, self.lang):
                self.line(self.tr("cli.forms_warning", text=line))
            self.line(self.tr("cli.forms_faults", count=len(faults)) if faults else self.tr("cli.forms_ok"))
        return 1 if faults else 0

    def _plain(self, faults: "tuple[Fault, ...]") -> list[dict[str, str]]:
        return [
            {"file": one.file, "key": one.key, "message": one.message.of(self.lang), "basis": one.basis}
            for one in faults
        ]


def default_pack() -> "Pack":
    """The program's own form pack: it has the words for refusals before a desk is open."""
    from rmdesk.formpack.loader import shipped

    return shipped()


def as_json(value: object, *, ascii_only: bool = False) -> str:
    """One line of JSON. What a terminal would obey is a number in it, as JSON writes one."""
    written = json.dumps(value, ensure_ascii=ascii_only, indent=None)
    return written if written.isascii() else hidden_as(written, lambda one: json.dumps(one)[1:-1])


def cells(text: str) -> int:
    """How many columns of a terminal a text takes; Chinese characters take two."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def _as_written(text: str) -> str:
    """`text` as the terminal shows it: how a name sounds may take other room than its characters."""
    if text.isascii():
        return text
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, in_ascii.HANDLER).decode(encoding)


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - cells(text))
    return space + text if right else text + space
