"""A key that the person's role does not have says so, and who may (DATA-08); it is greyed out, but never mute."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode

if TYPE_CHECKING:
    from rmdesk.desk.desk import Desk
    from rmdesk.domain.refusal import Refused


class RoleWords(App[int], inherit_bindings=False):
    """Remembers which act the last greyed-out key was about."""

    lacking = ""
    if TYPE_CHECKING:

        @property
        def desk(self) -> "Desk":
            """The unlocked desk."""
            ...

        def show_refused(self, refused: "Refused") -> None:
            """Show every reason in a box."""

    def may(self, act: str) -> bool | None:
        """Whether the person at the desk holds a role for `act`: True, or None, which greys a key out."""
        from rmdesk.desk.access import ROLES_OF

        if ROLES_OF[act].intersection(self.desk.actor.roles):
            return True
        self.lacking = act
        return None

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """As always; what only the role forbids is answered in words."""
        from rmdesk.desk.access import lacks_role

        self.lacking = ""
        if await super().run_action(action, default_namespace, namespaces):
            return True
        if not self.lacking:
            return False
        self.show_refused(lacks_role(self.lacking))
        return True
