"""Knows whether the hand-in that counts is the one that was marked. Dates of files do not tell: each may be copied."""

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.answers import Marked
from widerwindow.grading.notebook.placeholder import stands_for
from widerwindow.grading.notebook.submission import NotAHandIn, read_notebook
from widerwindow.grading.storage import autograded_folder, submitted_folder
from widerwindow.grading.untrusted.files import read_one

_MAX_COMPARED = 100_000  # characters of an answer: a marked notebook shows no more


def has_come_since(course: Course, quiz: Quiz, learner: str) -> bool:
    """Return whether something of hers has come since she was marked: another hand-in, or another time of it."""
    folders = submitted_folder(course, learner, quiz.id), autograded_folder(course, learner, quiz.id)
    if not (folders[0] / f"{quiz.id}.ipynb").is_file():
        return False
    time, marked_time = (read_one(folder / "timestamp.txt").data for folder in folders)
    return time != marked_time or not _are_alike(course, quiz, learner)


def _are_alike(course: Course, quiz: Quiz, learner: str) -> bool:
    """Return whether the same is written in a hand-in and in its marked notebook: two may have one time, or none."""
    name = f"{quiz.id}.ipynb"
    handed_in = read_one(submitted_folder(course, learner, quiz.id) / name).data or b""
    try:
        found = read_notebook(handed_in), Marked(course, quiz).hand_in(learner)
    except NotAHandIn:
        return stands_for(read_one(autograded_folder(course, learner, quiz.id) / name).data, handed_in)
    mine, hers = ({name: "\n\n".join(texts)[:_MAX_COMPARED] for name, texts in each.cells.items()} for each in found)
    asked = [question.id for question in quiz.questions if question.id in mine]  # what is gone was marked as left open
    return all(mine[name] == hers.get(name) for name in asked)
