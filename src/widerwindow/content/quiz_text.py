"""The text of a quiz that stands in no file yet: what it says, and what is wrong with it."""

from pathlib import Path

from widerwindow.content.checks import balance, lost_text, practised
from widerwindow.content.core.problems import ContentError, Fault, Problem, mistakes
from widerwindow.content.core.reading import locate_in, parse, read
from widerwindow.content.course import PLACES, Course
from widerwindow.content.quizzes import drawing
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz


def read_quiz(course: Course, name: str, text: str) -> Quiz:
    """Return the quiz that `text` would make of the one called `name`, with what was drawn for that.

    Raises ContentError with everything that has to be mended, each with its line.
    """
    file = file_of(course, name)
    quiz = parse(text, file, Quiz, zone=course.profile().zone)
    found = [*lost_text.cut_in(text, file), *locate_in(text, _against_the_bank(course, quiz), file)]
    if mistakes(found):
        raise ContentError(mistakes(found))
    return course.with_drawn(quiz)


def advice(course: Course, name: str, text: str) -> list[Problem]:
    """Return what its author may think over in the `text` of a quiz that can be read."""
    file = file_of(course, name)
    quiz = parse(text, file, Quiz, zone=course.profile().zone)
    given_away = locate_in(text, balance.in_questions(quiz.questions, course.ways_to_guess()), file)
    cut = [problem for problem in lost_text.cut_in(text, file) if problem.advice]
    return sorted([*cut, *given_away])


def file_of(course: Course, name: str) -> Path:
    """Return the file of a quiz that may not be there yet."""
    return course.root / PLACES[Quiz].format(name)


def _against_the_bank(course: Course, quiz: Quiz) -> list[Fault]:
    banks = {file: read(file, Bank) for file in course.files(Bank)}
    short = drawing.shortages(quiz, course.bank(), course.bank("practice"))
    return [*short, *practised.graded_too(quiz, practised.marks(banks))]
