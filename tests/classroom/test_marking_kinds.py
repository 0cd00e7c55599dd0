"""The examples of every kind of question, from the release to the feedback, beside stock nbgrader."""

import random
import sys
from pathlib import Path

import pytest
from ledger import Stock, rows
from room import any_answer, blank, copied, find, hand_in, make_course, put

sys.path.insert(0, str(Path(__file__).parents[1] / "questions"))

from examples import GOOD, MARKED, QUIZ, quiz_text

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.source import mark_source
from widerwindow.grading.setting.release import release


@pytest.fixture(scope="module")
def released_examples(tmp_path_factory: pytest.TempPathFactory) -> Course:
    text = quiz_text([example.text for example in GOOD])
    course = make_course(tmp_path_factory.mktemp("examples") / "a course", text, QUIZ)
    release(course, QUIZ)
    return course


@pytest.fixture
def course(released_examples: Course, tmp_path: Path) -> Course:
    return copied(released_examples, tmp_path / "a course")


def test_ours_and_stock_write_the_same_gradebook(course: Course, stock: Stock, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    for number in range(5):
        answers = {example.question.id: any_answer(example.question, chance) for example in GOOD}
        put(course, f"L{number}", hand_in(blank(course, QUIZ), answers), QUIZ)
    best = {example.question.id: example.readable[0] for example in GOOD}
    put(course, "L5", hand_in(blank(course, QUIZ), {name: given.answer for name, given in best.items()}), QUIZ)
    put(course, "L6", blank(course, QUIZ), QUIZ)
    theirs = copied(course, tmp_path / "stock")
    stock(theirs, "autograde", QUIZ)
    marked = {each.learner: each for each in autograde(course, QUIZ)}
    assert rows(course) == rows(theirs)
    assert not any(each.needs_review for each in marked.values())
    assert marked["L5"].points == sum(given.points or 0 for given in best.values()) > 10
    assert len({each.points for each in marked.values()}) > 3


def test_the_release_says_how_to_answer_and_holds_no_key(course: Course) -> None:
    made = blank(course, QUIZ)
    for example in GOOD:
        asked = "".join(find(made, f"{example.question.id}_question")["source"])
        assert all(line in asked for line in example.offered)
    for example in MARKED:
        hint = f"{example.question.variable} = None  # {example.hint}\n"
        assert "".join(find(made, example.question.id)["source"]) == hint
    text = (course.exercises / "release" / QUIZ / f"{QUIZ}.ipynb").read_text(encoding="utf-8")
    keys = [line for question in course.quiz(QUIZ).machine_marked for line in mark_source(question).splitlines()[2:]]
    assert [key for key in [*keys, "About"] if key in text] == []


def test_each_answer_is_given_back_in_words(course: Course) -> None:
    partly = {example: next((each for each in example.readable if each.left_open), None) for example in MARKED}
    chosen = {example: given or example.readable[0] for example, given in partly.items()}
    answers = {example.question.id: given.answer for example, given in chosen.items()}
    put(course, "L1", hand_in(blank(course, QUIZ), answers), QUIZ)
    autograde(course, QUIZ)
    (given,) = feedback(course, QUIZ)
    assert given.page
    html = given.page.read_text(encoding="utf-8")
    for example, answer in chosen.items():
        told = [
            f'<li><p class="what">{to_inline_html(part)}</p>\n<p>{said}</p>' for part, said in answer.feedback.items()
        ]
        left = [f"<li>{to_inline_html(part)}</li>" for part in answer.left_open]
        assert [part for part in (*told, *left) if part not in html] == [], example
