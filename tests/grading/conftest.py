from pathlib import Path

import pytest
from room import make_course

from widerwindow.content.course import Course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "a course")
