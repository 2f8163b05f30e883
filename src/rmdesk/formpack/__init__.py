"""Form packs: what compliance people write as TOML, read into frozen models and checked before use."""

from rmdesk.formpack.fault import Fault, PackFaults
from rmdesk.formpack.loader import check_texts, load, load_texts
from rmdesk.formpack.pack import Pack
from rmdesk.formpack.placeholders import fill
from rmdesk.formpack.refusals import RefusalText
from rmdesk.formpack.scoring import load_questionnaire, score_file

__all__ = [
    "Fault",
    "Pack",
    "PackFaults",
    "RefusalText",
    "check_texts",
    "fill",
    "load",
    "load_questionnaire",
    "load_texts",
    "score_file",
]
