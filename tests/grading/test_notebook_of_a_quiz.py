import ast
import builtins
import contextlib
import io
import json
import random
from pathlib import Path

import nbformat
import pytest
from room import EXERCISES, POURING, QUIZ, TEXT, any_answer, make_course, rewrite

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import read
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.source import BLANK, mark_source, notebook
from widerwindow.grading.setting.release import is_fresh, release


def test_the_notebook_is_valid_always_the_same_and_in_order(course: Course) -> None:
    quiz = course.quiz(QUIZ)
    made = notebook(course, QUIZ)
    assert made == notebook(course, QUIZ)
    read = nbformat.reads(made.decode(), as_version=4)
    nbformat.validate(read)
    assert [cell.metadata.nbgrader.grade_id for cell in read.cells] == [
        "quiz_title",
        "quiz_form",
        "dark-clouds_question",
        "dark-clouds",
        "dark-clouds_mark",
        "max_question",
        "max",
        "max_mark",
        "in-which-season_question",
        "in-which-season",
        "in-which-season_mark",
        "a-letter_question",
        "a-letter",
    ]
    assert read.cells[1].source == 'from widerwindow.widgets import Quiz\nQuiz("weather")'
    leave = course.organisation().exit.public()
    about = {"format": 1, "quiz": quiz.public(), "rules": quiz.recorded(), "blank": BLANK, "exit": leave}
    assert read.metadata.widerwindow == about
    assert '- `"rain"`: Rain may come.' in read.cells[2].source
    assert "**Content note.** This is about being cold." in read.cells[5].source
    assert "3: The plan has a second one behind it" in read.cells[11].source


def test_the_settings_of_nbgrader_use_the_same_words_for_an_untouched_answer() -> None:
    tree = ast.parse((EXERCISES / "nbgrader_config.py").read_text(encoding="utf-8"))
    values = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    assert BLANK in [value.value for value in values if isinstance(value, ast.Constant)]


def run(source: str, **names: object) -> float:
    """Run a cell as Jupyter would, and return what its last line gives."""
    tree = ast.parse(source)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr)
    exec(compile(tree, "cell", "exec"), names)
    return float(eval(compile(ast.Expression(last.value), "cell", "eval"), names))


def test_the_cell_that_marks_gives_the_score_of_the_question(course: Course) -> None:
    chance = random.Random(7)
    own = Course(EXERCISES.parent)
    quizzes = [course.quiz(QUIZ), read(POURING, Quiz), *map(own.quiz, own.quizzes())]
    for question in [question for quiz in quizzes for question in quiz.machine_marked] * 60:
        answer = any_answer(question, chance)
        assert run(mark_source(question), **{question.variable: answer}) == question.score(answer)  # type: ignore[arg-type]


@pytest.mark.parametrize("answer", [5, [[]], {"a": 1}, "x", ["x"], True, object(), float("nan"), (3, 5)])
def test_the_cell_that_marks_never_gives_points_for_what_is_no_answer(course: Course, answer: object) -> None:
    for question in [*course.quiz(QUIZ).machine_marked, *read(POURING, Quiz).machine_marked]:
        points = 0.0
        with contextlib.suppress(TypeError, AttributeError):
            points = run(mark_source(question), **{question.variable: answer})
        assert points == 0


def test_an_answer_that_equals_everything_gets_nothing(course: Course) -> None:
    class Sly(str):
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return True

    single = course.quiz(QUIZ).machine_marked[0]
    assert run(mark_source(single), dark_clouds=Sly("x"), type=lambda _: str, float=lambda _: 1.0) == 0
    assert builtins.float is float


def test_nothing_is_fresh_before_the_first_release(course: Course) -> None:
    assert not is_fresh(course, QUIZ)


def test_settings_that_are_missing_or_broken_are_named(course: Course) -> None:
    settings = course.exercises / "nbgrader_config.py"
    settings.write_text("c = get_config()\nc.CourseDirectory.course_id = = 1\n")
    with pytest.raises(ContentError) as error:
        release(course, QUIZ)
    assert (error.value.problems[0].file, error.value.problems[0].line) == (settings, 2)
    settings.unlink()
    with pytest.raises(ContentError, match="settings of the nbgrader course are missing"):
        release(course, QUIZ)


def test_long_names_still_make_a_valid_notebook(course: Course) -> None:
    rewrite(course, "id: dark-clouds", f"id: {'d' * 60}")
    nbformat.validate(nbformat.read(io.StringIO(notebook(course, QUIZ).decode()), as_version=4))


def test_the_project_s_own_quizzes_make_valid_notebooks() -> None:
    own = Course(EXERCISES.parent)
    assert own.quizzes()
    for name in own.quizzes():
        made = notebook(own, name)
        nbformat.validate(nbformat.reads(made.decode(), as_version=4))
        assert json.loads(made)["metadata"]["widerwindow"]["quiz"]["id"] == name


def test_a_quiz_with_the_name_of_the_first_one_in_a_new_course_is_released_again(tmp_path: Path) -> None:
    course = make_course(tmp_path / "a course", TEXT.replace(f"id: {QUIZ}", "id: making-tea"), "making-tea")
    for _ in range(2):
        release(course, "making-tea")
    assert is_fresh(course, "making-tea")
