"""What an organisation says of its classroom, before a hub is started with it."""

import json
import os
from pathlib import Path

import pytest
import yaml
from room import make_course
from traitlets.config import Config

from classroom import people
from classroom.hub import set_up
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
    taught = [told["courses"][0] | {"folder": str(course.root), "account": "none"} for course in courses]
    file = folder / "hub.yml"
    file.write_text(yaml.safe_dump(told | {"folder": str(folder), "courses": taught}), encoding="utf-8")
    return file


def configure(course: Course, folder: Path, name: str, book: str = "") -> None:
    file = course.exercises / "nbgrader_config.py"
    told = {"CourseDirectory.course_id": name, "Exchange.root": folder / "exchange"}
    told |= {"CourseDirectory.db_url": book} if book else {}
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
        "The course snow-spring is called as a cohort of the course snow may be. "
        "Learners and trainers of the one could see the other.",
        "Two courses have one gradebook.",
    ]
    configure(two, tmp_path, "ice", "sqlite:///b.db")
    found = settings_at(settings(tmp_path, one, two))
    taught = found.taught("snow-spring")
    assert taught and taught.folder == one.root
    assert found.taught("snow-summer") is None


def test_a_cohort_that_begins_later_is_found_and_a_new_name_is_not(tmp_path: Path) -> None:
    course = make_course(tmp_path / "one")
    configure(course, tmp_path, "snow")
    found = settings_at(settings(tmp_path, course))
    cohorts.start(course, "autumn")
    taught = found.taught("snow-autumn")
    assert taught and taught.folder == course.root
    configure(course, tmp_path, "ice")
    assert found.taught("ice") is None


def test_a_course_s_own_settings_never_run_with_the_hub_s_rights(tmp_path: Path) -> None:
    course = make_course(tmp_path / "one")
    configure(course, tmp_path, "snow")
    file, told = course.exercises / "nbgrader_config.py", tmp_path / "told"
    file.write_text(f"{file.read_text()}\nimport os\nopen({str(told)!r}, 'w').write(str(os.getpid()))\n")
    assert settings_at(settings(tmp_path, course)).courses[0].name == "snow"
    assert int(told.read_text()) != os.getpid()
    sound, of_another = file.read_text(), {"name": "snow", "names": ["snow", "ice"], "gradebook": "sqlite:///a.db"}
    said = json.dumps(of_another | {"exchange": str(tmp_path / "exchange" / "snow")})
    lies = f"import os\nprint({said!r}, flush=True)\nos._exit(0)\n"
    more = "print('hello')", "c.CourseDirectory.course_id = '../etc'"
    for broken in ("1 / 0\n", lies, *(f"{sound}\n{each}\n" for each in more)):
        file.write_text(broken)
        with pytest.raises(ContentError) as refused:
            settings_at(settings(tmp_path, course))
        assert [each.file for each in refused.value.problems] == [file]


def test_an_account_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = settings(tmp_path, make_course(tmp_path / "one"))
    file.write_text(file.read_text(encoding="utf-8").replace("account: none", "account: nobody-of-ours"))
    with pytest.raises(ContentError, match="has no account nobody-of-ours"):
        settings_at(file)


def test_a_course_is_not_called_as_another_or_as_a_cohort_of_it_would_be(tmp_path: Path) -> None:
    names = {"one": "fire", "two": "fire-safety", "three": "fire"}
    courses = [make_course(tmp_path / each) for each in names]
    for course, name in zip(courses, names.values(), strict=True):
        configure(course, tmp_path, name)
    with pytest.raises(ContentError) as refused:
        settings_at(settings(tmp_path, *courses))
    said = [each.message.split(". ")[0] for each in refused.value.problems]
    assert sorted(said) == [
        "The course fire-safety is called as a cohort of the course fire may be",
        "The course fire-safety is called as a cohort of the course fire may be",
        "Two courses are called fire",
    ]


def test_what_somebody_laid_where_a_course_s_folder_is_to_be_is_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, elsewhere = make_course(tmp_path / "one"), tmp_path / "elsewhere"
    configure(course, tmp_path, "snow")
    found = settings_at(settings(tmp_path, course))
    for folder in (found.exchange, found.homes, elsewhere):
        folder.mkdir(mode=0o755)
    (found.exchange / "snow").symlink_to(elsewhere)
    (found.exchange / "over").mkdir(mode=0o755)
    before: list[int] = []

    def number_of(_: str) -> int:
        before.append((found.exchange / "snow").stat().st_mode & 0o777)
        return os.getegid()

    monkeypatch.setattr(people, "number_of", number_of)
    for _ in range(2):
        people.restore(found)
        assert not (found.exchange / "snow").is_symlink()
        assert (found.exchange / "snow").stat().st_mode & 0o777 == 0o750
        assert (found.exchange / "over").stat().st_mode & 0o777 == 0o700
    assert before == [0o700, 0o700]
    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_cookies_go_by_tls_alone_where_the_address_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = make_course(tmp_path / "one")
    configure(course, tmp_path, "snow")
    monkeypatch.setattr(people, "number_of", lambda _: os.getegid())
    c = Config()
    set_up(c, settings_at(settings(tmp_path, course)))
    assert c.JupyterHub.tornado_settings["cookie_options"] == {"SameSite": "None", "Secure": True}


def test_a_course_that_everybody_may_read_or_that_hands_out_elsewhere_is_refused(tmp_path: Path) -> None:
    course = make_course(tmp_path / "one")
    configure(course, tmp_path / "elsewhere", "snow")
    file = settings(tmp_path, course)
    course.root.chmod(0o751)
    with pytest.raises(ContentError) as refused:
        settings_at(file)
    assert {each.file for each in refused.value.problems} == {course.exercises / "nbgrader_config.py", course.root}
