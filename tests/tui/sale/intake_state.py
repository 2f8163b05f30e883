"""What a screen of intake or questionnaire holds."""

from textual.screen import Screen

from rmdesk.tui.sale.intake import IntakeScreen
from rmdesk.tui.sale.questions import QuestionsScreen


def entered(screen: Screen[object]) -> dict[str, str] | None:
    """The values or answers given so far; None on any other screen, or when nothing was given yet."""
    if isinstance(screen, IntakeScreen):
        values = {key: value for key, value in screen.draft.values.items() if value}
        return values if screen.draft.touched else None
    if isinstance(screen, QuestionsScreen):
        answers = dict(screen.answering.take.answers)
        return answers if len(answers) > 1 else None
    return None
