"""Three themes: one accent, red only for what is late or refused; a sign or word always stands beside a colour."""

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

NAMES = ("light", "dark", "contrast")


def themes() -> tuple[Theme, ...]:
    """Our own themes, named "light", "dark" and "contrast"."""
    return (
        _theme("light", "#0a5a87", "#fbfaf7", "#f0eee8", "#e3e0d8", "#1d2125", "#b3261e", dark=False, muted="#5c636b"),
        _theme("dark", "#7cc0e8", "#14171b", "#1c2127", "#2a3038", "#d8dde3", "#ff7b72", dark=True, muted="#96a0ab"),
        _theme(
            "contrast", "#ffe14d", "#000000", "#242424", "#444444", "#ffffff", "#ff8a80", dark=True, muted="#ffffff"
        ),
    )


def register(app: "App[Any]") -> None:
    """Make the themes known to `app`."""
    for theme in themes():
        app.register_theme(theme)


def _theme(
    name: str, accent: str, ground: str, surface: str, panel: str, ink: str, red: str, *, dark: bool, muted: str
) -> Theme:
    on_accent = "#000000" if dark else "#ffffff"
    return Theme(
        name=name,
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        success=accent,
        error=red,
        foreground=ink,
        background=ground,
        surface=surface,
        panel=panel,
        dark=dark,
        text_alpha=1.0,
        variables={
            "muted": muted,
            "on-accent": on_accent,
            "block-cursor-background": accent,
            "block-cursor-foreground": on_accent,
            "block-cursor-text-style": "bold",
            "input-cursor-background": ink,
            "input-cursor-foreground": ground,
            "input-selection-background": f"{accent} 35%",
            "scrollbar": panel,
            "scrollbar-background": ground,
            "scrollbar-hover": accent,
            "scrollbar-active": accent,
            "border": accent,
        },
    )
