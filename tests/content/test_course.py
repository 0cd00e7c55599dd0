"""The course as a whole: what `widerwindow check` looks at."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from checking import faults, last_checked
from small_course import HEAD, cell, edit

from widerwindow.content.checker import problems
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course

ROOT = Path(__file__).parents[2]


def test_the_real_course_has_no_fault_on_the_day_its_helplines_were_checked() -> None:
    """In one file a way to guess may be right by chance, which is advice; the course as a whole is held to chance."""
    found = faults(Course(ROOT))
    assert [told for told in found if not (told.advice and told.message.startswith("Who chooses "))] == []


def test_an_expired_helpline_is_told_with_its_line(small: Course) -> None:
    helpline = small.organisation().helplines[0]
    found = problems(small, helpline.review_by + timedelta(days=1))
    text = (small.root / "organisation.yml").read_text().splitlines()
    assert found[0].file == Path("organisation.yml")
    assert "review_by" in text[found[0].line - 1]
    assert helpline.id in found[0].message


def test_a_chat_that_is_no_address_on_the_web_is_told(small: Course) -> None:
    edit(small.organisation_file, "channel: phone", "channel: chat")
    helpline = yaml.safe_load(small.organisation_file.read_text(encoding="utf-8"))["helplines"][0]
    edit(small.organisation_file, str(helpline["number"]), "javascript:alert(1)")
    with pytest.raises(ContentError, match=f"13: `number` of the chat `{helpline['id']}` is no address on the web."):
        small.organisation()


def break_helplines(course: Course) -> None:
    file = course.root / "organisation.yml"
    file.write_text(file.read_text().split("helplines:")[0])


def break_page(course: Course) -> None:
    (course.book / "tea" / "x.md").write_text(f"{HEAD}# X\n\n" + cell("Scenario(name='nowhere')"))


def break_note(course: Course) -> None:
    (course.book / "x.md").write_text(
        "---\ncontent_note:\n  themes: [a]\n  intensity: huge\n  text: a\n  summary: b\n---\n# X\n"
    )


def break_source(course: Course) -> None:
    file = course.book / "references.bib"
    file.write_text(file.read_text().replace("{leaf1999,", "{someone1999,"))


def break_reviews(course: Course) -> None:
    (course.book / "reviews.yml").write_text("reviews: [Jo #Smith\n")


def break_names(course: Course) -> None:
    folder = course.book / "quiet" / "checks"
    folder.mkdir()
    for file in (course.book / "tea" / "checks").iterdir():
        shutil.copy(file, folder)


@pytest.mark.parametrize(
    ("plant", "expected"),
    [
        (break_helplines, ": `helplines` is missing."),
        (break_page, 'x.md:10: `Scenario("nowhere")` names no file.'),
        (break_note, "x.md:4: `intensity` is `huge`."),
        (break_source, "`leaf1999` is no source in book/references.bib."),
        (break_reviews, "reviews.yml:2: "),
        (break_names, "is taken by book/quiet"),
    ],
)
def test_a_planted_fault_is_found(small: Course, plant: Callable[[Course], None], expected: str) -> None:
    day = last_checked(small)
    plant(small)
    found = "\n".join(map(str, problems(small, day)))
    assert expected in found


def test_a_course_is_found_from_any_folder_inside_it(small: Course) -> None:
    assert Course.around(small.book / "tea").root == small.root


def test_a_folder_without_a_course_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="not in a course"):
        Course.around(tmp_path)


def test_a_name_that_is_not_there_lists_those_that_are(small: Course) -> None:
    with pytest.raises(ContentError, match="tea-sheet"):
        small.worksheet("coffee-sheet")
