"""What an organisation says of its classroom, before a hub is started with it."""

from pathlib import Path

import pytest
import yaml
from room import make_course

from classroom.settings import settings_at
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.keeping import cohorts

EXAMPLE = Path(__file__).parents[2] / "deploy" / "hub" / "settings.example.yml"


def settings(folder: Path, *courses: Course) -> Path:
    """Return the example of settings, for these courses."""
    told = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    for course in courses:
        course.root.chmod(0o750)
    taught = [told["courses"][0] | {"folder": str(course.root)} for course in courses]
    file = folder / "hub.yml"
    file.write_text(yaml.safe_dump(told | {"folder": str(folder), "courses": taught}), encoding="utf-8")
    return file


def configure(course: Course, folder: Path, name: str, book: str) -> None:
    file = course.exercises / "nbgrader_config.py"
    told = {
        "CourseDirectory.course_id": name,
        "CourseDirectory.db_url": book,
        "Exchange.root": folder / "exchange",
    }
    more = "".join(f"c.{key} = {str(value)!r}\n" for key, value in told.items())
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{more}", encoding="utf-8")


def test_two_courses_share_no_name_and_no_gradebook(tmp_path: Path) -> None:
    one, two = make_course(tmp_path / "one"), make_course(tmp_path / "two")
    cohorts.start(one, "spring")
    configure(one, tmp_path, "snow", "sqlite:///a.db")
    configure(two, tmp_path, "snow-spring", "sqlite:///a.db")
    with pytest.raises(ContentError) as refused:
        settings_at(settings(tmp_path, one, two))
    assert [each.message for each in refused.value.problems] == [
        "Two courses are called snow-spring. Learners and trainers of the one would see the other.",
        "Two courses have one gradebook.",
    ]
    configure(two, tmp_path, "ice", "sqlite:///b.db")
    found = settings_at(settings(tmp_path, one, two))
    taught = found.taught("snow-spring")
    assert taught and taught.folder == one.root
    assert found.taught("snow-summer") is None
