"""What is wrong with the writing of a TOML file, in words for people who never read its manual."""

import re

from rmdesk.formpack.fault import Fault, fault

_LINE = re.compile(r"\s*\(at (?:line (\d+)|end of document)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|#.*')
_FULLWIDTH = re.compile("[“”‘’，＝｛｝［］：；（）]")  # what an input method puts in
# how the parser begins to say it, and the same in Chinese
_CHINESE = {
    "Unclosed inline table": "花括号 { } 没有成对，或两项之间缺少逗号",
    "Unclosed array": "方括号 [ ] 没有成对，或两项之间缺少逗号",
    "Out of all bounds": "数字过长，或括号嵌套过深",
    "Unterminated string": "引号没有成对",
    "Invalid value": "等号后的值写法有误，文字须放在引号内",
    "Invalid statement": "这一行不是“名称 = 值”的形式",
    "Invalid initial character for a key part": "名称写法有误，或多了标点",
    "Expected '=' after a key": "名称后面缺少等号",
    "Expected newline or end of document": "一行只能写一项，此行末尾有多余内容",
    "Expected ']": "表头的方括号没有成对",
    "Cannot overwrite a value": "同一名称写了两次",
    "Duplicate inline table key": "同一名称写了两次",
    "Cannot declare": "同一表头写了两次",
    "Cannot mutate": "已写完的表不能再添加内容",
    "Illegal character": "含有不能使用的控制字符",
    "Found invalid character": "含有不能使用的控制字符",
    "Invalid date": "日期不存在",
    "Unescaped '\\'": "文字中的反斜杠须写成两个",
    "Invalid hex value": "转义写法有误",
    "Escaped character": "转义写法有误",
}


def syntax_fault(file: str, text: str, error: ValueError | RecursionError) -> Fault:
    """The fault for a text that the TOML parser refused, with its line; a stray full-width sign is named."""
    found = _LINE.search(str(error))
    why = str(error)[: found.start()] if found else "Out of all bounds"  # a RecursionError, or too many digits
    line = (found and found.group(1)) or str(text.rstrip("\n").count("\n") + 1)
    sign = _FULLWIDTH.search(_QUOTED.sub("", _written(text, int(line))))
    if sign is not None:
        return fault(file, f"line {line}", "fullwidth", line=line, sign=sign.group())
    zh = next((words for begin, words in _CHINESE.items() if why.startswith(begin)), why)
    return fault(file, f"line {line}", "syntax", line=line, zh_why=zh, en_why=why)


def _written(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1] if line <= len(lines) else ""
