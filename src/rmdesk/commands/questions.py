"""Asking at the terminal, line by line."""

from rmdesk.commands.output import Output


class Questions:
    """Questions by questionary; Ctrl-C and a closed terminal end the program as they do anywhere."""

    def __init__(self, out: Output) -> None:
        self._out = out

    def text(self, label: str) -> str:
        """A line that is not empty."""
        import questionary

        answer = questionary.text(f"{label}:", validate=lambda text: bool(text.strip()) or self._out.tr("cli.required"))
        return str(answer.unsafe_ask()).strip()

    def new_password(self) -> str:
        """A password, typed twice alike."""
        import questionary

        while True:
            first = str(questionary.password(self._out.tr("cli.new_password")).unsafe_ask())
            if first == str(questionary.password(self._out.tr("cli.again")).unsafe_ask()):
                return first
            self._out.say(self._out.tr("cli.not_alike"))
