"""Promises are refused and denials pass, in both languages, and the form check tries it by examples (SALE-11)."""

import pytest

from formpack.packs import Change, changed, swap
from rmdesk.formpack import Pack
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.loader import check_texts

FILE = "banned_words.toml"


@pytest.mark.parametrize(
    ("list_of", "text", "key"),
    [("refused", "稳健增值", "refused[1]"), ("passes", "保本理财", "passes[1]")],
)
def test_an_example_that_comes_out_otherwise_is_a_fault(pack: Pack, list_of: str, text: str, key: str) -> None:
    """Whoever edits the lists sees at once what they let through and what they stop."""
    words = pack.files[FILE].replace(f"\n{list_of} = [\n", f'\n{list_of} = [\n  "{text}",\n', 1)
    assert [(one.file, one.key) for one in check_texts({**pack.files, FILE: words})] == [(FILE, key)]


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (swap(FILE, "patterns = [\n", "patterns = [\n  '(收益',\n"), "patterns", "invalid"),
        (swap(FILE, "denials = [\n", "denials = [\n  '.*',\n"), "denials[1]", "pattern_wide"),
        (swap(FILE, "denied_twice = [\n", f"denied_twice = [\n  '{'不' * 501}',\n"), "denied_twice[1]", "pattern_wide"),
    ],
)
def test_a_pattern_that_cannot_be_read_or_lifts_everything_is_a_fault(change: Change, key: str, reason: str) -> None:
    """A slip in an expression must not end the program, nor let every promise pass."""
    assert (FILE, key, reason) in [(one.file, one.key, one.reason) for one in check_texts(changed(change))]


REFUSED = """享保底收益 收益不低于4% 没有任何风险 本金安全 跟存款一样 收益率最低5%起 这款理财稳赚不亏 绝不会让您亏钱
咱们行兜底 跟活期存款没两样
等于存款 本金零损失 我敢保证您赚钱 回报率至少8% 一点风险都没有 完全没有亏损的可能 百分之百赚钱 肯定赚 本息无忧
不会有任何损失 比存款还安全
到期一定兑付 我行承诺到期还本付息 不得不保本 并非不保本 不用担心，保本的 稳．赚 保 本
Your capital is 100% secure|There is no way you lose money|Returns guaranteed by the bank|You will certainly profit
A guaranteed 5% return
As secure as a savings account|It always goes up|You cannot possibly lose|No loss is possible|Loss-free
Principal protection guaranteed
The bank stands behind your principal|No downside|No. Principal guaranteed.|not only principal guaranteed|Risk-free
safer than a deposit
You never lose money|We promise you a steady return|100% safe|A yield of at least 4%"""
PASSES = """投保本产品前请阅读 担保本公司债务 本产品不承诺保本 本产品有亏损本金的风险 不保证不亏损 存款利率最低档
保证资金安全 我行不兜底
不得以任何方式承诺保本保收益 理财公司不得宣传或承诺保本 收益不确定 销售人员未向您作出保本承诺 无法保证最低收益
理财产品不能视同存款
无风险承受能力评估结果 确保您已阅读 不代表我行对收益的保证 理财有风险，投资须谨慎 本产品没有本金保障
不是说产品一定赚钱 年化费率最低0.3%
银行不对本金和收益作出保证 没有任何产品能保本 不承诺保本、保息
The bank does not stand behind the principal|This is not a deposit and not guaranteed
Past returns do not guarantee future results
Returns are not fixed|There is a risk of losing your principal|We cannot promise that the return will be at least 4%
Nothing here means the principal is guaranteed|Neither principal nor return is guaranteed
There is no guaranteed return|never risk free
No investment is risk free|We do not promise any return|It is not the same as a deposit
Nobody may promise you a return|You may lose your principal
The principal is not protected|The fee is at least 0.3%|Keep your papers safe|It is not as safe as a deposit
The bank does not guarantee a return"""


def _texts(lines: str) -> list[str]:
    """The Chinese texts, parted by blanks, and the English ones, parted by bars."""
    split = [line.split("|") if line.isascii() else line.split(" ") for line in lines.splitlines()]
    return [text for line in split for text in line if len(text) > 1]


@pytest.mark.parametrize("text", [*_texts(REFUSED), "收 益 保 底"])
def test_promises_are_refused(pack: Pack, text: str) -> None:
    """A promise in other words misleads as well."""
    assert pack.banned_in(text)


@pytest.mark.parametrize("text", _texts(PASSES))
def test_denials_and_plain_words_pass(pack: Pack, text: str) -> None:
    """A denial that is refused makes the warning unsayable."""
    assert pack.banned_in(text) == ()


def test_what_was_promised_is_named_as_it_was_written(pack: Pack) -> None:
    """Whoever typed it must find it: the form of the promise, not an expression of the list."""
    assert pack.banned_in("本产品年化收益稳定在4%以上") == ("年化收益稳定在4",)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(就|都)?(稳|必)赚", "稳赚"),
        ("包(赚|回本)|躺赢", "躺赢"),
        (r"\d成把握赚", "8成把握赚"),
        ("[稳必]胜", "必胜"),
        ("(?!不)(稳?当|牢靠)得很", "当得很"),
        (r"\(保\)|\(稳\)", "(稳)"),
        ("(?:(稳)|(牢){0,1})赚到手", "赚到手"),
    ],
)
def test_a_pattern_finds_wherever_it_may_begin(pattern: str, text: str) -> None:
    """A pattern is tried only where it can begin: a bank's own may begin in any way that expressions know."""
    words = BannedWords(version="1", words=("保本",), patterns=(pattern,))
    assert words.found_in(f"本产品{text}") == (text,)
