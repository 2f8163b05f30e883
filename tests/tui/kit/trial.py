"""What the widgets of the kit are tried out with."""

from rmdesk.domain.refusal import Refusal
from rmdesk.faces.fields import Option
from rmdesk.formpack.refusals import RefusalText

JOBS = tuple(
    Option(str(at), name)
    for at, name in enumerate(
        ["公务员", "企业职工", "专业技术人员", "个体经营者", "农民", "学生", "退休人员", "自由职业"]
    )
)


def say(refusal: Refusal) -> RefusalText:
    """The case as its words."""
    return RefusalText(rule=refusal.rule, text=f"{refusal.code} [/b]", next="改正")
