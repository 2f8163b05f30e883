"""Asking at the terminal, line by line."""

from collections.abc import Callable, Mapping

from rmdesk.commands.output import Output
from rmdesk.domain.passwords import Wanted
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from rmdesk.plain.prompting import ask_line
from rmdesk.plain.talk import BACK, half_width


class Questions:
    """Questions by questionary; Ctrl-C and a closed terminal end the program as they do anywhere."""

    def __init__(self, out: Output) -> None:
        self._out = out

    def line(self, label: str) -> str:
        """A line, whatever it says."""
        return ask_line(self._out.tr("cli.ask", label=label)).strip()

    def text(
        self, label: str, *, needed: bool = True, wrong: Callable[[str], str | None] | None = None, before: str = ""
    ) -> str | None:
        """A line, `before` standing in it; not an empty one where it is `needed`. `wrong` says what is wrong with one:
        that is said in full (below the prompt there is room for one line), and the line is asked for again as it was
        typed. None: the question before it, please."""
        typed = before
        while True:
            typed = ask_line(self._out.tr("cli.ask", label=label), default=typed).strip()
            if half_width(typed).endswith(BACK):  # behind what stands there already, too
                return None
            if half_width(typed) == "?":
                self._out.say(self._out.tr("cli.init_back"))
                typed = before
                continue
            missing = self._out.tr("cli.required") if needed and not typed else None
            said = wrong(typed) if typed and wrong else missing
            if said is None:
                return typed
            self._out.say(said)

    def choice(self, label: str, options: Mapping[str, str], default: str) -> str:
        """The key of one of the options, by its number."""
        import questionary

        choices = [questionary.Choice(text, key) for key, text in options.items()]
        numbers = " ".join(str(number) for number in range(1, len(choices) + 1))
        asked = questionary.select(
            label, choices, default=default, instruction=numbers, use_shortcuts=True, use_arrow_keys=False
        )
        return str(asked.unsafe_ask())

    def new_password(self, wanted: Wanted, pack: Pack | None = None) -> str:
        """A password as it is `wanted`, which is said before, typed twice alike. What is wrong with it is said before
        the second time, in the words of `pack`."""
        self._out.say(self._out.tr("common.password_rules", least=wanted.least))
        while True:
            first = ask_line(self._out.tr("cli.new_password"), secret=True)
            fault = wanted.fault(first)
            if fault is not None:
                self._out.refused(Refused(reasons=(fault,)), pack)
                continue
            if first == ask_line(self._out.tr("cli.again"), secret=True):
                return first
            self._out.say(self._out.tr("cli.not_alike"))
