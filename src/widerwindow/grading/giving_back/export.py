"""Puts grades and answers into files for a spreadsheet: two CSV files, and one workbook that explains its columns."""

from collections.abc import Iterable
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.answers import Marked, Said
from widerwindow.grading.giving_back.marked import Found, marks_of
from widerwindow.grading.giving_back.spreadsheet import Cell, Sheet, to_csv, to_xlsx
from widerwindow.grading.gradebook.marks import Mark, Marks
from widerwindow.grading.notebook.submission import Unreadable
from widerwindow.grading.storage import write_file
from widerwindow.messages import Messages

_say = Messages(__package__)

FILES = GRADES, ANSWERS, WORKBOOK = ("grades.csv", "answers.csv", "grades.xlsx")
"""What the files are called."""

_WHO = ("learner", "quiz")
_GRADES = (*_WHO, "state", "points so far", "total", "max")
_ON_ANSWERS = ("question", "prompt", "outcome", "answer", "ids", "points", "max", "state", "note", "comment")
_ANSWERS = (*_WHO, *_ON_ANSWERS)


def export(course: Course, names: Iterable[str]) -> tuple[int, list[Path]]:
    """Write all that is in the gradebook on the quizzes `names`. Return how many hand-ins that is, and the files.

    Raises ContentError where a file cannot be written.
    """
    found = marks_of(course, names)
    graded, said = grades(found), answers(course, found)
    data = to_csv(graded), to_csv(said), to_xlsx([graded, said, meanings(found)])
    files = [course.classroom / name for name in FILES]
    for file, each in zip(files, data, strict=True):
        try:
            write_file(file, each)
        except OSError as error:
            raise ContentError([Problem(file, 1, *_say.advice("not_written", reason=error.strerror))]) from error
    return sum(len(rows) for _, rows in found), files


def exported(course: Course, names: Iterable[str], file: str) -> bytes:
    """Return what `export` would write to one of its FILES. Nothing is written."""
    found = marks_of(course, names)
    if file == GRADES:
        return to_csv(grades(found))
    if file == ANSWERS:
        return to_csv(answers(course, found))
    return to_xlsx([grades(found), answers(course, found), meanings(found)])


def grades(found: Found) -> Sheet:
    """Return a row for each hand-in, with a column for each question. What has no points yet is empty, not 0."""
    names = _question_ids(found)
    rows = [_grades(quiz, row, names) for quiz, rows in found for row in rows]
    return Sheet(_say("sheet_grades"), [*_GRADES, *names], rows)


def answers(course: Course, found: Found) -> Sheet:
    """Return a row for each answer. The answers come from the marked notebooks; the points are there without them."""
    rows = [row for quiz, handed_in in found for row in _answers_to(course, quiz, handed_in)]
    return Sheet(_say("sheet_answers"), list(_ANSWERS), rows)


def meanings(found: Found) -> Sheet:
    """Return a row for each column of the other sheets."""
    asked = [question for quiz in _handed_in(found) for question in quiz.questions]
    grades, answers = _say("sheet_grades"), _say("sheet_answers")
    rows: list[list[Cell]] = [[grades, name, _say(f"grades_{name.replace(' ', '_')}")] for name in _GRADES]
    points = {question.id: _say("points_for", prompt=question.prompt) for question in asked}
    rows += [[grades, *column] for column in points.items()]
    rows += [[answers, name, _say(f"answers_{name}")] for name in _ANSWERS]
    rows.append([answers, _say("after_last"), _say("after_last_means")])
    return Sheet(_say("sheet_meanings"), [_say("sheet"), _say("column"), _say("means")], rows)


def _question_ids(found: Found) -> list[str]:
    return list(dict.fromkeys(question.id for quiz in _handed_in(found) for question in quiz.questions))


def _handed_in(found: Found) -> Iterable[Quiz]:
    return (quiz for quiz, rows in found if rows)


def _grades(quiz: Quiz, row: Marks, names: list[str]) -> list[Cell]:
    points = [row.questions[name].points if name in row.questions else None for name in names]
    so_far = None if all(value is None for value in points) else row.points
    total = None if row.waits else row.counts
    return [row.learner, quiz.id, row.state, so_far, total, row.out_of, *points]


def _answers_to(course: Course, quiz: Quiz, handed_in: Iterable[Marks]) -> Iterable[list[Cell]]:
    written = Marked(course, quiz)
    for marked in handed_in:
        yield from _answers(quiz, marked, written.said(marked.learner))


def _answers(quiz: Quiz, row: Marks, given: Said | None) -> Iterable[list[Cell]]:
    for question in quiz.questions:
        mark = row.questions[question.id]
        words, ids, note = _said(question, mark, given)
        other = given.elsewhere.get(question.id) if given else None
        note = " ".join(filter(None, (note, other and _say("elsewhere_note", text=other)))) or None
        about = [row.learner, quiz.id, question.id, question.prompt, question.outcome]
        yield [*about, words, ids, mark.points, mark.out_of, mark.state, note, mark.comment]


def _said(question: Question, mark: Mark, given: Said | None) -> tuple[str | None, str | None, str | None]:
    """Return (the answer in words, the ids in it, a note)."""
    if given is None:
        return None, None, mark.needs_review or _say("no_notebook")
    answer = given.answers[question.id]
    left_open = None if question.id in given.elsewhere else _say("answer_left_open")
    match answer:
        case Unreadable(reason, text):
            return text or None, None, mark.needs_review or _say("answer_unread", reason=reason)
        case None:
            return None, None, mark.needs_review or left_open
        case str() if not question.marked_by_machine:
            return answer, None, mark.needs_review
    words = "; ".join(text for text, _ in question.feedback(answer))
    return words or None, _ids(answer) or None, None if words else mark.needs_review or left_open


def _ids(answer: object) -> str:
    match answer:
        case dict():
            return ", ".join(f"{item}: {_ids(place)}" for item, place in answer.items())
        case list():
            return ", ".join(map(_ids, answer))
        case _:
            return str(answer)
