import shutil
from pathlib import Path

import pytest

from widerwindow.content.course import Course

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Course:
    """A copy of the real course's words, to plant faults in."""
    for name in ("_config.yml", "_toc.yml", "organisation.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "book", tmp_path / "book")
    shutil.copytree(ROOT / "exercises" / "quizzes", tmp_path / "exercises" / "quizzes")
    return Course(tmp_path)
