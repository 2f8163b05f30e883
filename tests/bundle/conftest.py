"""A bundle made of the checkout's own scripts and of wheels that hold nothing but their metadata."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bundle.kit import LINUX, checkout, pretended_pip
from rmdesk.tools.bundle import making
from rmdesk.tools.bundle.pip import Target


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Makes a bundle of a version and a form of desk, for some targets; Windows on ARM has no wheels."""
    root = checkout(tmp_path / "checkout")

    def make(version: str = "0.5.0", desk: int = 2, targets: tuple[Target, ...] = (LINUX,)) -> Path:
        with pretended_pip(version):
            return making.make(root, tmp_path / f"bundle-{version}", version, desk, targets).folder

    return make
