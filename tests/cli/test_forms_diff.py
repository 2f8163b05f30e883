"""`rmdesk forms diff OLD NEW`: what one folder asks less of than another, before anybody has a desk (DATA-08)."""

import shutil
from pathlib import Path

import pytest

from cli.conftest import Run
from rmdesk.resources import folder


@pytest.mark.parametrize(
    ("file", "before", "after", "way"),
    [
        ("thresholds.toml", "value = 0.5\n", "value = 0.8\n", "looser"),
        ("levels.toml", 'zh = "高风险"', 'zh = "低风险型"', "changed"),
        ("sentences.toml", "本产品不保证本金和收益", "本产品不保证本金，也不保证收益", "changed"),
    ],
)
def test_two_folders_are_compared_with_what_became_looser(
    run: Run, tmp_path: Path, file: str, before: str, after: str, way: str
) -> None:
    """A limit that was eased, a level renamed, a sentence reworded: none hides among reworded texts."""
    shutil.copytree(folder("forms"), tmp_path / "new")
    text = (tmp_path / "new" / file).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "new" / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    ran = run("forms", "diff", folder("forms"), tmp_path / "new", "--json")
    assert ran.code == 0
    assert [(one["file"], one["way"]) for one in ran.value["changes"]] == [(file, way)]


def test_a_folder_that_is_none_is_said(run: Run, tmp_path: Path) -> None:
    """A misspelt path must not read as two packs that are alike."""
    assert run("forms", "diff", folder("forms"), tmp_path / "none").code == 2
