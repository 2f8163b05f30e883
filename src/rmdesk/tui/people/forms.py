"""What is asked about the branch's people: somebody new, certificates, training, exams, keys, who leaves."""

from collections.abc import Callable, Iterable
from datetime import date

from textual import on

from rmdesk.desk import people
from rmdesk.desk.guarding import Proof
from rmdesk.domain.base import Text
from rmdesk.domain.kinds import TRAINING_KINDS
from rmdesk.domain.people import DESK_ROLES, Certificate, Exam, Person, Role, Training
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.form import Form
from rmdesk.tui.kit.record_fields import choice, chosen, day, labelled, line, number, password, reason, secret, several
from rmdesk.tui.kit.record_form import Record, RecordForm, Values, ask_record

Took = Callable[[Person], None]


class CertificateForm(RecordForm[Person]):
    """Classes of insurance are asked where the certificate is for insurance."""

    def on_mount(self) -> None:
        """Nothing is chosen at first."""
        self._fit()

    @on(Form.Answered)
    def _answered(self) -> None:
        self._fit()

    def _fit(self) -> None:
        families = self.desk_app.desk.pack.families
        self.form.set_visible("classes", families.insured(tuple(self.form.rows["families"].raw.split(","))))


def add_person(app: DeskApp, role: str = "") -> None:
    """Login, name, roles, a first password. `role`: the one that is marked at first."""
    desk, lang = app.desk, app.lang

    def add(values: Values, proof: Proof | None) -> Person | Refused:
        new = Person(login=values["login"], name=values["name"], staff_no=values["staff_no"], roles=_roles(values))
        return people.add(desk, new, values["password"], proof=proof)

    fields = (
        line("login", tr(lang, "people.login"), 20),
        line("name", tr(lang, "people.name"), 40),
        several("roles", tr(lang, "people.roles"), labelled(app, "role", DESK_ROLES)),
        *password(app, tr(lang, "people.first_password")),
        line("staff_no", tr(lang, "people.staff_no"), 20, required=False),
    )
    _ask(
        app,
        "people.act.add_person",
        None,
        fields,
        add,
        lambda new: _tell(app, "people.added", new),
        values={"roles": role} if role else None,
        proves="people.add",
    )


def own_password(app: DeskApp) -> None:
    """A new password of one's own, and the old one."""
    desk, lang = app.desk, app.lang

    def change(values: Values, _: Proof | None) -> Refused | None:
        return people.change_password(desk, values["old"], values["password"])

    fields = (*password(app, tr(lang, "vault.unlock.new_password")), secret("old", tr(lang, "people.old_password")))
    record = Record(
        "people.act.password", desk.actor.name, routes.People(), fields, change,
        lambda _: app.notify(tr(lang, "people.changed"), markup=False),
        at={"DATA-08.password": "old", "DATA-08.wait": "old"}, login=desk.actor.login,
    )  # fmt: skip
    ask_record(app, record)


def roles(app: DeskApp, person: Person, took: Took, more: str = "") -> None:
    """Other roles; rights change at once. And the staff number, by which lists name this person. `more`: a role that is
    marked beside those held."""

    def change(values: Values, proof: Proof | None) -> Person | Refused:
        changed = person.model_copy(update={"roles": _roles(values), "staff_no": values["staff_no"]})
        return people.change(app.desk, changed, values["reason"], proof)

    held = several("roles", tr(app.lang, "people.roles"), labelled(app, "role", DESK_ROLES), required=False)
    number_ = line("staff_no", tr(app.lang, "people.staff_no"), 20, required=False)
    values = {"roles": ",".join((*person.roles, *filter(None, (more,)))), "staff_no": person.staff_no}
    _ask(app, "people.act.roles", person, (held, reason(app.lang), number_), change, took, values=values)


def certificate(app: DeskApp, person: Person, took: Took) -> None:
    """Families, of insurance the classes (SUIT-31), number, last day."""
    lang, known = app.lang, app.desk.pack.labels.label["insurance_class"]
    sellable = app.desk.pack.families.certified

    def change(values: Values, proof: Proof | None) -> Person | Refused:
        families = tuple(one for one in sellable if one in chosen(values, "families"))
        until = date.fromisoformat(values["until"])
        classes = tuple(one for one in values.get("classes", "").split(",") if one)
        held = Certificate(families=families, number=values["number"], expires_on=until, classes=classes)
        changed = person.model_copy(update={"certificates": (*person.certificates, held)})
        return people.change(app.desk, changed, values["reason"], proof)

    fields = (
        several("families", tr(lang, "people.families"), labelled(app, "family", sellable)),
        several("classes", tr(lang, "people.classes"), labelled(app, "insurance_class", known)),
        line("number", tr(lang, "people.number"), 40),
        day("until", tr(lang, "people.until"), lang),
        reason(lang),
    )
    _ask(app, "people.act.certificate", person, fields, change, took, form=CertificateForm)


