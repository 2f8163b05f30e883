"""One-time codes given out at the screen: shown this once, one line a person (DATA-08)."""

from collections.abc import Sequence

from rmdesk.desk import first_passwords
from rmdesk.desk.first_passwords import Issued
from rmdesk.faces.called import called
from rmdesk.locale import Lang
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message

_PAGE = 8
"""So many codes stand in one box at 80x20."""


async def give_codes(screen: AskingScreen, logins: Sequence[str], heading: str) -> bool:
    """Prove to be the administrator, and show the codes; whether they were given. Only inside of workers."""
    desk = screen.desk_app.desk
    answer = await screen.prove("people.reset", heading, lambda proof: first_passwords.issue(desk, logins, proof))
    if answer is None:
        return False
    given = answer[0]
    for at in range(0, len(given), _PAGE):
        page = given[at : at + _PAGE]
        shown = "\n".join(_line(one, screen.lang) for one in page)
        text = f"{shown}\n\n{screen.tr('people.codes_once')}"
        of = f" {at + 1}-{at + len(page)}/{len(given)}" if len(given) > _PAGE else ""
        more = at + len(page) < len(given)
        shown_at = f"{screen.tr('keys.about.codes')}{of}"
        await screen.app.push_screen_wait(Message(shown_at, text, lang=screen.lang, more=more))
    return True


def _line(one: Issued, lang: Lang) -> str:
    return f"{one.code}   {called(one.name, one.login, lang)}"
