"""A trainer sets her quizzes at the desk, in a real browser: she never sees a terminal."""

import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import desks
import pytest
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, blank, copied, hand_in, make_course, put, quiz_text, rewrite

import axe
from widerwindow.content import new_quiz
from widerwindow.content.banked import banked
from widerwindow.content.checker import problems
from widerwindow.content.core.problems import mistakes
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judgement, Judging
from widerwindow.grading.keeping import backups, restoring
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.without_key import sample
from widerwindow.grading.setting.release import is_fresh, release
from widerwindow.grading.storage import release_file
from widerwindow.site.alone.preview import write_preview
from widerwindow.site.building import build as builder

AT = f"/desk/quiz/{QUIZ}"
DEADLINE = "title: Weather and plans\ndeadline: 2020-01-31 17:00\n"


@pytest.fixture(scope="module")
def started(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course whose quiz two learners handed in, and the address of its desk."""
    folder = tmp_path_factory.mktemp("desk")
    course = copied(released_once, folder / "a course")
    (course.root / "_toc.yml").write_text("root: index\n")
    (course.root / "book" / "index.md").write_text("# Home\n")
    shutil.copytree(course.exercises, folder / "nobody")
    for learner, answer in {"ada": "rain", "bea": "nothing"}.items():
        put(course, learner, hand_in(blank(course), {"dark-clouds": answer, "max": ["hat"]}))
    autograde(course, QUIZ)
    with desks.kept(course) as address:
        yield course, address


@pytest.fixture
def course(started: tuple[Course, str]) -> Course:
    """The course as it was when its desk was opened."""
    return desks.as_before(started[0])


@pytest.fixture
def nobody(started: tuple[Course, str]) -> Course:
    """The same before anybody handed in."""
    return desks.as_before(started[0], "nobody")


@pytest.fixture
def page(browser: Browser, started: tuple[Course, str]) -> Iterator[Page]:
    """The list of quizzes."""
    with desks.visiting(browser, started[1]) as page:
        page.get_by_role("link", name="Quizzes", exact=True).click()
        yield page


def test_a_quiz_is_previewed_and_released_once_it_is_seen_what_changes(course: Course, page: Page) -> None:
    page.reload()
    expect(page.get_by_text("It is released, and nothing has changed since.")).to_be_visible()
    rewrite(course, "key: rain", "key: nothing")
    rewrite(course, "What helps on a cold walk?", "What helps in the cold?")
    soon = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d %H:%M}"
    rewrite(course, "title: Weather and plans\n", DEADLINE.replace("2020-01-31 17:00", soon))
    page.reload()
    expect(page.get_by_text("The deadline is near:")).to_be_visible()
    rewrite(course, soon, "2020-01-31 17:00")
    page.reload()
    expect(page.get_by_text("The deadline is over. It was Friday 31 January 2020")).to_be_visible()
    page.get_by_role("link", name="Release it again").click()
    expect(page.get_by_role("listitem").filter(has_text="What may dark clouds mean?")).to_contain_text("right answer")
    expect(page.get_by_role("listitem").filter(has_text="What helps in the cold?")).to_contain_text("the words")
    expect(page.get_by_text("the rules change")).to_be_visible()
    expect(page.get_by_role("row", name="ada")).to_contain_text("21")
    expect(page.get_by_role("row", name="bea")).to_contain_text("12")
    desks.sound(page)
    page.get_by_role("button", name="Release it now").press("Enter")
    expect(page.get_by_role("heading", name="released")).to_be_visible(timeout=desks.PATIENCE)
    expect(page.get_by_text("put up again")).to_be_visible()
    assert is_fresh(course, QUIZ)
    page.goto(f"{desks.root(page.url)}{AT}")
    expect(page.get_by_role("main").locator(".first")).to_have_text("Look at it")
    expect(page.get_by_role("link", name="Release it once more")).to_be_visible()


def test_what_is_previewed_is_what_the_command_shows(course: Course, page: Page, tmp_path: Path) -> None:
    write_preview(course.quiz(QUIZ), sample(course, QUIZ), tmp_path)
    page.get_by_role("link", name="Look at it").click()
    page.get_by_label("Rain may come.").check()
    page.get_by_role("link", name="With the right answers").click()
    expect(page.get_by_role("heading", name="Right answers: Weather and plans")).to_be_visible()
    for name in ("index.html", "key.html", "quiz.js", "shell.css"):
        answer = page.request.get(f"{desks.root(page.url)}{AT}/preview/{name}")
        back = f'<a href="{AT}">Back to the desk</a>\n'
        assert answer.text().replace(back, "") == (tmp_path / name).read_text()
        assert "unsafe" not in answer.headers["content-security-policy"]
    page.get_by_role("link", name="Back to the desk").click()
    expect(page.get_by_role("heading", name="Weather and plans")).to_be_visible()


def test_questions_that_cannot_come_or_go_are_told_of_before_a_release(course: Course, page: Page) -> None:
    rewrite(course, "id: dark-clouds", "id: darker-clouds")
    page.goto(f"{desks.root(page.url)}{AT}/release")
    expect(page.get_by_role("alert")).to_contain_text("2 learners have handed in this quiz")
    expect(page.get_by_role("heading", name="1 new question")).to_be_visible()
    expect(page.get_by_role("heading", name="1 question that goes")).to_be_visible()
    expect(page.get_by_role("button", name="Release it now")).to_have_count(0)


def test_every_page_is_sound(course: Course, page: Page) -> None:  # noqa: ARG001 - the course lies there as it was
    forms = (f"{AT}/questions/new/{kind}" for kind in ("matching", "written"))
    desks.sound(page, "/desk/quizzes", "/desk/quizzes/new", AT, f"{AT}/release", *forms)


def test_rules_are_set_by_form_and_the_file_stays_as_it_was_written(course: Course, page: Page) -> None:
    note = "# Ask Cyd before you change this.\n"
    (course.exercises / "quizzes" / f"{QUIZ}.yml").write_text(quiz_text(course).replace("intro:", f"{note}intro:"))
    before = quiz_text(course)
    page.goto(f"{desks.root(page.url)}{AT}/rules")
    page.get_by_label("loses points:").check()
    page.get_by_label("How much").fill("ten")
    page.get_by_label("Day", exact=True).fill("2026-12-04")
    page.get_by_label("Time", exact=True).fill("17:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("You wrote “ten”.")
    expect(page.get_by_label("Day", exact=True)).to_have_value("2026-12-04")
    desks.sound(page)
    assert quiz_text(course) == before
    page.get_by_label("How much").fill("10")
    page.get_by_label("How often a learner may hand in").fill("2")
    page.get_by_label("Pass mark, in percent").fill("60")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    rules = "attempts: 2\npass_mark: 60\ndeadline: 2026-12-04 17:00\nlate:\n  percent: 10\n  per: day\n"
    assert quiz_text(course) == before.replace(note, f"{rules}{note}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert quiz_text(course) == before.replace(note, f"{rules}{note}")
    page.get_by_label("Day", exact=True).fill("2021-12-04")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("This deadline is over already: Saturday 4 December 2021")
    assert "2021" not in quiz_text(course)
    desks.sound(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert "deadline: 2021-12-04 17:00" in quiz_text(course)


def test_one_learner_gets_more_time_and_loses_it_again(course: Course, page: Page) -> None:
    rewrite(course, "title: Weather and plans\n", "title: Weather and plans\ndeadline: 2026-12-04 17:00\n")
    extensions = course.exercises / "extensions.yml"
    (course.exercises / "roster.csv").write_text("code,name\nada,Ada\nbea,Bea\n")
    extensions.write_text(
        "extensions:\n  # She asked me.\n  - {quiz: weather, learner: bea, until: 2026-12-20 09:00}\n"
    )
    page.goto(f"{desks.root(page.url)}{AT}/rules")
    page.get_by_label("Her learner code").fill("ada")
    page.get_by_label("Until which day").fill("2026-12-01")
    page.get_by_label("Until what time").fill("12:00")
    page.get_by_role("button", name="Give her this time").click()
    expect(page.get_by_role("alert")).to_contain_text("so it would give less time")
    expect(page.get_by_label("Her learner code")).to_have_value("ada")
    page.get_by_label("Until which day").fill("2026-12-31")
    page.get_by_role("button", name="Give her this time").click()
    expect(page.get_by_text("ada: until Thursday 31 December 2026, 12:00")).to_be_visible()
    assert "# She asked me." in extensions.read_text()
    assert [one.learner for one in course.extensions().extensions] == ["bea", "ada"]
    for code, day, doubt in (
        ("zoe", "2027-01-01", "Nobody has the code zoe."),
        ("cyd", "2026-12-30", "Nobody has the code cyd."),
    ):
        page.get_by_label("Her learner code").fill(code)
        page.get_by_label("Until which day").fill(day)
        page.get_by_label("Until what time").fill("12:00")
        page.get_by_role("button", name="Give her this time").click()
        expect(page.get_by_role("alert")).to_contain_text(doubt)
        expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("button", name="Give her this time").click()
    expect(page.get_by_role("button", name="Take away the time of cyd")).to_be_visible()
    page.get_by_role("button", name="Take away the time of cyd").click()
    page.get_by_label("Day", exact=True).fill("2026-12-24")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("bea has time until Sunday 20 December 2026")
    for learner in ("bea", "ada"):
        page.get_by_role("button", name=f"Take away the time of {learner}").click()
        expect(page.get_by_role("button", name=f"Take away the time of {learner}")).to_have_count(0)
    assert not extensions.exists()


def test_a_text_is_shown_while_it_is_typed_and_saved_only_when_it_is_sound(nobody: Course, page: Page) -> None:
    before = quiz_text(nobody)
    page.goto(f"{desks.root(page.url)}{AT}/text")
    box, shown = page.get_by_label("Text", exact=True), page.frame_locator("iframe")
    expect(shown.get_by_role("heading", name="Weather and plans")).to_be_visible(timeout=desks.PATIENCE)
    box.fill(before.replace("Weather and plans", "Storm and plans"))
    expect(shown.get_by_role("heading", name="Storm and plans")).to_be_visible(timeout=desks.PATIENCE)
    box.fill(before.replace("key: rain", "key: reign"))
    line = before[: before.index("key: rain")].count("\n") + 1
    page.get_by_role("link", name=f"Line {line}:").click()
    chosen = box.evaluate("(box) => [box.value.slice(box.selectionStart, box.selectionEnd), box.scrollTop > 0]")
    assert chosen == ["    key: reign", True]
    desks.sound(page)
    assert quiz_text(nobody) == before
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet.")
    assert "key: reign" in box.input_value()
    assert quiz_text(nobody) == before
    box.fill(before.replace("Weather and plans", "Hail <b>and</b> plans") + "\n\n")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert quiz_text(nobody) == before.replace("Weather and plans", "Hail <b>and</b> plans")


def test_a_quiz_with_mistakes_is_told_of_and_mended(nobody: Course, page: Page) -> None:
    before = quiz_text(nobody)
    rewrite(nobody, "key: rain", "key: reign")
    page.reload()
    expect(page.get_by_text("It has mistakes, so it cannot be released or marked.")).to_be_visible()
    page.get_by_role("link", name="See what is wrong").click()
    expect(page.get_by_text("The key names `reign`, which is no option.")).to_be_visible()
    desks.sound(page)
    page.get_by_role("link", name="Mend it in its text").click()
    expect(page.get_by_text("It can be shown once what is wrong with it is mended.")).to_be_visible()
    page.get_by_label("Text", exact=True).fill(before)
    shown = page.frame_locator("iframe").get_by_role("heading", name="Weather and plans")
    expect(shown).to_be_visible(timeout=desks.PATIENCE)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert quiz_text(nobody) == before


def test_a_text_without_scripts_is_looked_at_by_a_button(nobody: Course, browser: Browser, page: Page) -> None:
    before = quiz_text(nobody)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{desks.root(page.url)}{AT}/text")
    plain.get_by_label("Text", exact=True).fill(before.replace("key: rain", "key: reign"))
    plain.get_by_role("button", name="Look at what is typed").click()
    expect(plain.get_by_text("It can be shown once what is wrong with it is mended.")).to_be_visible()
    expect(plain.locator(".problems")).to_contain_text("key: reign")
    plain.get_by_label("Text", exact=True).fill(before.replace("Weather and plans", "Storm and plans"))
    plain.get_by_role("button", name="Look at what is typed").click()
    shown = plain.frame_locator("iframe").get_by_text("Storm and plans").first
    expect(shown).to_be_visible(timeout=desks.PATIENCE)
    context.close()
    assert quiz_text(nobody) == before


def test_whose_marks_would_move_is_seen_before_a_key_is_saved(course: Course, page: Page) -> None:
    before = quiz_text(course)
    page.goto(f"{desks.root(page.url)}{AT}/text")
    box = page.get_by_label("Text", exact=True)
    box.fill(before.replace("key: rain", "key: nothing"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is saved yet. Look first at what it would do to marks.")
    expect(page.get_by_role("row", name="ada")).to_contain_text("21")
    expect(page.get_by_role("row", name="bea")).to_contain_text("12")
    desks.sound(page)
    assert quiz_text(course) == before
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert quiz_text(course) == before.replace("key: rain", "key: nothing")
    box.fill(before.replace("id: dark-clouds", "id: darker-clouds"))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".problems")).to_contain_text("so its questions must stay")


def test_a_question_that_was_drawn_is_put_right_in_the_bank(nobody: Course, page: Page) -> None:
    bank = nobody.exercises / "bank" / "cups.yml"
    bank.parent.mkdir()
    bank.write_text(CUPS)
    rewrite(nobody, "title: Weather and plans\n", "title: Weather and plans\ndraw: [{tag: cups, count: 1}]\n")
    release(nobody, QUIZ)
    put(nobody, "ada", hand_in(blank(nobody), {"which-cup": "red"}))
    autograde(nobody, QUIZ)
    page.goto(f"{desks.root(page.url)}{AT}")
    page.get_by_role("link", name="Which cup?").click()
    expect(page.get_by_text("This question stands in the bank.")).to_be_visible()
    desks.sound(page)
    page.get_by_role("group", name="Option 2").get_by_label("This is right").check()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("row", name="ada")).to_contain_text("01")
    assert bank.read_text() == CUPS
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert bank.read_text() == CUPS.replace("key: blue", "key: red")
    expect(page.get_by_role("link", name="Release it again")).to_be_visible()
    assert page.request.get(f"{desks.root(page.url)}{AT}/drawn/dark-clouds").status == 404


def test_a_question_may_look_at_something_new(nobody: Course, page: Page) -> None:
    before = quiz_text(nobody)
    page.goto(f"{desks.root(page.url)}{AT}/questions/of/dark-clouds")
    page.get_by_label("Points").fill("2,5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("“Points” has to be a whole number from 1 up, such as 2 or 3.")
    expect(page.get_by_label("Points")).to_have_value("2,5")
    page.get_by_label("Points").fill("1")
    page.get_by_text("An outcome that is not in the list").first.click()
    page.get_by_label("What learners should be able to do").fill("Name a cloud: by its shape")
    desks.sound(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert nobody.quiz(QUIZ).outcomes["name-a-cloud-by"] == "Name a cloud: by its shape"
    assert nobody.quiz(QUIZ).questions[0].outcome == "name-a-cloud-by"
    changed = [line for line in quiz_text(nobody).splitlines() if line not in before.splitlines()]
    assert changed == [
        "outcomes:",
        "  sky: Read the sky",
        "  plans: Make a plan",
        '  name-a-cloud-by: "Name a cloud: by its shape"',
        "    outcome: name-a-cloud-by",
    ]


def test_two_windows_do_not_write_over_each_other(nobody: Course, page: Page) -> None:
    page.goto(f"{desks.root(page.url)}{AT}/text")
    box = page.get_by_label("Text", exact=True)
    rewrite(nobody, "Weather and plans", "Hers")
    box.fill(box.input_value().replace("Weather and plans", "Mine"))
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".problems")).to_contain_text("Somebody has saved this quiz since you opened it.")
    assert "title: Mine" in box.input_value()
    assert "title: Hers" in quiz_text(nobody)


NEW = {
    "One right answer": {
        "Option 1": {"Text": "It rains.", "This is right": True, "What to say": "So it does."},
        "Option 2": {"Text": "It snows.", "What to say": "Not in July."},
    },
    "Several right answers": {
        "Option 1": {"Text": "Boots", "This is right": True, "What to say": "Dry feet."},
        "Option 2": {"Text": "A coat", "This is right": True, "What to say": "Dry arms."},
    },
    "Items to sort into groups": {
        "Group 1": {"Text": "Wet"},
        "Group 2": {"Text": "Dry"},
        "Item 1": {"Text": "Rain", "What to say": "It is water."},
        "Item 2": {"Text": "Sun", "What to say": "It warms."},
    },
    "Items to match with answers": {
        "Answer 1": {"Text": "Umbrella"},
        "Answer 2": {"Text": "Hat"},
        "Item 1": {"Text": "For sun", "What to say": "Shade."},
        "Item 2": {"Text": "For rain", "What to say": "A roof."},
    },
    "Items to put in order": {
        "Item 1": {"Text": "Thunder", "Its place": "2", "What to say": "Sound is slow."},
        "Item 2": {"Text": "Lightning", "Its place": "1", "What to say": "Light is fast."},
    },
    "A number": {
        "": {
            "The right number": "12,5",
            "What to say where it is right": "Yes.",
            "What to say where it is too low": "More.",
            "What to say where it is too high": "Less.",
        }
    },
    "An answer in her own words": {
        "Row 1": {
            "What it is about": "Reasons",
            "An answer worth 0 points": "None.",
            "An answer worth 1 point": "One.",
        },
    },
}
"""What is typed into the form of each kind: by the row, and in it by the label."""

BELONG = {
    "Items to sort into groups": {"Item 1": "Right in: Wet", "Item 2": "Right in: Dry"},
    "Items to match with answers": {"Item 1": "Right with: Hat", "Item 2": "Right with: Umbrella"},
}
"""What is ticked once the places have their names."""


def _fill(page: Page, rows: dict[str, dict[str, str | bool]]) -> None:
    for row, fields in rows.items():
        within = page.get_by_role("group", name=row, exact=True) if row else page
        for label, value in fields.items():
            field = within.get_by_label(label).first
            field.check() if value is True else field.fill(str(value))


def test_a_question_of_each_kind_is_written_by_form(nobody: Course, page: Page) -> None:
    for called, rows in NEW.items():
        page.goto(f"{desks.root(page.url)}{AT}")
        page.get_by_role("link", name=called, exact=True).click()
        page.get_by_label("The question (required)").fill(f"What about: {called}?")
        if called != "A number":
            page.get_by_role("button", name=re.compile("^One more ")).first.click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("“Learning outcome” is empty.")
        expect(page.get_by_role("alert")).to_be_focused()
        expect(page.get_by_role("alert")).to_be_in_viewport()
        expect(page.get_by_label("The question")).to_have_value(f"What about: {called}?")
        page.get_by_label("Learning outcome").select_option("Read the sky")
        _fill(page, rows)  # type: ignore[arg-type] # texts, and what is ticked
        if called in BELONG:
            page.get_by_role("button", name="One more item").click()  # now the places have their names
            for item, place in BELONG[called].items():
                page.get_by_role("group", name=item, exact=True).get_by_label(place).check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
    made = nobody.quiz(QUIZ).questions[4:]
    kinds = ["single", "multiple", "sorting", "matching", "ordering", "number", "written"]
    assert [question.type for question in made] == kinds
    assert made[0].id == "what-about-one-right"
    assert [getattr(question, "key", None) for question in made] == [
        "it-rains",
        ["boots", "a-coat"],
        {"rain": ["wet"], "sun": ["dry"]},
        {"for-sun": ["hat"], "for-rain": ["umbrella"]},
        ["lightning", "thunder"],
        12.5,
        None,
    ]


def test_a_question_is_changed_without_scripts_and_no_other(nobody: Course, browser: Browser, page: Page) -> None:
    before = quiz_text(nobody)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{desks.root(page.url)}{AT}")
    plain.get_by_role("link", name="What may dark clouds mean?").click()
    plain.get_by_role("button", name="One more option").click()
    plain.get_by_role("group", name="Option 4").get_by_label("Text").fill("Hail: <b>ice</b>")
    plain.get_by_role("button", name="Move up: Option 4").click()
    plain.get_by_role("button", name="Take out: Option 4").click()
    plain.get_by_role("group", name="Option 3").get_by_label("What to say").fill("It may.\n\nAnd it hurts.")
    assert quiz_text(nobody) == before
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_text("Saved.")).to_be_visible()
    old = "      - {id: nothing, text: They mean nothing., feedback: They do tell something about the air.}\n"
    new = (
        '      - id: hail-b-ice-b\n        text: "Hail: <b>ice</b>"\n'
        "        feedback: |\n          It may.\n\n          And it hurts.\n"
    )
    assert quiz_text(nobody) == before.replace(old, new)
    plain.get_by_role("button", name="Move question 1 down").click()
    plain.get_by_role("link", name="What may dark clouds mean?").click()
    plain.get_by_text("Delete this question").click()
    plain.get_by_role("button", name="Delete it").click()
    expect(plain.get_by_text("Saved.")).to_be_visible()
    context.close()
    assert [question.id for question in nobody.quiz(QUIZ).questions] == ["max", "in-which-season", "a-letter"]


def test_a_key_changed_by_form_says_whose_marks_move_and_no_question_goes_that_was_answered(
    course: Course, page: Page
) -> None:
    before = quiz_text(course)
    page.goto(f"{desks.root(page.url)}{AT}/questions/of/dark-clouds")
    page.get_by_role("group", name="Option 3").get_by_label("This is right").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="bea")).to_contain_text("12")
    expect(page.get_by_role("group", name="Option 3").get_by_label("This is right")).to_be_checked()
    assert quiz_text(course) == before
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert quiz_text(course) == before.replace("key: rain", "key: nothing")

    letter = course.quiz(QUIZ).questions[3]
    with connection.open_gradebook(course) as book:
        answers = Judging(book, course.quiz(QUIZ), letter)
        hers = next(place.id for place in answers.places() if place.learner == "bea")
        answers.judge(hers, Judgement(3.0, levels={"plan": 1, "words": 2}))
    page.goto(f"{desks.root(page.url)}{AT}/text")
    now = quiz_text(course)
    page.get_by_label("Text", exact=True).fill(
        now.replace("There is half a plan., ", "").replace("points: 6", "points: 5")
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="bea 3 to be given again")).to_be_visible()
    assert quiz_text(course) == now
    page.goto(f"{desks.root(page.url)}{AT}/questions/of/max")
    page.get_by_text("Delete this question").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.get_by_text("so its questions must stay")).to_be_visible()
    assert len(course.quiz(QUIZ).questions) == 4


BANK = """\
id: tea
title: Tea
module: tea
questions:
  - {id: which-cup, type: single, outcome: sky, tags: [cups], difficulty: easy, prompt: Which cup?, key: blue,
     options: [{id: blue, text: The blue one, feedback: Yes.}, {id: red, text: The red one, feedback: No.}]}
  - {id: which-pot, type: single, outcome: pots, tags: [pots], difficulty: hard, prompt: Which pot?, key: big,
     options: [{id: big, text: The big one, feedback: Yes.}, {id: old, text: The old one, feedback: No.}]}
"""
CUPS = """\
# What we asked in the kitchen.
id: cups
title: Cups
questions:
  # Ask them to look first.
  - id: which-cup
    type: single
    outcome: sky
    tags: [cups]
    prompt: Which cup?
    options:
      - {id: blue, text: The blue one, feedback: Look again.}
      - {id: red, text: The red one, feedback: Look again.}
    key: blue # as it stood in May
"""
FIGURES = """\
questions:
  which-cup:
    - {quiz: weather, date: 2026-01-02, facility: 0.5, facility_n: 30, discrimination: 0.3, discrimination_n: 30}
    - {quiz: weather, date: 2026-05-02, facility: 0.8, facility_n: 10, discrimination: 0.3, discrimination_n: 10}
"""


def test_a_quiz_is_started_from_an_example_or_from_the_bank(course: Course, page: Page, tmp_path: Path) -> None:
    (course.exercises / "bank").mkdir()
    (course.exercises / "bank" / "tea.yml").write_text(BANK)
    (course.exercises / "bank-figures.yml").write_text(FIGURES)
    page.get_by_role("link", name="A new quiz").click()
    page.get_by_role("button", name="Make the quiz").click()
    expect(page.get_by_role("alert")).to_contain_text("Say first what the quiz is called.")
    page.get_by_label("What it is called").fill('Tea: "a start"')
    page.get_by_text("Begin with questions that are there").click()
    page.get_by_label("Begin with these questions").check()
    page.get_by_role("button", name="Make the quiz").click()
    expect(page.get_by_role("heading", name='Tea: "a start"')).to_be_visible()
    other = make_course(tmp_path / "other")
    made = new_quiz.start(other, "tea-a-start", 'Tea: "a start"')
    assert quiz_text(course, "tea-a-start") == made.read_text()

    page.goto(f"{desks.root(page.url)}/desk/quizzes/new")
    page.get_by_label("What it is called").fill("Cups")
    page.locator("summary", has=page.get_by_role("heading")).click()
    expect(page.get_by_role("row", name="Which cup?")).to_contain_text("easy 40 learners got 58% of its points")
    page.get_by_label("Which cup?").check()
    page.get_by_label("How hard").select_option("hard")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_text("1 more is ticked.")).to_be_visible()
    page.get_by_text("Let chance choose some").click()
    page.get_by_label("pots: how many of 1").fill("2")
    page.get_by_role("button", name="Make the quiz").click()
    expect(page.get_by_role("alert")).to_contain_text("the bank has 1 that fit")
    expect(page.get_by_role("alert")).to_be_focused()
    assert "#" not in page.url
    desks.sound(page)
    page.get_by_label("pots: how many of 1").fill("1")
    page.get_by_role("button", name="Make the quiz").click()
    expect(page.get_by_role("heading", name="Cups")).to_be_visible()
    expect(page.get_by_text("1 more is drawn from the bank")).to_be_visible()
    quiz = course.quiz("cups")
    assert [question.id for question in quiz.questions] == ["which-cup"]
    assert quiz.outcomes == {"pots": "pots", "sky": "Read the sky"}
    assert [(draw.tag, draw.count) for draw in quiz.draw] == [("pots", 1)]
    assert "tags" not in quiz_text(course, "cups")


def test_a_set_of_questions_is_chosen_by_form_until_somebody_has_handed_in(course: Course, page: Page) -> None:
    sets = "draw: [{one_of: [case-pot, case-cup], count: 1}]\n"
    (course.exercises / "bank").mkdir()
    text = BANK.replace("tags: [cups]", "tags: [case-cup]").replace("tags: [pots]", "tags: [case-pot]")
    (course.exercises / "bank" / "tea.yml").write_text(text.replace("outcome: pots", "outcome: sky"))
    (course.exercises / "quizzes" / "cases.yml").write_text(
        f"id: cases\ntitle: Cases\nintro: Some.\noutcomes: {{sky: Read the sky}}\n{sets}"
    )
    root = desks.root(page.url)
    page.goto(f"{root}/desk/quiz/cases/preview/")
    drawn = course.quiz("cases").questions[0].id
    other = {"which-pot": "cup", "which-cup": "pot"}[drawn]
    page.goto(f"{root}/desk/quiz/cases/rules")
    page.get_by_label("Which set of questions").select_option(f"case {other}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Which set of questions")).to_have_value(f"case-{other}")
    desks.sound(page)
    page.goto(f"{root}/desk/quiz/cases/preview/")
    expect(page.locator("body")).to_contain_text(f"Which {other}?")
    assert [question.id for question in course.quiz("cases").questions] == [f"which-{other}"]
    rewrite(course, "questions:\n", f"{sets}questions:\n")
    page.goto(f"{root}{AT}/rules")
    expect(page.get_by_text("so its set of questions stays")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert sets in quiz_text(course)


def test_a_quiz_begins_empty_and_says_what_comes_first(course: Course, page: Page) -> None:
    page.get_by_role("link", name="A new quiz").click()
    page.get_by_label("What it is called").fill("Soup")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Begin with a question")).to_be_visible()
    expect(page.get_by_role("link", name="Release it to learners")).to_have_count(0)
    desks.sound(page)
    page.get_by_role("link", name="Title and first words").click()
    desks.sound(page)
    page.get_by_label("What learners read first").fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Write at least a sentence")
    page.get_by_label("What learners read first").fill("All about **soup**.\n\nTake your time.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="A number").click()
    desks.sound(page)
    page.get_by_label("The question").fill("How many spoons?")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Say what learners should be able to do.")
    page.get_by_label("What learners should be able to do").fill("Lay a table")
    page.get_by_label("The right number").fill("2")
    for words in page.get_by_label("What to say").all():
        words.fill("Two.")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("link", name="Release it to learners")).to_be_visible()
    quiz = course.quiz("soup")
    assert (quiz.intro, quiz.outcomes) == ("All about **soup**.\n\nTake your time.", {"lay-a-table": "Lay a table"})


def test_questions_of_the_bank_join_a_quiz_that_is_there(course: Course, page: Page) -> None:
    (course.exercises / "bank").mkdir()
    (course.exercises / "bank" / "tea.yml").write_text(BANK)
    example = new_quiz.start(course, "tea", None).read_text()
    taken = [each for each in banked(course) if each.question.id == "which-cup"]
    new_quiz.start_from_bank(course, "cups", "Cups", new_quiz.FromBank(taken, {"pots": 1}, after_example=False))
    page.goto(f"{desks.root(page.url)}/desk/quiz/cups")
    page.get_by_role("link", name="Questions of the bank").click()
    expect(page.get_by_label("Which cup?")).to_have_count(0)
    page.get_by_role("button", name="Add these questions").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one question.")
    page.get_by_label("Which pot?").check()
    page.get_by_role("button", name="Add these questions").click()
    expect(page.get_by_role("alert")).to_contain_text("the bank has 0 that fit")
    page.goto(f"{desks.root(page.url)}/desk/quiz/tea/bank")
    desks.sound(page)
    page.get_by_label("Which cup?").check()
    page.get_by_role("button", name="Add these questions").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert course.quiz("tea").questions[-1].id == "which-cup"
    assert course.quiz("tea").outcomes["sky"] == "Read the sky"
    assert set(example.splitlines()) <= set(quiz_text(course, "tea").splitlines())


def _delete(page: Page) -> None:
    page.goto(f"{desks.root(page.url)}{AT}")
    page.get_by_text("Delete this quiz").click()
    page.get_by_role("button", name="Delete the whole quiz").click()


def test_a_quiz_that_somebody_has_handed_in_is_not_deleted(course: Course, page: Page) -> None:
    _delete(page)
    expect(page.get_by_text("Take the release back")).to_have_count(0)
    expect(page.get_by_role("alert")).to_contain_text("Somebody has handed in this quiz, so it stays.")
    expect(page.get_by_role("alert")).to_be_focused()
    desks.sound(page)
    assert quiz_text(course)


def test_a_release_that_nobody_has_answered_is_taken_back(nobody: Course, page: Page) -> None:
    page.goto(f"{desks.root(page.url)}{AT}")
    page.get_by_text("Take the release back").click()
    desks.sound(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The release is taken back.")).to_be_visible()
    expect(page.get_by_text("Take the release back")).to_have_count(0)
    assert not release_file(nobody, QUIZ).exists()
    assert quiz_text(nobody)


def test_a_quiz_is_deleted_with_one_confirmation_and_comes_back_from_the_copy(nobody: Course, page: Page) -> None:
    home, before = nobody.book / "index.md", quiz_text(nobody)
    cell = f'```{{code-cell}} python\nfrom widerwindow.widgets import Quiz\nQuiz("{QUIZ}")\n```\n'
    home.write_text(f"# Home\n\nFirst.\n\n{cell}\nLast.\n")
    _delete(page)
    expect(page.get_by_text("The quiz is deleted.")).to_be_visible()
    expect(page.get_by_text("There is no quiz yet.")).to_be_visible()
    assert home.read_text() == "# Home\n\nFirst.\n\nThis quiz is not part of the course any more.\n\nLast.\n"
    home.write_text("# Home\n")
    assert mistakes(problems(nobody, date.today())) == []
    with connection.open_gradebook(nobody) as book:
        assert [each.name for each in book.assignments] == []
    (kept,) = backups.folder(nobody).glob("*-before-desk.zip")
    restoring.restore(nobody, backups.read(kept))
    assert quiz_text(nobody) == before
    release(nobody, QUIZ)


def test_the_pages_are_built_with_one_for_a_quiz_that_had_none(nobody: Course, page: Page) -> None:
    contents = nobody.root / "_toc.yml"
    contents.write_text("format: jb-book\nroot: index\n")
    shutil.copy(Path(new_quiz.__file__).with_name("starter") / "_config.yml", nobody.root)
    expect(page.get_by_text("Learners cannot reach it yet")).to_be_visible()
    page.get_by_role("link", name="Build the pages, and have them put up").click()
    page.get_by_role("button", name=f"Give a page to: {nobody.quiz(QUIZ).title}").click()
    expect(page.get_by_text("No page shows this quiz yet.")).to_have_count(0)
    assert contents.read_text() == f"format: jb-book\nroot: index\nchapters:\n  - file: {QUIZ}\n"
    (nobody.book / "index.md").write_text("# Home\n\n[Lost](nowhere.md)\n")
    page.get_by_role("button", name="Build the pages").click()
    expect(page.get_by_role("alert")).to_contain_text("`nowhere.md`", timeout=desks.PATIENCE)
    desks.sound(page)
    (nobody.book / "index.md").write_text("# Home\n")
    rewrite(nobody, "Rain may come.", "It may rain.")
    page.get_by_role("button", name="Build the pages").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert axe.violations(page) == []
    with page.expect_download(timeout=desks.PATIENCE) as saved:
        page.get_by_role("link", name="Save the pages as one file").click(timeout=desks.PATIENCE)
    with zipfile.ZipFile(saved.value.path()) as packed:
        assert {"open-me.html", "pages/index.html", f"pages/{QUIZ}.html"} <= set(packed.namelist())
    shown = builder.site(nobody) / f"{QUIZ}.html"
    assert "Rain may come." in shown.read_text()
    desks.sound(page)
    page.get_by_role("checkbox", name="Weather and plans").check()
    page.get_by_role("button", name="Release those ticked").click()
    expect(page.get_by_role("heading", name="What to do with the file")).to_be_visible(timeout=desks.PATIENCE)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    assert "It may rain." in shown.read_text()
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page.get_by_role("heading", name="Weather and plans")).to_be_visible()
    expect(page.get_by_text("Learners cannot reach")).to_have_count(0)
    release_file(nobody, QUIZ).touch()
    page.reload()
    expect(page.get_by_text("Learners cannot reach this release yet on their pages.")).to_be_visible()
    _delete(page)
    expect(page.get_by_text("The quiz is deleted.")).to_be_visible()
    assert contents.read_text() == "format: jb-book\nroot: index\n"
    contents.write_text("root: index\n")
    assert not (nobody.book / f"{QUIZ}.md").exists()


MODULE = """\
id: weather
title: Weather
about: All of it
minutes: 20
quiz: weather
outcomes:
  # Asked for by Cyd.
  sky: {taught: [index], practised: [before-pouring]}
  plans: {taught: [index], practised: [before-pouring]}
"""


def test_what_is_new_in_the_quiz_of_a_module_is_taught_and_practised_there(nobody: Course, page: Page) -> None:
    starter = Path(new_quiz.__file__).with_name("starter") / "book" / "tea" / "checks"
    folder, contents = nobody.book / "weather", nobody.root / "_toc.yml"
    shutil.copytree(starter, folder / "checks")
    (folder / "index.md").write_text("# The weather\n")
    (folder / "module.yml").write_text(MODULE)
    contents.write_text("root: index\nchapters: [{file: weather/index}]\n")
    page.goto(f"{desks.root(page.url)}{AT}/questions/of/dark-clouds")
    page.get_by_text("An outcome that is not in the list").click()
    page.get_by_label("What learners should be able to do").fill("Name a cloud")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one page that teaches what is new")
    expect(page.get_by_label("What learners should be able to do")).to_have_value("Name a cloud")
    page.get_by_label("Taught on the page: The weather").check()
    page.get_by_label("Practised in: Before you pour").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    new = "  name-a-cloud:\n    taught: [index]\n    practised: [before-pouring]\n"
    assert (folder / "module.yml").read_text() == f"{MODULE}{new}"
    assert nobody.quiz(QUIZ).outcomes["name-a-cloud"] == "Name a cloud"
    shutil.rmtree(folder)
    contents.write_text("root: index\n")
