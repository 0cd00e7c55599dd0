from pathlib import Path

import pytest
import small_course

from widerwindow.content.course import Course


@pytest.fixture
def small(tmp_path: Path) -> Course:
    """A small course without a fault, to plant some in."""
    return small_course.write(tmp_path / "course")
