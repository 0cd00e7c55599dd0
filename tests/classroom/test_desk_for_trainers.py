"""What is for trainers on the desk: notes, tasks with rubrics and examples, and a first quiz with invented learners."""

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date

import desks
import pytest
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, TEXT, blank, copied, find, hand_in, make_course, put, rewrite

from widerwindow.content.checker import problems
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, practising
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.keeping.removing import take_back
from widerwindow.grading.setting.release import release
from widerwindow.grading.storage import release_file

NOTES = """\
---
for: trainers
content_note: {themes: [cold], intensity: low, text: This page is about cold., summary: Marking in the cold.}
---

# Notes & answers

Read [the weather](index.md) first.

## Marking

### Two answers

**Full: 6 of 6.** "Two plans, and kind words."

```{outcomes-table}
```

## Afterwards

Not an example.
"""
GUIDE = f"""\
---
for: trainers
---

# Where the sky is taught

First read [the notes](weather/notes.md), then [the weather](weather/index.md).

```{{sources-taught}} post
```

```
cp {"a-very-long-name/" * 20}
```
"""
TAUGHT = """\
claims:
  - {id: wet, on: [index, notes], claim: Rain is wet, source: rain1999, locator: page 1, status: confirmed}
"""
WITH_EXAMPLES = (
    "    rubric:\n      - id: plan",
    "    examples: {page: weather/notes, under: Two answers}\n    rubric:\n      - id: plan",
)
WAYS = ["Up the hill", "Round the pond", "To the mill", "By the river", "To the shop", "Out and back"]
IN_WORDS = (
    "    points: 6\n",
    "    points: 6\n    made_up:\n" + "".join(f"      - {way}, and then home.\n" for way in WAYS),
)
CODES = [f"practice-{number}" for number in range(1, 7)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course with notes for trainers, whose quiz nobody has seen yet, and the address of its desk."""
    course = make_course(
        tmp_path_factory.mktemp("trainers") / "a course", TEXT.replace(*WITH_EXAMPLES).replace(*IN_WORDS)
    )
    (course.root / "_toc.yml").write_text(
        "root: index\nchapters: [{file: weather/index}, {file: weather/notes}, {file: guide}]\n"
    )
    (course.book / "index.md").write_text("# Home\n")
    (course.book / "guide.md").write_text(GUIDE)
    (course.book / "references.bib").write_text("@misc{rain1999, title = {On rain}, keywords = {post}}\n")
    (course.book / "weather").mkdir()
    (course.book / "weather" / "claims.yml").write_text(TAUGHT)
    (course.book / "weather" / "index.md").write_text("# Weather\n")
    (course.book / "weather" / "notes.md").write_text(NOTES)
    with desks.opened(course.exercises, tmp_path_factory.mktemp("home")) as address:
        yield course, address


@pytest.fixture
def page(browser: Browser, desk: tuple[Course, str]) -> Iterator[Page]:
    with desks.visiting(browser, desk[1]) as page:
        page.get_by_role("link", name="For trainers", exact=True).click()
        yield page


def test_notes_and_tasks_are_read_on_the_desk_and_the_old_address_leads_there(page: Page) -> None:
    page.goto(f"{desks.root(page.url)}/formgrader/notes")
    page.get_by_role("link", name="Weather: Notes & answers").click()
    expect(page.get_by_text("Marking in the cold.")).to_be_visible()
    expect(page.get_by_text("Read the weather first.")).to_be_visible()
    assert page.get_by_role("link", name="the weather").count() == 0
    assert "outcomes-table" not in page.content()
    page.goto(f"{desks.root(page.url)}/formgrader/notes/weather/notes")
    assert page.url.endswith("/desk/for-trainers/notes/weather/notes")
    page.get_by_role("link", name="For trainers", exact=True).first.click()
    page.get_by_role("link", name="Tell a friend").click()
    expect(page.get_by_role("listitem").filter(has_text="The plan has a second one behind it.")).to_be_visible()
    expect(page.get_by_text("Two plans, and kind words.")).to_be_visible()
    assert page.get_by_text("Not an example.").count() == 0
    for place in ("notes/index", "notes/..%2Fcourse", "tasks/weather/max", "tasks/nothing/a-letter"):
        assert page.request.get(f"{desks.root(page.url)}/desk/for-trainers/{place}").status == 404


def test_a_guide_leads_to_notes_and_says_which_pages_teach_from_a_source(page: Page) -> None:
    page.get_by_role("link", name="Where the sky is taught").click()
    row = page.get_by_role("row").filter(has_text="On rain")
    expect(row).to_contain_text("Weather; Notes & answers")
    expect(page.locator("main").get_by_role("link", name="the weather")).to_have_count(0)
    page.get_by_role("link", name="the notes").click()
    expect(page.get_by_text("Marking in the cold.")).to_be_visible()


def test_a_newcomer_walks_through_a_whole_quiz_and_nothing_of_it_stays(desk: tuple[Course, str], page: Page) -> None:
    course, _ = desk
    page.get_by_role("link", name="Your first quiz in fifteen minutes").click()
    page.get_by_role("button", name="Release it").click()
    page.get_by_role("button", name="Load the practice class").click()
    expect(page.get_by_role("button", name="Mark what a machine can")).to_be_visible()
    expect(page.get_by_text("Practice class: next")).to_have_count(0)
    page.get_by_role("link", name="Quizzes", exact=True).click()
    expect(page.get_by_text("Practice class: next, let the machine mark.")).to_be_visible()
    page.get_by_role("link", name="To the steps").click()
    assert practising.loaded(course) == CODES
    page.get_by_role("button", name="Mark what a machine can").click()
    page.get_by_role("link", name="6 answers to mark").click()
    page.get_by_text("Scored answers to a practice case").press("Enter")
    expect(page.get_by_text("Two plans, and kind words.")).to_be_visible()
    written = set()
    for number in range(1, 7):
        expect(page.get_by_role("heading", name=f"Answer {number} of 6")).to_be_visible()
        expect(page.get_by_text(f"next, read the {7 - number} written answer")).to_be_visible()
        written.add(page.locator(".typed").inner_text().strip())
        page.get_by_label("There is a plan.").check()
        page.get_by_label("Clear and kind.").check()
        page.get_by_role("button", name="Save, and show the next").click()
    expect(page.get_by_role("heading", name="Every answer to this question is marked.")).to_be_visible()
    assert written == {f"{way}, and then home." for way in WAYS}
    expect(page.get_by_text("Practice class: next, make the feedback.")).to_be_visible()
    page.goto(f"{desks.root(page.url)}/desk/for-trainers/first-quiz")
    page.get_by_role("link", name="Make and see the feedback").click()
    page.get_by_role("button", name="Make feedback pages for all").click()
    expect(page.get_by_text("Every page is up to date.")).to_be_visible()
    given = page.locator("tbody th .soft")
    expect(given).to_have_count(6)
    points = [float(text.split()[0]) for text in given.all_inner_texts()]
    assert points[0] > points[-1]
    page.goto(f"{desks.root(page.url)}/desk/for-trainers/first-quiz")
    page.get_by_role("link", name="See the results").click()
    expect(page.get_by_text("The work of 6 learners is here.")).to_be_visible()
    expect(page.get_by_text("Practice class: next, look at the results.")).to_be_visible()
    desks.sound(page)
    page.goto(f"{desks.root(page.url)}/desk/for-trainers/first-quiz")
    _throw_away(course, page)
    named = [
        file.name
        for file in course.exercises.rglob("*")
        if file.is_file() and (re.search(r"practice-\d", str(file)) or b"practice-1" in file.read_bytes())
    ]
    assert named == []
    for file in backups.folder(course).glob("*.zip"):
        with zipfile.ZipFile(file) as kept:
            assert not any(b"practice-1" in kept.read(name) or "practice-" in name for name in kept.namelist())


def test_a_button_is_about_the_quiz_that_is_chosen(desk: tuple[Course, str], page: Page) -> None:
    course, _ = desk
    others = {name: course.exercises / "quizzes" / f"{name}.yml" for name in ("shown-quiz", "chosen-quiz")}
    for name, file in others.items():
        file.write_text(TEXT.replace(f"id: {QUIZ}", f"id: {name}", 1).replace("title: ", f"title: {name} "))
    page.goto(f"{desks.root(page.url)}/desk/for-trainers/first-quiz?quiz=shown-quiz")
    page.get_by_label("Try it with").select_option("chosen-quiz")
    page.get_by_role("button", name="Release it").click()
    expect(page.get_by_label("Try it with")).to_have_value("chosen-quiz")
    assert [name for name in others if release_file(course, name).exists()] == ["chosen-quiz"]
    take_back(course, "chosen-quiz")
    for file in others.values():
        file.unlink()


def _throw_away(course: Course, page: Page) -> None:
    page.get_by_role("button", name="Throw the practice class away").click()
    desks.sound(page)
    page.get_by_role("link", name="Keep it").click()
    assert practising.loaded(course) == CODES
    page.get_by_role("button", name="Throw the practice class away").click()
    page.get_by_label("Take the release of “Weather and plans” back too").check()
    page.get_by_role("button", name="Throw the class away").click()
    expect(page.get_by_text("No practice class is here.")).to_be_visible()
    expect(page.get_by_role("button", name="Release it")).to_be_visible()
    assert not release_file(course, QUIZ).exists()


def test_check_looks_whether_examples_stand_where_a_question_says(desk: tuple[Course, str]) -> None:
    course, _ = desk
    rewrite(course, "under: Two answers", "under: Three answers")
    told = [problem.message for problem in problems(course, date.today())]
    rewrite(course, "under: Three answers", "under: Two answers")
    wrong = "No page for trainers called `weather/notes` has the heading “Three answers”."
    assert wrong in told
    assert wrong not in [problem.message for problem in problems(course, date.today())]


def test_where_a_task_has_no_made_up_answers_the_class_answers_in_the_words_of_its_examples(
    desk: tuple[Course, str],
) -> None:
    course = copied(desk[0], desk[0].root.parent / "borrowing")
    rewrite(course, IN_WORDS[1], IN_WORDS[0])
    notes = course.book / "weather" / "notes.md"
    weak = '**Weak: 1 of 6.** "It may rain.\n**I stay** in. That is \'all\'." *Feedback:* No "plan".\n\n'
    notes.write_text(notes.read_text().replace("**Full", f"{weak}**Full"))
    release(course, QUIZ)
    made = practising.hand_ins(course, QUIZ)
    said = [find(json.loads(each), "a-letter")["source"] for each in made.values()]
    assert said[:3] == [
        "Two plans, and kind words.",
        "It may rain. I stay in. That is 'all'.",
        "Two plans, and kind words.",
    ]
    assert said[3] == "It may rain."


def test_a_learner_with_such_a_code_is_safe(course: Course) -> None:
    put(course, "practice-3", hand_in(blank(course), {"a-letter": "Mine."}))
    with pytest.raises(ContentError, match="Learners have these codes already: practice-3"):
        practising.load(course, QUIZ)
    assert practising.throw_away(course) == 0
    assert [folder.name for folder in (course.exercises / "submitted").iterdir()] == ["practice-3"]


def test_a_refusal_is_told_on_the_page_and_the_files_can_be_taken_in_by_hand(
    desk: tuple[Course, str], page: Page
) -> None:
    course, _ = desk
    release(course, QUIZ)
    page.get_by_role("link", name="Your first quiz in fifteen minutes").click()
    put(course, "practice-3", hand_in(blank(course), {"a-letter": "Mine."}))
    page.get_by_role("button", name="Load the practice class").click()
    expect(page.get_by_role("alert")).to_contain_text("practice-3")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save their six files").click()
    with zipfile.ZipFile(saved.value.path()) as archive:
        assert archive.namelist() == [f"{QUIZ}--{code}.ipynb" for code in CODES]
    forget(course, "practice-3")


def test_pages_about_all_quizzes_go_on_with_the_others_where_the_file_of_one_has_a_mistake(
    desk: tuple[Course, str], page: Page
) -> None:
    course, address = desk
    with desks.spoilt_quiz(course, TEXT):
        for place in ("for-trainers", "for-trainers/first-quiz", "building", "platforms"):
            page.goto(f"{desks.root(address)}/desk/{place}")
            expect(page.locator(".spoilt li")).to_contain_text("Line 15: The key names")
            expect(page.locator("main")).to_contain_text(
                "Weather and plans" if place != "platforms" else "We have Moodle"
            )


def test_its_pages_are_sound(desk: tuple[Course, str], page: Page) -> None:
    top = f"{desks.root(desk[1])}/desk/for-trainers"
    for place in ("", "/first-quiz", "/notes/weather/notes", "/notes/guide", f"/tasks/{QUIZ}/a-letter"):
        page.goto(f"{top}{place}")
        desks.sound(page)
