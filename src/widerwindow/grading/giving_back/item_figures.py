"""`exercises/bank-figures.yml`: what classes did with each question, kept beside the bank for whoever draws from it.

It holds no learner and no answer. The bank's own files are their authors', and stay as they are written.
"""

from datetime import date
from pathlib import Path

import yaml
from pydantic import Field

from widerwindow.content.core.reading import File, Id, Part, read
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.quiz_statistics import Figures, OnQuestion, figures
from widerwindow.grading.gradebook.marks import marks
from widerwindow.grading.storage import bank_figures_file, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


class InClass(Part):
    """What one class did with a question, in a quiz, as far as it was marked on that day."""

    quiz: Id
    date: date
    facility: float
    facility_n: int
    """Of how many answers."""
    discrimination: float | None
    discrimination_n: int
    """Of how many hand-ins in which nothing waits."""
    cohort: str | None = None
    """Which class that was, where it was a cohort."""


class ItemFigures(File):
    """The whole file: what each class did with each question, by the question's id."""

    questions: dict[Id, list[InClass]] = Field(default_factory=dict)


def write_back(course: Course, name: str, today: date) -> Path | None:
    """Add to the file what the class did with the questions of the quiz `name`, and return the file.

    What was written for the same class and quiz on the same day is replaced. Where so few have handed in that figures
    would mislead, nothing is written, and None returned. Raises ContentError where there is no gradebook.
    """
    quiz = course.quiz(name)
    found = figures(quiz, marks(course, quiz), [])
    if not found.enough:
        return None
    file = bank_figures_file(course)
    known = dict(read(file, ItemFigures).questions) if file.is_file() else {}
    for each in found.questions:
        whose = {"cohort": course.cohort} if course.cohort else {}
        now = _in_class(each, found, name, today).model_copy(update=whose)
        others = [one for one in known.get(each.question.id, []) if not _is_same(one, now)]
        known[each.question.id] = [*others, now]
    made = ItemFigures(questions=known).model_dump(exclude_unset=True)
    text = yaml.safe_dump(made, sort_keys=False, allow_unicode=True)
    write_file(file, f"# {_say('bank_figures')}\n{text}".encode(), lasting=True)
    return file


def _is_same(one: InClass, other: InClass) -> bool:
    return (one.quiz, one.date, one.cohort) == (other.quiz, other.date, other.cohort)


def _in_class(each: OnQuestion, found: Figures, quiz: str, today: date) -> InClass:
    assert each.facility is not None  # enough is fully marked
    return InClass(
        quiz=quiz,
        date=today,
        facility=round(each.facility, 2),
        facility_n=each.marked,
        discrimination=None if each.discrimination is None else round(each.discrimination, 2),
        discrimination_n=found.complete,
    )
