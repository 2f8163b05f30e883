"""A new password, typed twice: one that was mistyped unseen would lock its owner out."""

from rmdesk.domain.passwords import Wanted
from rmdesk.locale import Lang, tr
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.dialogs import AskText

MOST = 200


async def ask_new_password(app: DeskApp, heading: str, label: str, lang: Lang, wanted: Wanted) -> str | None:
    """The password, or None when it was left with Esc; a weak one is not asked for again. Only inside of workers."""

    def weak(typed: str) -> str | None:
        fault = wanted.fault(typed)
        return None if fault is None else app.say(fault).line

    rules = f"{label}\n{tr(lang, 'common.password_rules', least=wanted.least)}"
    ask = AskText(heading, rules, lang=lang, password=True, max_length=MOST, check=weak)
    first = await app.push_screen_wait(ask)
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
