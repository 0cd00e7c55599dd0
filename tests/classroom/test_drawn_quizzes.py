"""A quiz that draws from the bank: one draw for page, notebook, marking and feedback, kept as long as it has to be."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from room import QUIZ, TEXT, blank, copied, find, hand_in, make_course, put, rewrite

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.source import mark_source
from widerwindow.grading.setting.release import is_fresh, release

BANKED = 9


def banked(number: int) -> str:
    return f"""\
  - id: wind-{number}
    type: single
    outcome: sky
    tags: [wind]
    prompt: What does wind {number} do?
    options:
      - {{id: blow, text: It blows., feedback: It does. {number}}}
      - {{id: sleep, text: It sleeps., feedback: Not often. {number}}}
    key: blow
"""


@pytest.fixture(scope="module")
def released_draw(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A released course whose quiz has one question of its own and draws two of nine."""
    head, rest = TEXT.split("questions:\n")
    own = rest[: rest.index("  - id: max")]
    course = make_course(
        tmp_path_factory.mktemp("drawn") / "course", f"{head}draw: [{{tag: wind, count: 2}}]\nquestions:\n{own}"
    )
    (course.exercises / "bank").mkdir()
    questions = "".join(map(banked, range(BANKED)))
    (course.exercises / "bank" / "winds.yml").write_text(f"id: winds\ntitle: Winds\nquestions:\n{questions}")
    release(course, QUIZ)
    return course


@pytest.fixture
def course(released_draw: Course, tmp_path: Path) -> Course:
    return copied(released_draw, tmp_path / "a course")


def draw_file(course: Course) -> Path:
    return course.exercises / "draws" / f"{QUIZ}.yml"


def drawn(course: Course) -> list[str]:
    found: list[str] = yaml.safe_load(draw_file(course).read_text())["questions"]
    return found


def bank_file(course: Course) -> Path:
    return course.exercises / "bank" / "winds.yml"


def test_page_notebook_marking_and_feedback_have_the_paper_that_was_drawn(course: Course) -> None:
    names = drawn(course)
    assert len(set(names)) == 2
    quiz = course.quiz(QUIZ)
    assert [question.id for question in quiz.questions] == ["dark-clouds", *names]
    released = blank(course)
    assert released["metadata"]["widerwindow"]["quiz"] == quiz.public()
    assert all(find(released, name) for name in names)
    put(course, "L1", hand_in(released, {"dark-clouds": "rain", names[0]: "blow", names[1]: "sleep"}))
    (marked,) = autograde(course, QUIZ)
    assert (marked.points, marked.out_of, marked.waits) == (2, 3, ())
    (given,) = feedback(course, QUIZ)
    assert given.page
    assert f"Not often. {names[1][-1]}" in given.page.read_text()


def test_no_key_of_the_bank_reaches_the_release(course: Course) -> None:
    text = json.dumps(blank(course)["cells"])
    keys = [json.dumps(mark_source(question).splitlines()[-2]) for question in course.quiz(QUIZ).machine_marked]
    assert not any(key in text for key in keys)
    assert "It does." not in text
    assert [name for name in course.bank() if name in text] == sorted(drawn(course))


def test_another_release_keeps_the_draw_whatever_the_bank_gained(course: Course) -> None:
    before, names = draw_file(course).read_bytes(), drawn(course)
    with bank_file(course).open("a") as bank:
        bank.write(banked(BANKED))
    assert is_fresh(course, QUIZ)
    release(course, QUIZ)
    assert draw_file(course).read_bytes() == before
    assert drawn(course) == names


def test_a_new_draw_is_made_when_asked_for_or_when_the_quiz_asks_for_something_else(course: Course) -> None:
    seed = yaml.safe_load(draw_file(course).read_text())["seed"]
    release(course, QUIZ, draw_again=True)
    assert yaml.safe_load(draw_file(course).read_text())["seed"] != seed
    rewrite(course, "count: 2", "count: 4")
    release(course, QUIZ)
    assert len(set(drawn(course))) == 4


def test_once_somebody_has_handed_in_the_draw_stays(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), {"dark-clouds": "rain"}))
    before = draw_file(course).read_bytes()
    with pytest.raises(ContentError, match="Somebody has handed in this quiz, so the questions drawn for it must stay"):
        release(course, QUIZ, draw_again=True)
    autograde(course, QUIZ)
    shutil.rmtree(course.exercises / "submitted")
    with pytest.raises(ContentError, match="must stay"):
        release(course, QUIZ, draw_again=True)
    assert draw_file(course).read_bytes() == before
    draw_file(course).unlink()
    with pytest.raises(ContentError, match=r"Put `draw:` and exercises/draws/weather.yml back as they were"):
        release(course, QUIZ)


def test_a_drawn_question_that_the_bank_lost_is_told(course: Course) -> None:
    lost = drawn(course)[0]
    text = bank_file(course).read_text()
    bank_file(course).write_text(text.replace(f"id: {lost}\n", "id: another\n"))
    with pytest.raises(ContentError, match=f"`{lost}` was drawn for this quiz, and the bank does not have it any more"):
        autograde(course, QUIZ)


def test_a_bank_with_too_few_is_told_and_nothing_is_drawn(course: Course) -> None:
    before = draw_file(course).read_bytes()
    rewrite(course, "count: 2", "count: 20")
    with pytest.raises(ContentError, match="20 questions with the tag `wind` are asked for; the bank has 9 that fit"):
        release(course, QUIZ)
    assert draw_file(course).read_bytes() == before


def test_a_quiz_that_draws_nothing_has_no_draw_to_repeat(course: Course) -> None:
    rewrite(course, "draw: [{tag: wind, count: 2}]\n", "")
    with pytest.raises(ContentError, match="This quiz draws no questions"):
        release(course, QUIZ, draw_again=True)


def test_a_set_that_is_chosen_is_released_and_another_choice_asks_for_another_release(course: Course) -> None:
    text = bank_file(course).read_text()
    for tag, numbers in {"calm": (1, 2), "storm": (3, 4)}.items():
        for number in numbers:
            text = text.replace(f"id: wind-{number}\n", f"id: {tag}-{number}\n")
            text = re.sub(rf"(id: {tag}-{number}\n.*?tags: \[)wind", rf"\1{tag}", text, count=1, flags=re.DOTALL)
    bank_file(course).write_text(text)
    rewrite(course, "{tag: wind, count: 2}", "{one_of: [calm, storm], take: storm, count: 2}")
    release(course, QUIZ)
    assert drawn(course) == ["storm-3", "storm-4"]
    assert is_fresh(course, QUIZ)
    rewrite(course, "take: storm", "take: calm")
    assert not is_fresh(course, QUIZ)
    assert [question.id for question in course.quiz(QUIZ).questions][1:] == ["storm-3", "storm-4"]
    release(course, QUIZ)
    assert drawn(course) == ["calm-1", "calm-2"]
