"""Gives grades and feedback back to Moodle: its worksheet filled in, a zip of feedback, a CSV for its gradebook.

Moodle passes over an empty grade and one above the maximum without a word (`mod/assign/feedback/offline`), and knows a
folder of the zip by the number in its name (`mod/assign/feedback/file/importziplib.php`).
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.feedback import GivenBack, feedback
from widerwindow.grading.giving_back.packing import packed
from widerwindow.grading.gradebook.marks import Marks, marks
from widerwindow.grading.moodle.comments import GivenComments, is_same
from widerwindow.grading.moodle.folder import Folder
from widerwindow.grading.moodle.grade_columns import Filling
from widerwindow.grading.moodle.gradebook_csv import gradebook_csv
from widerwindow.grading.moodle.learners import Known, Learners
from widerwindow.grading.moodle.returned_grade import Ready
from widerwindow.grading.moodle.worksheet import GradingWorksheet, Participant
from widerwindow.grading.notebook.codes import eaten
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
    """The files to upload in Moodle, and what is in them. A file is None where nothing would be in it."""

    rows: list[Returned]
    has_workflow: bool
    """Whether learners see their grades only once the trainer releases them in Moodle."""

    worksheet: Path | None = None
    grades_only: Path | None = None
    """A worksheet without comments, for those whose comments in Moodle have to stay."""

    feedback: Path | None = None
    gradebook: Path | None = None


def give_back(course: Course, name: str, worksheet: Path, progress: Progress = no_progress) -> GivenToMoodle:
    """Write what goes back for the quiz `name` to `exercises/moodle/<name>/`; the `worksheet` itself is left as it is.

    Only who has nothing waiting gets a grade, and her page. Where nobody gets anything, what was written before stays.
    Raises ContentError where the worksheet cannot be used.
    """
    quiz, sheet = released_quiz(course, name), GradingWorksheet(worksheet)
    filling = Filling(sheet)
    ready, reasons = _who_is_ready(course, quiz, sheet, progress)
    folder = course.classroom / "moodle" / name
    locked = {number: _say("grade_locked") for number in ready if filling.is_locked(number)}
    grades = {number: each.grade(filling.maximum) for number, each in ready.items() if number not in locked}
    given = GivenComments(folder)
    comments = _new_comments(quiz, ready, filling, given)
    staying = {number for number in ready if filling.comment(number) is not None} - comments.keys()
    stay = {number: _say("comments_stay") for number in staying if _comments(quiz, ready[number].marks)}
    table, unnamed = gradebook_csv(quiz, ready, filling.maximum)
    told = [reasons, locked, stay, unnamed]
    rows = [
        Returned(person, grades.get(number), " ".join(each[number] for each in told if number in each) or None)
        for number, person in sheet.participants.items()
    ]
    if not ready:
        return GivenToMoodle(rows, filling.has_workflow)
    given.note(comments.values())
    filled, grades_only = _worksheets(filling, grades, comments, staying)
    return GivenToMoodle(
        rows,
        filling.has_workflow,
        _written(folder / sheet.path.name, filled),
        _written(folder / f"{sheet.path.stem}-grades-only.csv", grades_only),
        _written(folder / "feedback.zip", _feedback(quiz, ready)),
        _written(folder / "gradebook.csv", table),
    )


def _written(file: Path, data: bytes | None) -> Path | None:
    """Write `data` and return its file; without, take away the file of an earlier run, which would be out of date."""
    if data is None:
        file.unlink(missing_ok=True)
        return None
    write_file(file, data)
    return file


def _new_comments(quiz: Quiz, ready: Mapping[int, Ready], filling: Filling, given: GivenComments) -> dict[int, str]:
    """Return the comments that Moodle is to have, by participant; who is not in it keeps what Moodle has."""
    found = {}
    for number, each in ready.items():
        in_moodle, comment = filling.comment(number), _comments(quiz, each.marks)
        if in_moodle is not None and (is_same(in_moodle, comment) or given.may_be_replaced(in_moodle)):
            found[number] = comment
    return found


def _worksheets(
    filling: Filling, grades: Mapping[int, str], comments: Mapping[int, str], staying: Collection[int]
) -> tuple[bytes | None, bytes | None]:
    """Return the worksheet, and where some comments change and others stay, a second one for the others' grades.

    A comment that Moodle has cannot be written back as it was, only flat. So its row is in no file with comments.
    """
    changed = any(not is_same(filling.comment(number) or "", comment) for number, comment in comments.items())
    empty = {number for number in filling.numbers if not filling.comment(number)}
    filling.fill(grades, comments)
    if not changed:
        return (filling.data(filling.numbers, with_comments=False) if grades else None), None
    others = grades.keys() & staying
    second = filling.data(others, with_comments=False) if others else None
    return filling.data(comments.keys() | empty, with_comments=True), second


def _nothing_of(who: Known | None, learners: Collection[str]) -> str:
    """Return why there is nothing to give back: a spreadsheet may have changed her code."""
    other = eaten(who.learner, learners) if who else None
    return _say("spoilt_code", code=who.learner, other=other) if who and other else _say("nothing_collected")


def _who_is_ready(
    course: Course, quiz: Quiz, sheet: GradingWorksheet, progress: Progress
) -> tuple[dict[int, Ready], dict[int, str]]:
    """Return by participant who is ready, and what to say of her; of the others, why they are not."""
    learners = Learners(course)
    known = _known(learners, sheet, quiz.id)
    shared = Counter(each.learner for each in known.values())
    marked = {each.learner: each for each in marks(course, quiz)}
    pages = {each.learner: each for each in feedback(course, quiz.id, progress)}
    ready: dict[int, Ready] = {}
    reasons: dict[int, str] = {}
    for number, person in sheet.participants.items():
        who = known.get(number)
        if who is None or who.learner not in pages:
            reasons[number] = _nothing_of(who, pages)
        elif shared[who.learner] > 1:
            reasons[number] = _say("shared_code", learner=who.learner)
        else:
            found = _ready(person, who, marked.get(who.learner), pages[who.learner])
            if isinstance(found, str):
                reasons[number] = found
                continue
            ready[number] = found
            if others := learners.others(person, who.learner):
                about = {"person": person.called, "learner": who.learner, "other": others[0].learner}
                reasons[number] = _say("two_codes_of_one", **about)
    return ready, reasons


def _known(learners: Learners, sheet: GradingWorksheet, quiz: str) -> dict[int, Known]:
    found = {number: learners.recognise(person, quiz) for number, person in sheet.participants.items()}
    return {number: known for number, known in found.items() if known and known.learner}


def _ready(person: Participant, known: Known, marked: Marks | None, given: GivenBack) -> Ready | str:
    if marked is None or given.page is None or given.reason:
        return str(given.reason)
    if marked.waits:
        return _say("answers_wait", count=marked.waits)
    folder = known.folder or Folder.of_person(person.name, person.number)
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
    return packed({f"{each.folder.of(number)}/{quiz.id}.html": each.page for number, each in ready.items()})
