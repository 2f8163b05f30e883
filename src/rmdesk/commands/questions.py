"""Asking at the terminal, line by line."""

from collections.abc import Callable, Mapping

from rmdesk.commands.output import Output


class Questions:
    """Questions by questionary; Ctrl-C and a closed terminal end the program as they do anywhere."""

    def __init__(self, out: Output) -> None:
        self._out = out

    def text(self, label: str, *, needed: bool = True, wrong: Callable[[str], str | None] | None = None) -> str:
        """A line; not an empty one where it is `needed`. `wrong` says what is wrong with one: it is asked for again."""
        import questionary

        def check(text: str) -> bool | str:
            if not text.strip():
                return not needed or self._out.tr("cli.required")
            return (wrong(text.strip()) if wrong else None) or True

        return str(questionary.text(self._out.tr("cli.ask", label=label), validate=check).unsafe_ask()).strip()

    def choice(self, label: str, options: Mapping[str, str], default: str) -> str:
        """The key of one of the options, by its number."""
        import questionary

        choices = [questionary.Choice(text, key) for key, text in options.items()]
        numbers = " ".join(str(number) for number in range(1, len(choices) + 1))
        asked = questionary.select(
            label, choices, default=default, instruction=numbers, use_shortcuts=True, use_arrow_keys=False
        )
        return str(asked.unsafe_ask())

    def new_password(self) -> str:
        """A password, typed twice alike."""
        import questionary

        while True:
            first = str(questionary.password(self._out.tr("cli.new_password")).unsafe_ask())
            if first == str(questionary.password(self._out.tr("cli.again")).unsafe_ask()):
                return first
            self._out.say(self._out.tr("cli.not_alike"))
