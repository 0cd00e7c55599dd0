from collections.abc import Callable
from pathlib import Path

import pytest

from widerwindow.content.course import Course


@pytest.fixture
def copy(copy_course: Callable[[Path], Path], tmp_path: Path) -> Course:
    """A copy of the real course's words, to plant faults in."""
    return Course(copy_course(tmp_path))
