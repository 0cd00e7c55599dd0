"""Makes the trainer's page on a quiz: how the class did, which questions work, and what waits for her."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from widerwindow.content.checks.guessing import Rule, guesses
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.answers import Answers, answered
from widerwindow.grading.giving_back.page import blocks, inline, page
from widerwindow.grading.giving_back.quiz_statistics import BINS, FEW, Figures, OnQuestion, figures
from widerwindow.grading.gradebook.marks import Marks, marks
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.storage import handed_in, report_file, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


def report(course: Course, name: str, today: date) -> Path:
    """Write the page on the quiz `name`, from the gradebook and what there is of marked notebooks. Return its file.

    Raises ContentError where there is no gradebook.
    """
    quiz = released_quiz(course, name)
    rows = marks(course, quiz)
    read = [given for row in rows if (given := answered(course, quiz, row.learner)) is not None]
    unmarked = sorted(set(handed_in(course, name)) - {row.learner for row in rows})
    file = report_file(course, name)
    made = report_page(quiz, Class(rows, read, unmarked), course.ways_to_guess(), today)
    write_file(file, made.encode())
    return file


class Class(NamedTuple):
    """What there is of the learners who handed in."""

    rows: Sequence[Marks]
    read: Sequence[Answers]
    """The answers of those whose marked notebooks are there."""
    unmarked: Sequence[str]


def report_page(quiz: Quiz, of: Class, ways: Sequence[Rule], today: date) -> str:
    """Return the page; `ways` are how a stranger might guess."""
    found = figures(quiz, of.rows, of.read)
    return page(
        "report.html.j2",
        ("feedback.css", "report.css"),
        title=quiz.title,
        quiz=quiz.id,
        date=today,
        found=found,
        few=FEW,
        waiting=_waiting(of.rows),
        unmarked=of.unmarked,
        no_time=[row.learner for row in of.rows if row.handed_in is None],
        bins=_bins(found),
        questions=[_question(number, each) for number, each in enumerate(found.questions, 1)],
        outcomes=found.outcomes,
        guesses=guesses([offer for question in quiz.questions for offer in question.offers()], ways),
        class_share=_class_share(found),
        read=len(of.read),
        percent=_percent,
        decimal=_decimal,
    )


def _waiting(rows: Sequence[Marks]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the learners with an answer that waits, each with (which questions, why) for each reason."""
    return [(row.learner, list(_reasons(row))) for row in rows if row.waits]


def _reasons(row: Marks) -> Iterator[tuple[str, str]]:
    reasons: dict[str, list[str]] = {}
    for name, mark in row.questions.items():
        if mark.waits:
            reasons.setdefault(mark.needs_review or _say("waits_for_mark"), []).append(name)
    for reason, names in reasons.items():
        yield _say("all_questions") if len(names) == len(row.questions) else ", ".join(names), reason


def _bins(found: Figures) -> list[tuple[str, int]]:
    width = 100 // BINS
    starts = range(0, 100, width)
    ends = [start + width - 1 for start in starts[:-1]] + [100]
    return [(f"{start}–{end}%", count) for start, end, count in zip(starts, ends, found.bins, strict=True)]


def _question(number: int, each: OnQuestion) -> dict[str, Any]:
    question = each.question
    return {
        "number": number,
        "id": question.id,
        "prompt": blocks(question.prompt),
        "points": question.points,
        "figures": each,
        "choices": [
            (item and inline(item), [(inline(choice.text), choice.is_key, choice.count) for choice in parts])
            for item, parts in groupby(each.choices, attrgetter("item"))
        ],
    }


def _class_share(found: Figures) -> float | None:
    """Return the mean facility of the questions in which there is something to guess."""
    known = [each.facility for each in found.questions if each.question.offers() and each.facility is not None]
    return fmean(known) if known else None


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _decimal(value: float) -> str:
    """Return `value` with two decimals and a true minus sign; what rounds to nothing has no sign."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")
