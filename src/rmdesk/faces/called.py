"""What people of the branch are called where one is chosen: by name and login."""

from rmdesk.locale import Lang, tr


def called(name: str, login: str, lang: Lang) -> str:
    """Somebody by name and login: "林晓（lin）", "林晓 (lin)"."""
    return tr(lang, "common.who", name=name, login=login)
