"""A whole form pack, checked: everything that compliance people write and the program only reads."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.levels import Levels
from rmdesk.domain.questionnaire import Outcome, Questionnaire, score
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.thresholds import Thresholds
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.disclosure import Disclosure
from rmdesk.formpack.intake import Intake
from rmdesk.formpack.meta import Labels, PackMeta
from rmdesk.formpack.notices import Notices
from rmdesk.formpack.papers import Paper, Papers, PaperSet
from rmdesk.formpack.placeholders import fill
from rmdesk.formpack.ranking import Ranking
from rmdesk.formpack.refusals import RefusalText, RefusalTexts, Said
from rmdesk.formpack.rules import CITED, Rule, Rules
from rmdesk.formpack.schema import QUESTIONNAIRES
from rmdesk.formpack.sentences import Sentences
from rmdesk.formpack.settings import ThresholdRows
from rmdesk.formpack.wording import shown

ClientKind = Literal["person", "organisation"]


def digest_of(texts: Mapping[str, str]) -> str:
    """SHA-256 over names and contents in order of name; each is preceded by its length, so that none runs into the next."""
    whole = hashlib.sha256()
    for name in sorted(texts):
        for part in (name.encode(), texts[name].encode()):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    return whole.hexdigest()


class Pack(Value):
    """One checked form pack. `files` are its texts as they were read: enough to build it again."""

    meta: PackMeta
    levels: Levels
    questionnaires: dict[str, Questionnaire]
    intakes: dict[str, Intake]
    disclosures: dict[str, Disclosure]
    sentences: Sentences
    notices: Notices
    banned: BannedWords
    thresholds: ThresholdRows
    refusals: RefusalTexts
    rules: Rules
    ranking: Ranking
    labels: Labels
    papers: Papers
    files: dict[str, str]
    digest: str

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.meta.id

    @property
    def version(self) -> str:
        """The pack's version, printed on papers (SALE-14)."""
        return self.meta.version

    def questionnaire(self, kind: ClientKind) -> Questionnaire:
        """The questionnaire for a kind of client."""
        return self.questionnaires[kind]

    def form_digest(self, kind: ClientKind) -> str:
        """SHA-256 of all that decides what a set of answers comes to: the form and the levels (QUES-07)."""
        return digest_of({name: self.files[name] for name in (QUESTIONNAIRES[kind], "levels.toml")})

    def score(self, kind: ClientKind, answers: tuple[str, ...]) -> Outcome:
        """Score a complete set of answers (QUES-02); ValueError when they do not fit the form."""
        return score(self.questionnaires[kind], answers, self.client_ranks)

    def intake(self, kind: ClientKind) -> Intake:
        """The intake steps for a kind of client."""
        return self.intakes[kind]

    def disclosure(self, family: str) -> Disclosure:
        """The disclosures of a product family; KeyError when there is no such family."""
        return self.disclosures[family]

    def thresholds_on(self, day: date) -> Thresholds:
        """The numbers in force on `day`."""
        return self.thresholds.on(day)

    def banned_in(self, text: str) -> tuple[str, ...]:
        """The words in `text` that must not reach a client (SALE-11)."""
        return self.banned.found_in(text)

    def say(self, refusal: Refusal, lang: Lang) -> Said:
        """A refusal in words, with labels for the codes that it saw and separators in its amounts.

        KeyError for a case or a value that the program does not declare.
        """
        words, saw = self._cases[refusal.case], shown(refusal.saw, lang, self._find)
        return Said(rule=refusal.rule, text=fill(words.text.of(lang), saw), next=fill(words.next.of(lang), saw))

    def rule(self, rule: str) -> Rule | None:
        """The rule book's entry, or None."""
        return self._rules.get(rule)

    def citation(self, rule: str, lang: Lang) -> str:
        """Where a rule stands in the law; "" for what is practice, unconfirmed, or our own reading."""
        found = self._rules.get(rule)
        return found.source.of(lang) if found and found.source and found.basis in CITED else ""

    def label(self, vocabulary: str, key: str, lang: Lang) -> str:
        """What a value is called; `vocabulary` is a table of labels.toml or the key of an intake choice.

        KeyError when neither knows the value.
        """
        return self.label_text(vocabulary, key).of(lang)

    def label_text(self, vocabulary: str, key: str) -> Text:
        """`label` in both languages."""
        found = self.labels.label.get(vocabulary, {}).get(key)
        return found if found is not None else self._choices[vocabulary][key]

    def paper(self, kind: str) -> Paper:
        """The paper of that kind; KeyError when there is none."""
        return self._papers[kind]

    def paper_set(self, family: str) -> PaperSet:
        """The papers of a sale of that family; KeyError when there is no such family."""
        return next(one for one in self.papers.sale if one.family == family)

    def _find(self, vocabulary: str, key: str) -> Text | None:
        """A value's text in a vocabulary of the labels, the levels, the papers, the rules, or the intake fields."""
        return self._texts.get(vocabulary, {}).get(key)

    @cached_property
    def client_ranks(self) -> dict[str, int]:
        """Each client level's rank, as scoring wants it."""
        return {level.code: level.rank for level in self.levels.client}

    @cached_property
    def _cases(self) -> dict[str, RefusalText]:
        return {one.case: one for one in self.refusals.refusal}

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {one.id: one for one in self.rules.rule}

    @cached_property
    def _papers(self) -> dict[str, Paper]:
        return {one.id: one for one in self.papers.paper}

    @cached_property
    def _texts(self) -> dict[str, dict[str, Text]]:
        fields = (field for intake in self.intakes.values() for step in intake.steps for field in step.fields)
        return {
            **self.labels.label,
            "client_level": {one.code: _coded(one.code, one.name) for one in self.levels.client},
            "product_level": {one.code: _coded(one.code, one.name) for one in self.levels.product},
            "paper": {one.id: one.title for one in self.papers.paper},
            "rule": {one.id: one.title for one in self.rules.rule},
            "field": {field.key: field.label for field in fields},
        }

    @cached_property
    def _choices(self) -> dict[str, dict[str, Text]]:
        return _by_key(self.intakes.values())


def _coded(code: str, name: Text) -> Text:
    """A level as screens and papers show it: "C3 稳健型"."""
    return Text(zh=f"{code} {name.zh}", en=f"{code} {name.en}")


def _by_key(intakes: Iterable[Intake]) -> dict[str, dict[str, Text]]:
    found: dict[str, dict[str, Text]] = {}
    for intake in intakes:
        for step in intake.steps:
            for field in step.fields:
                for option in field.options:
                    found.setdefault(field.key, {}).setdefault(option.key, option.text)
    return found
