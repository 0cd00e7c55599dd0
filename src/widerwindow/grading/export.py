"""Writes the grades of a quiz as CSV for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.content.quiz import Quiz
from widerwindow.grading.classroom import write
from widerwindow.grading.marks import Marks, marks

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def export(course: Course, names: Iterable[str], to: Path) -> int:
    """Write the grades of the quizzes `names` to one CSV file. Return how many hand-ins are in it."""
    quizzes = [course.quiz(name) for name in names]
    found = [(quiz, marks(course, quiz)) for quiz in quizzes]
    write(to, table(found))
    return sum(len(rows) for _, rows in found)


def table(found: Iterable[tuple[Quiz, list[Marks]]]) -> bytes:
    """Return a CSV file: a line a hand-in, a column a question. An answer without points has an empty field, not a 0.

    It begins with the mark that lets Excel read it as UTF-8; other programs pass over it.
    """
    found = list(found)
    questions = list(dict.fromkeys(question.id for quiz, _ in found for question in quiz.questions))
    text = io.StringIO(newline="")
    out = csv.writer(text)
    out.writerow(map(_text, ["learner", "quiz", *questions, "total", "max", "state"]))
    for quiz, rows in found:
        for row in rows:
            points = [_points(row.questions[name].points if name in row.questions else None) for name in questions]
            total, out_of = _points(row.points), _points(row.out_of)
            out.writerow([_text(row.learner), _text(quiz.id), *points, total, out_of, row.state])
    return text.getvalue().encode("utf-8-sig")


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def _text(value: str) -> str:
    """Return `value` so that no spreadsheet takes it for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
