"""Gives grades and feedback back to Moodle: its worksheet filled in, a zip of feedback, a CSV for its gradebook.

Moodle passes over an empty grade and one above the maximum without a word (`mod/assign/feedback/offline`), and knows a
folder of the zip by the number in its name (`mod/assign/feedback/file/importziplib.php`).
"""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.feedback import GivenBack, feedback
from widerwindow.grading.gradebook.marks import Marks, marks
from widerwindow.grading.moodle.folder import Folder
from widerwindow.grading.moodle.grade_columns import Filling
from widerwindow.grading.moodle.gradebook_csv import gradebook_csv
from widerwindow.grading.moodle.learners import Known, Learners
from widerwindow.grading.moodle.returned_grade import Ready
from widerwindow.grading.moodle.worksheet import GradingWorksheet, Participant
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.storage import Progress, no_progress, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Returned:
    """What goes back to one participant: a grade in Moodle's points, or None."""

    participant: Participant
    grade: str | None
    reason: str | None
    """Why there is no grade; beside one, what else was left out."""


@dataclass(frozen=True)
class GivenToMoodle:
    """The files to upload in Moodle, and what is in them. `gradebook` is None where it would name nobody."""

    worksheet: Path
    feedback: Path
    gradebook: Path | None
    rows: list[Returned]


def give_back(course: Course, name: str, worksheet: Path, progress: Progress = no_progress) -> GivenToMoodle:
    """Write what goes back for the quiz `name` to `exercises/moodle/<name>/`; the `worksheet` itself is left as it is.

    Only who has nothing waiting gets a grade, and her page. Raises ContentError where the worksheet cannot be used.
    """
    quiz, sheet = released_quiz(course, name), GradingWorksheet(worksheet)
    filling = Filling(sheet)
    ready, reasons = _who_is_ready(course, quiz, sheet, filling, progress)
    grades = {number: each.grade(filling.maximum) for number, each in ready.items()}
    comments = {number: said for number, each in ready.items() if (said := _comments(quiz, each.marks))}
    for number, said in list(comments.items()):
        if filling.comment(number) not in ("", None, said):
            reasons[number] = _say("comments_stay")
            del comments[number]
    table, unnamed = gradebook_csv(quiz, ready)
    for number, reason in unnamed.items():
        before = reasons.get(number)
        reasons[number] = _say("both_reasons", first=before, second=reason) if before else reason
    folder = course.exercises / "moodle" / name
    filled, pages, grade_table = folder / sheet.path.name, folder / "feedback.zip", folder / "gradebook.csv"
    write_file(filled, filling.filled(grades, comments))
    write_file(pages, _feedback(quiz, ready))
    if table:
        write_file(grade_table, table)
    else:
        grade_table.unlink(missing_ok=True)  # one from an earlier run would be out of date
    people = sheet.participants.items()
    rows = [Returned(person, grades.get(number), reasons.get(number)) for number, person in people]
    return GivenToMoodle(filled, pages, grade_table if table else None, rows)


def _who_is_ready(
    course: Course, quiz: Quiz, sheet: GradingWorksheet, filling: Filling, progress: Progress
) -> tuple[dict[int, Ready], dict[int, str]]:
    """Return by participant who is ready, and why each of the others is not."""
    known = _known(Learners(course), sheet, quiz.id)
    shared = Counter(each.learner for each in known.values())
    marked = {each.learner: each for each in marks(course, quiz)}
    pages = {each.learner: each for each in feedback(course, quiz.id, progress)}
    ready: dict[int, Ready] = {}
    reasons: dict[int, str] = {}
    for number, person in sheet.participants.items():
        who = known.get(number)
        if filling.is_locked(number):
            reasons[number] = _say("grade_locked")
        elif who is None or who.learner not in pages:
            reasons[number] = _say("nothing_collected")
        elif shared[who.learner] > 1:
            reasons[number] = _say("shared_code", learner=who.learner)
        else:
            found = _ready(person, who, marked.get(who.learner), pages[who.learner])
            if isinstance(found, Ready):
                ready[number] = found
            else:
                reasons[number] = found
    return ready, reasons


def _known(learners: Learners, sheet: GradingWorksheet, quiz: str) -> dict[int, Known]:
    found = {number: learners.find(person, quiz) for number, person in sheet.participants.items()}
    return {number: known for number, known in found.items() if known and known.learner}


def _ready(person: Participant, known: Known, marked: Marks | None, given: GivenBack) -> Ready | str:
    if marked is None or given.page is None or given.reason:
        return str(given.reason)
    if marked.waits:
        return _say("answers_wait", count=marked.waits)
    folder = known.folder or Folder(re.sub(r"[^\w .-]|_", "", person.name) or "Participant", person.number, "", "")
    return Ready(person, folder, marked, given.page) if marked.out_of else _say("no_points")


def _comments(quiz: Quiz, marked: Marks) -> str:
    """Return the trainer's comments as HTML, which is what Moodle takes them for; so none begins like a formula."""
    comments = ((number, marked.questions[question.id].comment) for number, question in enumerate(quiz.questions, 1))
    said = (_say.html("comment", number=number, comment=_html(comment)) for number, comment in comments if comment)
    return "".join(f"<p>{each}</p>" for each in said)


def _html(text: str) -> Markup:
    return Markup("<br>").join(text.splitlines())


def _feedback(quiz: Quiz, ready: dict[int, Ready]) -> bytes:
    """Return a zip with each page in the folder that Moodle gave its learner."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, each in ready.items():
            entry = zipfile.ZipInfo(f"{each.folder.of(number)}/{quiz.id}.html")  # of no time: the same zip each time
            archive.writestr(entry, each.page.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
