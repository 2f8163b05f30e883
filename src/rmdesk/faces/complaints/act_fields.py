"""The fields that the acts on a case share."""

from collections.abc import Callable, Iterable, Mapping

from rmdesk.desk.complaints.guarding import CORRECT
from rmdesk.desk.complaints.texts import LENGTH_OF
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import NOTICE_WAYS
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import shown_moment
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import tr

LONGEST_PATH = 1000


def shown_by(about: AskedCase, *, required: bool = True) -> tuple[FieldSpec, ...]:
    """Which file of the case shows what moves a legal date; nothing to ask while it holds none, which the use case says
    (COMP-08.unshown)."""
    files = [Option(one.sha256, f"{one.name} {one.note}".strip()) for one in about.view.case.evidence]
    ask = Asking(about.desk, about.lang)
    return (ask.pick("shown_by", files, required=required),) if files else ()


def shown_or(act: str) -> Callable[[Mapping[str, str]], str]:
    """Which sensitive act it is: to show by a file that it was done in time is one that a second person agrees to, else
    it is `act`."""
    return lambda values: CORRECT if values.get("shown_by") else act


def only_file(about: AskedCase) -> dict[str, str]:
    """What `shown_by` begins with: the file of a case that holds one."""
    files = about.view.case.evidence
    return {"shown_by": files[0].sha256} if len(files) == 1 else {}


class Asking:
    """Makes the fields of one form."""

    def __init__(self, desk: Desk, lang: Lang) -> None:
        self.desk = desk
        self.lang = lang

    def _label(self, key: str) -> str:
        return tr(self.lang, f"complaints.field.{key}")

    def text(self, key: str, *, required: bool = True, label: str = "") -> FieldSpec:
        """Prose that grows with what is typed. Enter is a new line of it: it neither ends nor registers anything."""
        most = getattr(self.desk.pack.complaints.length, LENGTH_OF.get(key, "name"))
        return FieldSpec(key, label or self._label(key), "long_text", (), required, most, paragraphs=True)

    def line(self, key: str, *, required: bool = True) -> FieldSpec:
        """One line."""
        return FieldSpec(key, self._label(key), "text", (), required, self.desk.pack.complaints.length.name)

    def path(self, key: str) -> FieldSpec:
        """A file on this machine."""
        return FieldSpec(key, self._label(key), "path", (), True, LONGEST_PATH)

    def moment(self, key: str) -> FieldSpec:
        """A moment, such as 10:30 of today."""
        hint = tr(self.lang, "complaints.hint.received")
        return FieldSpec(key, self._label(key), "moment", (), True, 20, hint)

    def day(self, key: str, *, required: bool = True, label: str = "") -> FieldSpec:
        """A day."""
        return FieldSpec(key, label or self._label(key), "date", (), required, 20, tr(self.lang, "complaints.hint.day"))

    def options(self, key: str, vocabulary: str, keys: Iterable[str], *, several: bool = False) -> FieldSpec:
        """A few options by their number."""
        found = tuple(Option(one, self.desk.pack.label(vocabulary, one, self.lang)) for one in keys)
        return FieldSpec(key, self._label(key), "choices" if several else "choice", found, not several)

    def way(self, key: str = "way") -> FieldSpec:
        """How somebody was told (COMP-11)."""
        return self.options(key, "notice_way", NOTICE_WAYS)

    def pick(self, key: str, options: Iterable[Option], *, required: bool = True) -> FieldSpec:
        """Many options, narrowed by typing."""
        return FieldSpec(key, self._label(key), "pick", tuple(options), required)

    def now(self) -> str:
        """This minute."""
        return shown_moment(self.desk, self.desk.now())
