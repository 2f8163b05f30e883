"""A new password, typed twice: one that was mistyped unseen would lock its owner out."""

from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import AskText

MOST = 200


async def ask_new_password(app: DeskApp, heading: str, label: str, lang: Lang) -> str | None:
    """The password, or None when it was left with Esc. Only inside of workers."""
    first = await app.push_screen_wait(AskText(heading, label, lang=lang, password=True, max_length=MOST))
    if first is None:
        return None
    differs = tr(lang, "common.differs")
    again = AskText(
        heading,
        tr(lang, "common.again"),
        lang=lang,
        password=True,
        max_length=MOST,
        check=lambda typed: None if typed == first else differs,
    )
    return await app.push_screen_wait(again)
