"""Which files a pack consists of, and the model of each."""

from rmdesk.domain.base import Value
from rmdesk.domain.indicators.definition import Indicators
from rmdesk.domain.levels import Levels
from rmdesk.domain.portrait import PortraitRules
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.formpack.archive import Archive
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.cards import Cards
from rmdesk.formpack.complaint_clocks import ComplaintClocks
from rmdesk.formpack.complaint_letters import ComplaintLetters
from rmdesk.formpack.complaint_settings import ComplaintSettings
from rmdesk.formpack.families import Families
from rmdesk.formpack.imports import ImportWords
from rmdesk.formpack.intake import Intake
from rmdesk.formpack.meta import Labels, PackMeta
from rmdesk.formpack.notices import Notices
from rmdesk.formpack.papers import Papers
from rmdesk.formpack.ranking import Ranking
from rmdesk.formpack.refusals import RefusalsFile
from rmdesk.formpack.rules import Rules
from rmdesk.formpack.sensitive import SensitiveActs
from rmdesk.formpack.sentences import Sentences
from rmdesk.formpack.settings import ThresholdRows

QUESTIONNAIRES = {"person": "questionnaire.toml", "organisation": "questionnaire_organisation.toml"}
MORE_QUESTIONNAIRES = "questionnaires/"
"""The folder of further ones, each for the products that it names (SUIT-24)."""
INTAKES = {"person": "intake_person.toml", "organisation": "intake_organisation.toml"}
DISCLOSURES = "disclosures/"
"""The folder in which each family of families.toml has its file."""

FILES: dict[str, type[Value]] = {
    "pack.toml": PackMeta,
    "levels.toml": Levels,
    **dict.fromkeys(QUESTIONNAIRES.values(), Questionnaire),
    **dict.fromkeys(INTAKES.values(), Intake),
    "families.toml": Families,
    "sentences.toml": Sentences,
    "notices.toml": Notices,
    "banned_words.toml": BannedWords,
    "thresholds.toml": ThresholdRows,
    "refusals.toml": RefusalsFile,
    "rules.toml": Rules,
    "sensitive_acts.toml": SensitiveActs,
    "ranking.toml": Ranking,
    "labels.toml": Labels,
    "paper_sets.toml": Papers,
    "complaint_clocks.toml": ComplaintClocks,
    "complaints.toml": ComplaintSettings,
    "complaint_letters.toml": ComplaintLetters,
    "archive.toml": Archive,
    "imports.toml": ImportWords,
    "talk_tracks.toml": Cards,
    "indicators.toml": Indicators,
    "portrait.toml": PortraitRules,
}


def disclosure_file(family: str) -> str:
    """The file in which the disclosures of a family stand."""
    return f"{DISCLOSURES}{family}.toml"
