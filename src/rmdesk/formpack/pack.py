"""A whole form pack, checked: everything that compliance people write and the program only reads."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast, get_args

from rmdesk.domain.address import Addressee, addressed
from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.client import ClientKind
from rmdesk.domain.indicators.definition import Indicators
from rmdesk.domain.levels import Levels
from rmdesk.domain.portrait import KIND, PortraitRules
from rmdesk.domain.questionnaire import Outcome, Questionnaire, score
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.sensitive import Asked, usual
from rmdesk.domain.served import Served
from rmdesk.domain.thresholds import Thresholds
from rmdesk.formpack.archive import Archive, ArchiveClass
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.cards import Cards
from rmdesk.formpack.complaint_clocks import ComplaintClocks
from rmdesk.formpack.complaint_letters import ComplaintLetters
from rmdesk.formpack.complaint_settings import ComplaintSettings
from rmdesk.formpack.disclosure import Disclosure
from rmdesk.formpack.families import Families
from rmdesk.formpack.imports import ImportWords
from rmdesk.formpack.intake import Intake
from rmdesk.formpack.meta import Labels, PackMeta
from rmdesk.formpack.naming import by_key, coded, whose
from rmdesk.formpack.notices import Notices
from rmdesk.formpack.own_papers import FOLDER, PREFIX, OwnPaper
from rmdesk.formpack.papers import PAPER_KINDS, PaperForm, Papers, PaperSet
from rmdesk.formpack.parse import V
from rmdesk.formpack.placeholders import fill
from rmdesk.formpack.ranking import Ranking
from rmdesk.formpack.reading import questionnaire_key, read_part
from rmdesk.formpack.refusals import RefusalsFile, RefusalText, RefusalWords
from rmdesk.formpack.rules import CITED, Rule, Rules
from rmdesk.formpack.schema import INTAKES, QUESTIONNAIRES, disclosure_file
from rmdesk.formpack.sensitive import SensitiveActs
from rmdesk.formpack.sentences import Sentences
from rmdesk.formpack.settings import ThresholdRows
from rmdesk.formpack.wording import shown

if TYPE_CHECKING:
    from rmdesk.formpack.registers.mapping import Registers

_MOST_KNOWN = 2_000
"""So many texts are remembered with the banned words in them."""
# said when an older pack, kept in a desk, has no words yet for what a newer program refuses
_WORDLESS = RefusalWords(
    code="",
    text=Text(zh="不符合规则 {rule}：{saw}", en="Refused by rule {rule}: {saw}"),
    next=Text(
        zh="表单包缺少这一提示的文字，请更新表单包。", en="The form pack lacks words for this refusal: update it."
    ),
)


def digest_of(texts: Mapping[str, str]) -> str:
    """SHA-256 in hex over names and contents in order of name, each preceded by its length."""
    whole = hashlib.sha256()
    for name in sorted(texts):
        for part in (name.encode(), texts[name].encode()):
            whole.update(len(part).to_bytes(8, "big"))
            whole.update(part)
    return whole.hexdigest()


class Pack(Value):
    """One form pack. `files` are its texts as they were read: enough to build it again.

    Each file is turned into its model when it is first asked for: a start-up pays for what it shows (reading all of
    them takes 60 ms), and an old pack's questionnaire can be read even if a newer program wants more of other files.
    A file that this program cannot read raises PackFaults then.
    """

    files: dict[str, str]
    digest: str

    @classmethod
    def of(cls, files: dict[str, str], built: Mapping[str, Value] | None = None) -> "Pack":
        """The pack with these texts; `built` are models that were made of them already."""
        pack = cls(files=files, digest=digest_of(files))
        pack._built.update(built or {})
        return pack

    def __eq__(self, other: object) -> bool:
        """Two packs are the same when their texts are, whatever was read of them so far."""
        return isinstance(other, Pack) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def _built(self) -> dict[str, Value]:
        return {}

    def _part(self, file: str, model: type[V]) -> V:
        found = self._built.get(file)
        if found is None:
            found = self._built[file] = read_part(self.files, file, model)
        return cast(V, found)  # a file is read as one model alone

    @cached_property
    def meta(self) -> PackMeta:
        """The pack's own name and version."""
        return self._part("pack.toml", PackMeta)

    @cached_property
    def levels(self) -> Levels:
        """Both scales of levels."""
        return self._part("levels.toml", Levels)

    @cached_property
    def sentences(self) -> Sentences:
        """Sentences that papers and screens carry word for word."""
        return self._part("sentences.toml", Sentences)

    @cached_property
    def notices(self) -> Notices:
        """The rights notice and the personal-information notice."""
        return self._part("notices.toml", Notices)

    @cached_property
    def banned(self) -> BannedWords:
        """Words that must not reach a client."""
        return self._part("banned_words.toml", BannedWords)

    @cached_property
    def thresholds(self) -> ThresholdRows:
        """The numbers that rules use, with their dates."""
        return self._part("thresholds.toml", ThresholdRows)

    @cached_property
    def refusals(self) -> RefusalsFile:
        """The words of refusals."""
        return self._part("refusals.toml", RefusalsFile)

    @cached_property
    def rules(self) -> Rules:
        """The rule book's titles and sources."""
        return self._part("rules.toml", Rules)

    def asked(self, act: str) -> Asked:
        """What a sensitive act asks for: nothing, the password again, a second person (DATA-08). KeyError.

        A pack that was adopted before there was such a table asks for what is usual.
        """
        if "sensitive_acts.toml" not in self.files:
            return usual(act)
        return self._part("sensitive_acts.toml", SensitiveActs).asked(act)

    @cached_property
    def ranking(self) -> Ranking:
        """The published order of the offered list."""
        return self._part("ranking.toml", Ranking)

    @cached_property
    def labels(self) -> Labels:
        """What the values of each vocabulary are called."""
        return self._part("labels.toml", Labels)

    @cached_property
    def families(self) -> Families:
        """The families of products, in the order of the shelf."""
        return self._part("families.toml", Families)

    @cached_property
    def papers(self) -> Papers:
        """The kinds of paper."""
        return self._part("paper_sets.toml", Papers)

    @cached_property
    def clocks(self) -> ComplaintClocks:
        """The clocks of complaints and other feedback."""
        return self._part("complaint_clocks.toml", ComplaintClocks)

    @cached_property
    def complaints(self) -> ComplaintSettings:
        """What the complaint desk is set to beside its clocks."""
        return self._part("complaints.toml", ComplaintSettings)

    @cached_property
    def letters(self) -> ComplaintLetters:
        """The letters of the complaint desk."""
        return self._part("complaint_letters.toml", ComplaintLetters)

    @cached_property
    def archive(self) -> Archive:
        """Retention clocks, the archive's classes, scans."""
        return self._part("archive.toml", Archive)

    @cached_property
    def imports(self) -> ImportWords:
        """Headings and words that files of other systems bring."""
        return self._part("imports.toml", ImportWords).called(self.labels.label)

    @cached_property
    def indicators(self) -> Indicators:
        """The branch's figures; none in a pack that was adopted before there were any."""
        if "indicators.toml" not in self.files:
            return Indicators(version="")
        return self._part("indicators.toml", Indicators)

    @cached_property
    def portrait(self) -> PortraitRules:
        """Stages, segments and checks of clients; none in a pack that was adopted before there were any."""
        if "portrait.toml" not in self.files:
            return PortraitRules(version="")
        return self._part("portrait.toml", PortraitRules)

    @cached_property
    def cards(self) -> Cards:
        """Talk tracks, answers to objections, emergency cards."""
        return self._part("talk_tracks.toml", Cards)

    @cached_property
    def registers(self) -> "Registers":
        """The registers by id, in order of id; each is read when it is asked for."""
        from rmdesk.formpack.registers.mapping import Registers  # a desk that opens needs no register yet

        return Registers(self.files, self._built)

    @property
    def id(self) -> str:
        """The pack's id."""
        return self.meta.id

    @property
    def version(self) -> str:
        """The pack's version, printed on papers (SALE-14)."""
        return self.meta.version

    def questionnaire(self, kind: ClientKind, key: str = "") -> Questionnaire:
        """The questionnaire for a kind of client: the general one, or a further one by its key. KeyError when there is
        none."""
        return self.questionnaires(kind)[key] if key else self._part(QUESTIONNAIRES[kind], Questionnaire)

    def questionnaires(self, kind: ClientKind) -> dict[str, Questionnaire]:
        """All that a kind of client may answer, by their keys; "" is that of the general one, which comes first."""
        further = {key: form for key, form in self._further.items() if form.audience == kind}
        return {"": self.questionnaire(kind), **further}

    def served(self, kind: ClientKind) -> tuple[Served, ...]:
        """Which products each of them serves (SUIT-24)."""
        known = self._served
        if kind not in known:
            known[kind] = tuple(form.served(key) for key, form in self.questionnaires(kind).items())
        return known[kind]

    def score(self, kind: ClientKind, answers: tuple[str, ...], key: str = "") -> Outcome:
        """Score a complete set of answers (QUES-02); ValueError when they do not fit the form."""
        return score(self.questionnaire(kind, key), answers, self.client_ranks)

    def intake(self, kind: ClientKind) -> Intake:
        """The intake steps for a kind of client."""
        return self._part(INTAKES[kind], Intake)

    def disclosure(self, family: str) -> Disclosure:
        """The disclosures of a product family; KeyError when there is no such family."""
        return self._part(disclosure_file(self.families.of(family).key), Disclosure)

    def thresholds_on(self, day: date) -> Thresholds:
        """The numbers in force on `day`."""
        return self.thresholds.on(day)

    def standing_on(self, day: date) -> "Pack":
        """The same pack with the numbers of `day`, whichever day is asked for."""
        return Pack.of(self.files, {**self._built, "thresholds.toml": self.thresholds.standing_on(day)})

    def banned_in(self, text: str) -> tuple[str, ...]:
        """The words in `text` that must not reach a client (SALE-11)."""
        known = self._banned_known
        if text not in known:
            if len(known) >= _MOST_KNOWN:
                known.clear()
            known[text] = self.banned.found_in(text)
        return known[text]

    def say(self, refusal: Refusal, lang: Lang) -> RefusalText:
        """A refusal in words, with labels for the codes that it saw and separators in its amounts.

        A refusal that this pack has no words for is told by its rule and what was seen.
        """
        saw = shown(refusal.saw, lang, self._find)
        words = self._refusals.get(refusal.code, _WORDLESS)
        if words is _WORDLESS:
            saw = {"rule": refusal.rule, "saw": ", ".join(saw.values()) or refusal.code}
        return RefusalText(rule=refusal.rule, text=fill(words.text.of(lang), saw), next=fill(words.next.of(lang), saw))

    def told(self, refusal: Refusal, lang: Lang, to: Addressee) -> str:
        """What a paper says to the client of a warning: no paper for 您 speaks of 客户."""
        words = self._refusals.get(refusal.code, _WORDLESS)
        if words.told is None:
            return self.say(refusal, lang).text
        return fill(addressed(to, words.told.of(lang)), shown(refusal.saw, lang, self._find))

    def rule(self, rule: str) -> Rule | None:
        """The rule book's entry, or None."""
        return self._rules.get(rule)

    def citation(self, rule: str, lang: Lang) -> str:
        """Where a rule stands in the law; "" for what is practice, unconfirmed, or our own reading."""
        found = self._rules.get(rule)
        return found.source.of(lang) if found and found.source and found.basis in CITED else ""

    def label(self, vocabulary: str, key: str, lang: Lang) -> str:
        """What a value is called; `vocabulary` is a table of labels.toml or the key of an intake choice.

        A value that this pack dropped, and that a file or a case of earlier days still holds, stands as it is. KeyError
        for a vocabulary that is none.
        """
        return self.label_text(vocabulary, key).of(lang)

    def heading(self, vocabulary: str, key: str, lang: Lang) -> str:
        """`label` at the head of a line: what is worded for the middle of a sentence begins with a capital."""
        return self.label_text(vocabulary, key).begun().of(lang)

    def label_text(self, vocabulary: str, key: str) -> Text:
        """`label` in both languages."""
        known = self.labels.label.get(vocabulary, {})
        if key in known:  # the intakes need not be read
            return known[key]
        chosen = self._choices.get(vocabulary, {})
        if not known and not chosen:
            raise KeyError(vocabulary)
        return chosen.get(key) or Text.same(key)

    def field_text(self, key: str, kind: ClientKind) -> Text:
        """What a field is called in the intake of a kind of client; one that it does not ask by its key."""
        return self._asked[kind].get(key, Text.same(key))

    def answer_text(self, field: str, value: str) -> Text:
        """What a value of the intake's choice `field` is called, or of which kind a client is ("kind")."""
        vocabulary = "client_kind" if field == KIND else field if field in self._choices else "yes_no"
        return self.label_text(vocabulary, value)

    def paper(self, kind: str) -> PaperForm:
        """The paper of that kind, the bank's own ones by "own:NAME"; KeyError when there is none. One of the bank's own
        that this pack dropped and somebody printed earlier is called by its kind."""
        if not kind.startswith(PREFIX):
            return self._papers[kind]
        own = self.own_papers.get(kind.removeprefix(PREFIX))
        return PaperForm(title=Text.same(kind)) if own is None else own.form

    @cached_property
    def questionnaire_keys(self) -> frozenset[str]:
        """The keys of all questionnaires, whoever answers them."""
        return frozenset({"", *filter(None, map(questionnaire_key, self.files))})

    @cached_property
    def _served(self) -> dict[ClientKind, tuple[Served, ...]]:
        return {}

    @cached_property
    def _further(self) -> dict[str, Questionnaire]:
        keys = {file: key for file in sorted(self.files) if (key := questionnaire_key(file)) is not None}
        return {key: self._part(file, Questionnaire) for file, key in keys.items()}

    @cached_property
    def own_papers(self) -> "Mapping[str, OwnPaper]":
        """The bank's own papers by name, in order of name."""
        files = sorted(name for name in self.files if name.startswith(FOLDER))
        return {one.id: one for one in (self._part(name, OwnPaper) for name in files)}

    @cached_property
    def paper_kinds(self) -> tuple[str, ...]:
        """Every kind of paper of clients and sales, the bank's own ones last."""
        return (*PAPER_KINDS, *(one.kind for one in self.own_papers.values() if one.of in ("client", "sale")))

    @property
    def printable_kinds(self) -> tuple[str, ...]:
        """Every kind that can be asked for by name, those of complaints and products among the bank's own."""
        return (*PAPER_KINDS, *(one.kind for one in self.own_papers.values()))

    def own_paper(self, kind: str) -> OwnPaper | None:
        """The bank's own paper of the kind "own:NAME"; None for every other kind."""
        return self.own_papers.get(kind.removeprefix(PREFIX)) if kind.startswith(PREFIX) else None

    def archive_part(self, kind: str) -> ArchiveClass:
        """The part of the archive that a kind of paper belongs to."""
        own = self.own_paper(kind)
        named = () if own is None else tuple(one for one in self.archive.classes if one.id == own.archive)
        return named[0] if named else self.archive.class_of(kind)

    def paper_set(self, family: str) -> PaperSet:
        """The papers of a sale of that family; KeyError when there is no such family."""
        return self.families.of(family).papers

    def _find(self, vocabulary: str, key: str) -> Text | None:
        """A value's text in a vocabulary of the labels, the levels, the papers, the rules, or the intake fields."""
        if vocabulary == "register":
            return self._register_text(key)
        if vocabulary == "questionnaire":
            return self._questionnaire_title(key)
        return self._texts.get(vocabulary, {}).get(key)

    def _questionnaire_title(self, key: str) -> Text | None:
        """By its key; the general ones by the kind of client."""
        if key in QUESTIONNAIRES:
            return self._part(QUESTIONNAIRES[key], Questionnaire).title
        return self._further[key].title if key in self._further else None

    def _register_text(self, path: str) -> Text | None:
        """What a part of a register is called, by its path: "risk.act.close"; a built-in one by the labels."""
        register, _, rest = path.partition(".")
        found, (table, _, key) = self.registers.get(register), rest.partition(".")
        own = None if found is None else found.text_of(table, key)
        return own or self.labels.label.get(f"entry_{table}", {}).get(key)

    @property
    def _intakes(self) -> tuple[Intake, ...]:
        return tuple(self._part(file, Intake) for file in INTAKES.values())

    @cached_property
    def client_ranks(self) -> dict[str, int]:
        """Each client level's rank, as scoring wants it."""
        return {level.code: level.rank for level in self.levels.client}

    @cached_property
    def _refusals(self) -> dict[str, RefusalWords]:
        return {one.code: one for one in self.refusals.refusal}

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {one.id: one for one in self.rules.rule}

    @cached_property
    def _papers(self) -> dict[str, PaperForm]:
        return {one.id: one for one in self.papers.paper}

    @cached_property
    def _asked(self) -> Mapping[ClientKind, Mapping[str, Text]]:
        """What the fields of each intake are called: a family has what a company has not."""
        return {
            kind: {one.key: whose(step, one) for step in self.intake(kind).steps for one in step.fields}
            for kind in get_args(ClientKind)
        }

    @cached_property
    def _texts(self) -> Mapping[str, Mapping[str, Text]]:
        return {
            **self.labels.label,
            "client_level": {one.code: coded(one.code, one.name) for one in self.levels.client},
            "product_level": {one.code: coded(one.code, one.name) for one in self.levels.product},
            "paper": {one.id: one.title for one in self.papers.paper}
            | {one.kind: one.title for one in self.own_papers.values()},
            "rule": {one.id: one.title for one in self.rules.rule},
            "field": {**self._asked["organisation"], **self._asked["person"]},
        }

    @cached_property
    def _banned_known(self) -> dict[str, tuple[str, ...]]:
        """Texts that were looked at: a list of products says the same of thousands."""
        return {}

    @cached_property
    def _choices(self) -> dict[str, dict[str, Text]]:
        return by_key(self._intakes)
