"""Asking and telling, one line after the other: nothing is redrawn, so a screen reader reads what was said."""

import io
import os
import shutil
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from rmdesk.desk.access import ROLES_OF, lacks_role
from rmdesk.desk.desk import Desk
from rmdesk.domain.characters import escaped
from rmdesk.domain.refusal import Faulty, Refusal, Refused
from rmdesk.faces.cells import width, wrap
from rmdesk.faces.fields import Option
from rmdesk.locale import Lang, tr
from rmdesk.plain.prompting import ask_line

T = TypeVar("T")
BACK = "<"
# Words that say the same: whoever listens to a screen reader rather types a word than a sign.
_BACK = frozenset({BACK, "back", "返回"})
_HELP = frozenset({"?", "help", "帮助"})
_CHOSEN = frozenset({"choice", "choices", "pick", "yes_no"})
_SAME = {"long_text": "text"}  # kinds that are answered alike
_TYPED = 5  # cells that are left for an answer on the line that asks for it
_LINE, _CHARACTER = 4095, 4  # bytes of a line that a terminal takes by itself, and of the longest character
_LONG = 400  # characters of a prompt, with what was answered before, that is broken in every way to find the best
_YES = frozenset({"y", "yes", "是"})
Ask = Callable[[str], str]
"""Shows a prompt and gives the line that was typed. KeyboardInterrupt and EOFError pass through."""


class Off(NamedTuple):
    """A choice of a menu that cannot be made now: its number stays its own, and typing it says `why`."""

    number: int
    label: str
    why: str


