"""Saves a quiz that a trainer changed at the desk: whole, sound, and over the text that she had before her."""

from hashlib import sha256
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import read_text
from widerwindow.content.course import Course
from widerwindow.content.quiz_text import read_quiz
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import in_words
from widerwindow.grading.setting.release import refuse_other_questions
from widerwindow.grading.storage import write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


def text_of(course: Course, name: str) -> str:
    """Return the text of the quiz `name`. Raises ContentError."""
    return read_text(course.path(Quiz, name))


def stamp(text: str) -> str:
    """Return a sum over a text: who names it has seen that text."""
    return sha256(text.encode()).hexdigest()[:16]


def looked_at(course: Course, name: str, text: str) -> Quiz:
    """Return the quiz that `text` would make of the one called `name`. Raises ContentError where it cannot be saved.

    That is where it has mistakes, has other questions than hand-ins have, or leaves somebody less time than she was
    given.
    """
    quiz = read_quiz(course, name, text)
    for each in course.classrooms():
        refuse_other_questions(each, quiz)
        for one in each.extensions().extensions:
            if one.quiz == name and quiz.deadline and one.until < quiz.deadline:
                advice = _say.advice("less_time", learner=one.learner or _say("a_group"), moment=in_words(one.until))
                raise ContentError([Problem(course.path(Quiz, name), 1, *advice)])
    return quiz


def save(course: Course, name: str, text: str, seen: str) -> None:
    """Write `text` as that of the quiz `name`. `seen` is the stamp of the text that was there when it was opened.

    Raises ContentError where it cannot be saved, or where somebody else has saved the quiz since.
    """
    looked_at(course, name, text)
    write_over(course.path(Quiz, name), text, seen)


def write_over(file: Path, text: str, seen: str) -> None:
    """Write `text` into a file whose text had the stamp `seen`. Raises ContentError where it has another by now."""
    if stamp(read_text(file)) != seen:
        raise ContentError([Problem(file, 1, *_say.advice("saved_since"))])
    write_file(file, f"{text.rstrip()}\n".encode(), lasting=True)