def training(app: DeskApp, person: Person, took: Took) -> None:
    """Hours of training."""
    lang = app.lang

    def record(values: Values, proof: Proof | None) -> Person | Refused:
        return people.record_training(app.desk, person.login, Training.model_validate(values), proof)

    fields = (
        choice("kind", tr(lang, "people.kind"), labelled(app, "training", TRAINING_KINDS)),
        number("hours", tr(lang, "people.how_many")),
        day("on", tr(lang, "people.on"), lang),
        line("about", tr(lang, "people.about")),
    )
    _ask(app, "people.act.training", person, fields, record, took, values={"on": app.desk.today().isoformat()})


def exam(app: DeskApp, person: Person, took: Took) -> None:
    """The result of an exam; one that was failed stops selling."""
    lang, pack = app.lang, app.desk.pack

    def record(values: Values, proof: Proof | None) -> Person | Refused:
        passed = values["result"] == "passed"
        taken = Exam.model_validate({"subject": values["subject"], "on": values["on"], "passed": passed})
        return people.record_exam(app.desk, person.login, taken, proof)

    subjects = (
        Option("compliance", pack.label("training", "compliance", lang)),
        *labelled(app, "family", pack.families.certified),
    )
    results = (Option(one, tr(lang, f"people.result.{one}")) for one in ("passed", "failed"))
    fields = (
        choice("subject", tr(lang, "people.subject"), subjects),
        choice("result", tr(lang, "people.result.name"), results),
        day("on", tr(lang, "people.on"), lang),
    )
    _ask(app, "people.act.exam", person, fields, record, took, values={"on": app.desk.today().isoformat()})


def reset_password(app: DeskApp, person: Person) -> None:
    """A new password for somebody who forgot the old one."""

    def reset(values: Values, proof: Proof | None) -> Refused | Person:
        done = people.reset(app.desk, person.login, values["password"], proof)
        return done if isinstance(done, Refused) else person

    fields = password(app, tr(app.lang, "vault.unlock.new_password"))
    told: Took = lambda one: _tell(app, "people.reset", one)  # noqa: E731
    _ask(app, "keys.reset_password", person, fields, reset, told, proves="people.reset")


def suspend(app: DeskApp, person: Person, took: Took) -> None:
    """Take the key away."""

    def take(values: Values, proof: Proof | None) -> Person | Refused:
        return people.suspend(app.desk, person.login, values["reason"], proof)

    _ask(app, "people.do_suspend", person, (reason(app.lang),), take, took)


def resume(app: DeskApp, person: Person, took: Took) -> None:
    """A new key for somebody who comes back."""

    def give(values: Values, proof: Proof | None) -> Person | Refused:
        return people.resume(app.desk, person.login, values["password"], values["reason"], proof)

    fields = (reason(app.lang), *password(app, tr(app.lang, "vault.unlock.new_password")))
    _ask(app, "people.do_resume", person, fields, give, took, proves="people.reset")


def remove(app: DeskApp, person: Person, took: Took, agrees: str) -> None:
    """Somebody leaves for good: no key any more, the name stays in the books."""

    def take(values: Values, proof: Proof | None) -> Person | Refused:
        return people.remove(app.desk, person.login, values["reason"], proof)

    _ask(app, "keys.remove_person", person, (reason(app.lang),), take, took, proves="people.remove", agrees=agrees)


def _ask(
    app: DeskApp,
    act: str,
    person: Person | None,
    fields: Iterable[FieldSpec],
    do: Callable[[Values, Proof | None], Person | Refused],
    then: Took,
    *,
    values: Values | None = None,
    proves: str = "people.change",
    agrees: str = "",
    form: type[RecordForm[Person]] = RecordForm[Person],
) -> None:
    """A record about somebody, asked on that person's screen; about nobody yet, on the list."""
    heading = Text.in_each(lambda lang: tr(lang, "people.heading"))
    about = heading if person is None else _named(person)
    place = routes.People() if person is None else routes.Person(person.login)
    login = "" if person is None else person.login
    record = Record(act, about, place, tuple(fields), do, then, values or {}, proves=proves, agrees=agrees, login=login)
    app.push_screen(form(record))


def _named(person: Person) -> Text:
    return Text.in_each(lambda lang: called(person.name, person.login, lang))


def _roles(values: Values) -> tuple[Role, ...]:
    return tuple(one for one in DESK_ROLES if one in chosen(values, "roles"))


def _tell(app: DeskApp, key: str, person: Person) -> None:
    app.notify(tr(app.lang, key, person=person.name), markup=False)