class RefusedError(Exception):
    """The desk refused; what was typed so far is kept."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reasons[0].code)
        self.refused = refused


class Talk:
    """A talk in one language with somebody at the terminal."""

    def __init__(
        self,
        desk: Desk,
        lang: Lang,
        ask: Ask,
        say: Callable[[str], None] = print,
        secret: Ask | None = None,
    ) -> None:
        """`secret` asks for what must not be seen; the same as `ask` where there is nothing better."""
        self.desk = desk
        self.lang: Lang = lang
        self._ask = ask
        self._say = say
        self._secret = secret or ask

    @property
    def papers(self) -> Path:
        """Where this desk's papers are written."""
        from rmdesk.desk.archive import leftovers

        return self.desk.folder / leftovers.PAPERS

    # telling
    def say(self, text: str) -> None:
        """Say a line; nothing in it acts on the terminal, wherever its words came from."""
        self._say(escaped(text))

    def tr(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return tr(self.lang, key, **params)

    def tell(self, key: str, **params: object) -> None:
        """Say a text of the catalogue."""
        self.say(self.tr(key, **params))

    def head(self, text: str) -> None:
        """Say where one is, after an empty line."""
        self.say(f"\n{text}")

    def refuse(self, reason: Refusal) -> None:
        """Say why not, and what to do next."""
        said = self.desk.pack.say(reason, self.lang)
        rule = f"{said.cited} " if said.cited else ""
        self.say(f"! {rule}{said.line}")

    def note(self, reason: Refusal) -> None:
        """Say what is to be known of an answer that was taken."""
        self.say(self.desk.pack.say(reason, self.lang).line)

    def refused(self, refused: Refused) -> None:
        """Say all reasons."""
        reasons = refused.fields.values() if isinstance(refused, Faulty) else refused.reasons
        for one in reasons:
            self.refuse(one)

    def words(self, reason: Refusal) -> str:
        """A reason without what to do next, for lists."""
        said = self.desk.pack.say(reason, self.lang)
        return f"{said.cited} {said.text}".strip()

    # asking
    def line(self, prompt: str, help: str) -> str:
        """What is typed, without the blanks around it; BACK for the words that say the same. Whoever asks for help is
        told `help`, and asked again."""
        while True:
            typed = self._ask(escaped(prompt)).strip()
            word = half_width(typed).lower()
            if word not in _HELP:
                return BACK if word in _BACK else typed
            self.say(help)

    def secret(self, prompt: str) -> str:
        """What is typed unseen; BACK and the sign for help as everywhere: no try is lost by asking."""
        while True:
            typed = self._secret(escaped(prompt))
            sign = half_width(typed).strip()
            if sign != "?":
                return BACK if sign == BACK else typed
            self.tell("plain.takes.password")

    def sure(self, prompt: str, help: str = "") -> bool | None:
        """Whether it was agreed to by a yes: Enter alone never does. None to go back."""
        while True:
            typed = half_width(self.line(prompt, help or self.tr("plain.yes_or_back"))).lower()
            if typed == BACK:
                return None
            if typed in _YES:
                return True
            self.tell("plain.yes_or_back")

    def pick(
        self,
        options: Sequence[str],
        prompt: str,
        default: int | None = None,
        keys: Sequence[str] = (),
        other: Callable[[str], str | None] | None = None,
        heads: Mapping[int, str] | None = None,
        numbers: Sequence[int] | None = None,
        off: Sequence[Off] = (),
        *,
        quiet: bool = False,
    ) -> int | str:
        """The place in `options` of what was chosen by its number or its key, or BACK; asks until it is one of them, or
        until `other` makes something of what was typed: None where it is nothing, "" where it said why not. `heads`:
        what is said before the option at that place; `numbers`: those of the options where they are not 1, 2, 3;
        `off`: what has a number and cannot be chosen now, which is said of it; `quiet`: all of it was read
        out already. Help reads it once more."""
        shown = [*numbers] if numbers is not None else [*range(1, len(options) + 1)]
        lines = _read_out(options, shown, heads or {})
        for line in () if quiet else lines:
            self.say(line)
        closed = [f"  {one.number}. {self.tr('plain.prompt', label=one.label)}{one.why}" for one in off]
        help = "\n".join((self.tr("plain.pick_help"), *lines, *closed))
        while True:
            typed = half_width(self.line(prompt, help))
            if typed == BACK:
                return BACK
            if not typed and default is not None:
                return default
            named = (at for at, key in enumerate(keys) if typed and key.lower() == typed.lower())
            numbered = (at for at, number in enumerate(shown) if typed == str(number))
            if (place := next(numbered, None)) is not None or (place := next(named, None)) is not None:
                return place
            why = next((line for line, one in zip(closed, off, strict=True) if typed == str(one.number)), "")
            meant = "" if why else other(typed) if other is not None and typed else None
            if meant:
                return meant
            if why:
                self.say(f"!{why[1:]}")
            elif meant is None:
                self._say_numbers(shown, also=other is not None)

    def _say_numbers(self, shown: Sequence[int], *, also: bool) -> None:
        """Which numbers there are to choose from; `also` by those that sales or cases bear."""
        if shown == [*range(1, len(shown) + 1)]:
            self.tell("plain.a_number_or_no" if also else "plain.a_number", most=len(shown))
        else:
            self.tell("plain.one_of", numbers=self.tr("plain.comma").join(map(str, shown)))

    def choose(
        self,
        options: Sequence[Option],
        prompt: str = "",
        *,
        default: str = "",
        other: Callable[[str], str | None] | None = None,
        heads: Mapping[str, str] | None = None,
        off: Sequence[Off] = (),
        quiet: bool = False,
    ) -> str:
        """The key of what was chosen, what `other` made of what was typed (see `pick`), or BACK. `heads`: what is said
        before the option with that key. An option with a `place` has its number whatever else is missing; `off` are
        those that are missing now, and why."""
        above = {at: heads[one.key] for at, one in enumerate(options) if heads and one.key in heads}
        at = next((at for at, one in enumerate(options) if one.key == default), None)
        keys = [one.key for one in options]
        numbers = [(at if one.place is None else one.place) + 1 for at, one in enumerate(options)]
        labels = [one.label for one in options]
        prompt = prompt or self.tr("plain.number")
        chosen = self.pick(labels, prompt, at, keys, other, above, numbers, off, quiet=quiet)
        return chosen if isinstance(chosen, str) else options[chosen].key

    # what the desk answers
    def may(self, permission: str) -> None:
        """End here with the refusal where who is at the desk lacks the role (DATA-08): before anything is asked that
        nobody could keep."""
        if ROLES_OF[permission].isdisjoint(self.desk.actor.roles):
            self.granted(lacks_role(permission, self.desk.store, self.desk.actor.roles))

    def granted(self, answer: T | Refused) -> T:
        """What a use case gave; RefusedError when it refused."""
        if isinstance(answer, Refused):
            raise RefusedError(answer)
        return answer

    def got(self, answer: T | Refused) -> T | None:
        """What a use case gave; None when it refused, after every reason was said: the talk goes on."""
        if isinstance(answer, Refused):
            self.refused(answer)
            return None
        return answer


def _read_out(options: Sequence[str], numbers: Sequence[int], heads: Mapping[int, str]) -> list[str]:
    """The lines of a menu."""
    lines = list[str]()
    for at, (number, option) in enumerate(zip(numbers, options, strict=True)):
        lines += [heads[at]] if at in heads else []
        lines.append(f"  {number}. {option}")
    return lines


def help_for(kind: str, lang: Lang, *, most: int) -> str:
    """How a field of this kind is answered, where it has no help of its own; `most` characters. KeyError for a kind
    that nothing is said of."""
    if kind in _CHOSEN:
        return tr(lang, "plain.several_help" if kind == "choices" else "plain.pick_help")
    return tr(lang, f"plain.takes.{_SAME.get(kind, kind)}", most=most)


def enter_does(lang: Lang, *, kept: bool, required: bool) -> str:
    """What an empty line does at a field: it keeps what is there, or leaves the field empty; "" where it is refused."""
    return tr(lang, "plain.keeps") if kept else "" if required else tr(lang, "plain.may_be_empty")


def half_width(typed: str) -> str:
    """Digits, letters and signs as a Latin keyboard types them: an input method may have been left on."""
    return unicodedata.normalize("NFKC", typed)


def place_of(typed: str, most: int) -> int | None:
    """The place, from 0, that a number from 1 to `most` stands for; None for everything else, however long."""
    return next((at for at in range(most) if typed == str(at + 1)), None)


def at_this_terminal(lang: Lang) -> Ask:
    """How to ask here: with questionary (line editing, input methods), or bare where the terminal can do nothing."""
    return fitted(_in_pieces(lang) if _bare() else _by_questionary)


def secret_at_this_terminal() -> Ask:
    """The same for passwords, which are never shown."""
    return fitted(_unseen if _bare() else _secret_by_questionary)


def _in_pieces(lang: Lang) -> Ask:
    """A bare terminal hands over so many bytes of a line and drops what follows, also within a character: what came
    stays, and whoever typed goes on from there."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="ignore")

    def asked(prompt: str) -> str:
        piece = typed = input(prompt)
        while len(piece.encode()) > _LINE - _CHARACTER:
            print(tr(lang, "plain.cut", most=_LINE, end=typed[-_TYPED:]))
            piece = input("… ")
            typed += piece
        return typed

    return asked


def _bare() -> bool:
    return os.environ.get("TERM", "dumb") == "dumb"


def fitted(ask: Ask) -> Ask:
    """Prompts longer than a line are broken between words, and asked for on the last of their lines."""

    def asked(prompt: str) -> str:
        *before, last = _with_room(prompt.rstrip(" "), max(10, shutil.get_terminal_size().columns - 1))
        for line in before:
            print(line)
        return ask(f"{last} " if prompt.endswith(" ") else last)

    return asked


def _with_room(prompt: str, cells: int) -> list[str]:
    """Its lines, the last of them short enough that what is typed after it is not torn at once; between clauses where
    that takes no further line."""
    widths = range(cells, cells // 2, -1) if len(prompt) < _LONG else (cells, cells - _TYPED)
    narrower = (wrap(prompt, one) for one in widths)
    fitting = [lines for lines in narrower if width(lines[-1]) <= cells - _TYPED] or [wrap(prompt, cells)]
    shortest = [lines for lines in fitting if len(lines) == len(fitting[0])]
    return next((lines for lines in shortest if _between(lines)), fitting[0])


def _between(lines: list[str]) -> bool:
    return len(lines) == 1 or lines[-1][0] in "（［([" or lines[-2][-1] in "，；。？,;.?"


def _by_questionary(prompt: str) -> str:
    return ask_line(prompt, qmark="")


def _secret_by_questionary(prompt: str) -> str:
    return ask_line(prompt, secret=True, qmark="")


def _unseen(prompt: str) -> str:
    from getpass import getpass

    return getpass(prompt)
