"""Going where a route leads, for whoever may; who may not reads who may (DATA-08)."""

from collections.abc import Callable

from textual.screen import Screen

from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.places import permission_of, screen_of
from rmdesk.tui.routes import Route


class Ways:
    """The ways between screens, and which permission the last greyed-out key was about: it is never mute."""

    def __init__(self, app: DeskApp) -> None:
        """`app` whose screens they are."""
        self._app = app
        self._hinted_permission = ""

    def go(self, route: Route, *, instead: bool = False) -> None:
        """Show what `route` names over the screen on top, or `instead` of it; say so when it is refused."""
        if not self.may_go(route):
            self._say(permission_of(route))
            return
        found, once = screen_of(self._app, route)
        if found is None:
            return
        if not isinstance(found, Screen):
            self._app.show_refused(found)
        elif instead:
            self._app.switch_screen(found)
        elif once and isinstance(found, DeskScreen):
            self._show_only(found)
        else:
            self._app.push_screen(found)

    def _show_only(self, screen: DeskScreen) -> None:
        """Come back to the screen of the same name if it is open below, else open `screen` on top."""
        below = [one for one in self._app.screen_stack if isinstance(one, DeskScreen)]
        found = next((one for one in below if one.table == screen.table), None)
        if found is not self._app.screen:
            (found or screen).come_from(self._app.screen)
        if found is None:
            self._app.push_screen(screen)
            return
        while self._app.screen is not found:
            self._app.pop_screen()

    def may_go(self, route: Route) -> bool:
        """Whether the person at the desk holds a role that leads there."""
        permission = permission_of(route)
        return not permission or self._holds(permission)

    def may(self, permission: str) -> bool | None:
        """Whether the person at the desk holds a role for `permission`: True, or None, which greys a key out."""
        if self._holds(permission):
            return True
        self._hinted_permission = permission
        return None

    def offers(self, check: Callable[[], bool | None]) -> bool | None:
        """What `check` says of a key; False where a role is all that it lacks: it is not offered."""
        self.forget()
        state = check()
        forbidden, self._hinted_permission = self._hinted_permission, ""
        return False if state is None and forbidden else state

    def _holds(self, permission: str) -> bool:
        from rmdesk.desk.access import ROLES_OF

        desk = self._app.opened
        return desk is not None and bool(ROLES_OF[permission].intersection(desk.actor.roles))

    def forget(self) -> None:
        """Another key was pressed."""
        self._hinted_permission = ""

    def say_permission_hint(self) -> bool:
        """Say what role a key wants that did nothing; whether that was why."""
        hinted, self._hinted_permission = self._hinted_permission, ""
        if hinted:
            self._say(hinted)
        return bool(hinted)

    def _say(self, permission: str) -> None:
        from rmdesk.desk.access import lacks_role

        self._app.show_refused(lacks_role(permission, self._app.desk.store, self._app.desk.actor.roles))
