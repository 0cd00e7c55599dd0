"""Draws a quiz's questions from the bank, once: page, notebook, marking and feedback have the same paper."""

import secrets

import yaml

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import locate
from widerwindow.content.course import Course
from widerwindow.content.quizzes import drawing
from widerwindow.content.quizzes.drawing import Drawn
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection
from widerwindow.grading.storage import handed_in, release_file, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


def draw(course: Course, name: str, *, again: bool = False) -> None:
    """Draw for the quiz `name` what it asks for, and keep it, unless that was done before.

    It is drawn anew only if `again` is true or the quiz asks for something else now, and nobody has handed in yet.
    Raises ContentError where somebody has, or where the bank has too few questions.
    """
    quiz, file = course.quiz_as_written(name), course.path(Quiz, name)
    if not quiz.draw:
        if again:
            raise ContentError([Problem(file, 1, *_say.advice("draws_nothing"))])
        return
    drawn = course.drawn(name)
    if drawn and drawn.draw == quiz.draw and not again:
        return
    if any(anybody_has_handed_in(each, name) for each in course.classrooms()):
        advice = _say.advice("drawn_stays", file=course.name(course.draw_file(name)))
        raise ContentError([Problem(file, 1, *advice)])
    short = locate(drawing.shortages(quiz, course.bank(), course.bank("practice")), file)
    if short:
        raise ContentError(short)
    seed = secrets.randbelow(2**32)
    made = Drawn(seed=seed, draw=quiz.draw, questions=drawing.pick(quiz, course.bank(), seed) or [])
    text = yaml.safe_dump(made.model_dump(exclude_defaults=True), sort_keys=False)
    write_file(course.draw_file(name), f"# {_say('draw_file')}\n{text}".encode(), lasting=True)


def waits_for_draw(course: Course, name: str) -> bool:
    """Return whether the quiz `name` asks for questions of the bank that were not drawn for it yet.

    Once learners have it, another draw waits for another release.
    """
    asked, drawn = course.quiz_as_written(name).draw, course.drawn(name)
    if not drawn:
        return bool(asked)
    return bool(asked) and drawn.draw != asked and not release_file(course, name).is_file()


def anybody_has_handed_in(course: Course, name: str) -> bool:
    """Return whether the classroom has a hand-in of the quiz `name`, or the gradebook knows of one."""
    if handed_in(course, name):
        return True
    if not connection.has_gradebook(course):
        return False
    with connection.open_gradebook(course) as book:
        return any(assignment.name == name and assignment.num_submissions for assignment in book.assignments)
