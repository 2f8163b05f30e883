"""Somebody at the terminal: answers prompts by what they say, and may walk away at any of them."""

from collections.abc import Mapping

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.plain.talk import Talk

_PATIENCE = 300


class Typist:
    """Answers each prompt that begins with a known text; Enter for all others. `leaves_at`: Ctrl-C at that prompt."""

    def __init__(self, answers: Mapping[str, str | list[str]], leaves_at: int | None = None) -> None:
        self._answers = {key: list(value) if isinstance(value, list) else [value] for key, value in answers.items()}
        self._leaves_at = leaves_at
        self.prompts: list[str] = []
        self.heard: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.prompts.append(prompt)
        assert len(self.prompts) < _PATIENCE, f"asked for ever: {prompt} {self.heard[-3:]}"
        if self._leaves_at is not None and len(self.prompts) > self._leaves_at:
            raise KeyboardInterrupt
        self.answering(prompt)
        # The longest key, so that "监护人姓名" is not taken for a "监护".
        known = max((key for key in self._answers if prompt.startswith(key)), key=len, default=None)
        if known is None:
            return ""
        lines = self._answers[known]
        return lines.pop(0) if len(lines) > 1 else lines[0]

    def answering(self, prompt: str) -> None:
        """What happens while an answer is thought of; nothing unless a test says so."""

    def talk(self, desk: Desk, lang: Lang = "zh") -> Talk:
        """A talk with this person."""
        return Talk(desk, lang, self, self.heard.append)

    @property
    def all_heard(self) -> str:
        """Everything that was said."""
        return "\n".join(self.heard)


class Chooser(Typist):
    """Somebody who chooses options by their words: `picks` says for each prompt which, one after the other."""

    def __init__(
        self, answers: Mapping[str, str | list[str]], picks: Mapping[str, list[str]], leaves_at: int | None = None
    ) -> None:
        super().__init__(answers, leaves_at)
        self.picks = {prompt: list(words) for prompt, words in picks.items()}

    def answering(self, prompt: str) -> None:
        """Find the number that stands before the words."""
        known = next((one for one in self.picks if prompt.startswith(one)), None)
        if known is None:
            return
        words = self.picks[known].pop(0) if self.picks[known] else "<"
        lines = [line for line in reversed(self.heard) if words in line and line.startswith("  ")]
        self._answers[known] = [lines[0].strip().partition(".")[0] if lines else words]
