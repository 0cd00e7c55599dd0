"""Makes the trainer's page on a quiz: how the class did, which questions work, and what waits for her."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from markupsafe import Markup

from widerwindow.content.checks.guessing import Rule, guesses
from widerwindow.content.course import Course
from widerwindow.content.questions.parts import first_words
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.answers import Answers, Marked
from widerwindow.grading.giving_back.outcome_text import late_text
from widerwindow.grading.giving_back.page import blocks, inline, page, part
from widerwindow.grading.giving_back.quiz_statistics import BINS, FEW, Figures, OnQuestion, figures
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.marks import Marks, marks_in
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.storage import handed_in, report_file, write_file
from widerwindow.messages import Messages, listed

_say = Messages(__package__)

STYLES = ("feedback.css", "report.css")
BODY = "report_body.html.j2"


def report(course: Course, name: str, today: date) -> Path:
    """Write the page on the quiz `name`, from the gradebook and what there is of marked notebooks. Return its file.

    Raises ContentError where there is no gradebook.
    """
    file = report_file(course, name)
    write_file(file, report_page(*of_quiz(course, name), course.ways_to_guess(), today).encode())
    return file


def of_quiz(course: Course, name: str) -> tuple[Quiz, "Class"]:
    """Return the quiz `name` and what there is of its hand-ins. Raises ContentError where there is no gradebook."""
    with connection.open_gradebook(course) as book:
        return of_quiz_in(book, course, name)


def of_quiz_in(book: Any, course: Course, name: str) -> tuple[Quiz, "Class"]:  # noqa: ANN401 - nbgrader's Gradebook
    """Return the same from an open gradebook."""
    quiz = released_quiz(course, name)
    rows = marks_in(book, course, quiz)
    marked = Marked(course, quiz)
    read = [said.answers for row in rows if (said := marked.said(row.learner))]
    return quiz, Class(rows, read, sorted(set(handed_in(course, name)) - {row.learner for row in rows}))


class Class(NamedTuple):
    """What there is of the learners who handed in."""

    rows: Sequence[Marks]
    read: Sequence[Answers]
    """The answers of those whose marked notebooks are there."""
    unmarked: Sequence[str]


Reasons = tuple[tuple[str, str], ...]
"""Which questions of a learner wait, and why, for each reason."""


def report_page(quiz: Quiz, of: Class, ways: Sequence[Rule], today: date) -> str:
    """Return the page; `ways` are how a stranger might guess."""
    return page("report.html.j2", STYLES, title=quiz.title, date=today, **_shown(quiz, of, ways))


def report_body(quiz: Quiz, of: Class, ways: Sequence[Rule]) -> Markup:
    """Return what is below the page's heading, to be shown on another page with the same STYLES."""
    return part(BODY, **_shown(quiz, of, ways))


def _shown(quiz: Quiz, of: Class, ways: Sequence[Rule]) -> dict[str, Any]:
    found = figures(quiz, of.rows, of.read)
    return {
        "found": found,
        "few": FEW,
        "waiting": _waiting(quiz, of.rows),
        "unmarked": of.unmarked,
        "no_time": [row.learner for row in of.rows if row.handed_in is None],
        "late": [(row.learner, said) for row in of.rows if (said := late_text(quiz, row))],
        "bins": _bins(found),
        "questions": [_question(number, each) for number, each in enumerate(found.questions, 1)],
        "outcomes": found.outcomes,
        "guesses": guesses([offer for question in quiz.questions for offer in question.offers()], ways),
        "class_share": _class_share(found),
        "read": len(of.read),
        "percent": _percent,
        "decimal": _decimal,
    }


def _waiting(quiz: Quiz, rows: Sequence[Marks]) -> list[tuple[str, Reasons]]:
    """Return the learners with an answer that waits, those together of whom the same waits, and what that is."""
    names = {
        question.id: _say("one_question", number=number, words=first_words(question))
        for number, question in enumerate(quiz.questions, 1)
    }
    learners: dict[Reasons, list[str]] = {}
    for row in rows:
        if row.waits:
            learners.setdefault(tuple(_reasons(names, row)), []).append(row.learner)
    return [(listed(codes), reasons) for reasons, codes in learners.items()]


def _reasons(names: Mapping[str, str], row: Marks) -> Iterator[tuple[str, str]]:
    reasons: dict[str, list[str]] = {}
    for question, name in names.items():
        mark = row.questions[question]
        if mark.waits:
            reasons.setdefault(mark.needs_review or _say("waits_for_mark"), []).append(name)
    for reason, waiting in reasons.items():
        yield _say("all_questions") if len(waiting) == len(names) else listed(waiting), reason


def _bins(found: Figures) -> list[tuple[str, int]]:
    width = 100 // BINS
    starts = range(0, 100, width)
    ends = [start + width - 1 for start in starts[:-1]] + [100]
    return [(f"{start}–{end}%", count) for start, end, count in zip(starts, ends, found.bins, strict=True)]


def _question(number: int, each: OnQuestion) -> dict[str, Any]:
    question = each.question
    return {
        "number": number,
        "words": first_words(question),
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
