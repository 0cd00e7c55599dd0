"""Makes the CSV file that Moodle's gradebook imports.

The import (`grade/import/csv` of Moodle) fails as a whole at one person it does not know and at one grade above 100,
and takes a row without a person for the person of the row before. So each row here has its person, named in one column.
"""

import csv
import io
from collections.abc import Mapping

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.csv_injection import is_formula
from widerwindow.grading.formatting import plain
from widerwindow.grading.moodle.returned_grade import Ready
from widerwindow.messages import Messages

_say = Messages(__package__)


def gradebook_csv(quiz: Quiz, ready: Mapping[int, Ready], maximum: float) -> tuple[bytes | None, dict[int, str]]:
    """Return the file, None where nobody would be in it, and by participant why somebody is not.

    Grades are out of the assignment's own `maximum`, as Moodle imports none above it. A person's column has to hold
    exactly what Moodle knows. Nothing can be put before what a spreadsheet takes for a formula, so such a row is left
    out.
    """
    by_email = any(each.participant.email for each in ready.values())
    heading = "Email address" if by_email else "ID number"  # as Moodle knows the column
    left_out: dict[int, str] = {}
    rows: list[list[str]] = []
    for number, each in ready.items():
        name = each.participant.email if by_email else each.participant.id_number
        if not name or is_formula(name):
            why = "formula" if name else "missing"
            left_out[number] = _say(f"email_{why}") if by_email else _say(f"id_number_{why}")
        else:
            rows.append([name, each.grade(maximum)])
    title = f"'{quiz.title}" if is_formula(quiz.title) else quiz.title
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[heading, _say("grade_column", title=title, maximum=plain(maximum, 4))], *rows])
    return text.getvalue().encode() if rows else None, left_out
