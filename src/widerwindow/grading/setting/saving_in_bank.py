"""Saves a question of the bank that quizzes have drawn, in the bank's own file, as a quiz is saved."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from widerwindow.content.checks import lost_text
from widerwindow.content.core.problems import ContentError, mistakes
from widerwindow.content.core.reading import parse, read
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.setting.release import refuse_other_questions
from widerwindow.grading.setting.saving import write_over


def file_of(course: Course, question: str) -> Path | None:
    """Return the file of the bank in which a question for a grade stands. Raises ContentError."""
    for file in course.files(Bank):
        if any(each.id == question for each in read(file, Bank).used_for("graded")):
            return file
    return None


def looked_at_in_bank(course: Course, file: Path, text: str) -> list[Quiz]:
    """Return the quizzes that drew from a `file` of the bank, as they would be if it held `text`.

    Raises ContentError where it cannot be saved: it has mistakes, or hand-ins have other questions.
    """
    bank = parse(text, file, Bank, zone=course.profile().zone)
    wrong = mistakes(list(lost_text.cut_in(text, file)))
    if wrong:
        raise ContentError(wrong)
    found = list(_with(course, {each.id: each for each in bank.used_for("graded")}))
    for quiz in found:
        for each in course.classrooms():
            refuse_other_questions(each, quiz)
    return found


def save_in_bank(course: Course, file: Path, text: str, seen: str) -> None:
    """Write `text` as that of a `file` of the bank, as `save` does for a quiz. Raises ContentError."""
    looked_at_in_bank(course, file, text)
    write_over(file, text, seen)


def _with(course: Course, questions: dict[str, Question]) -> Iterator[Quiz]:
    """Yield the quizzes that drew some of the `questions`, with those as they are here."""
    for name in course.quizzes():
        with suppress(ContentError):  # a quiz with mistakes has no marks that could move
            quiz, drawn = course.quiz(name), course.drawn(name)
            if drawn and not questions.keys().isdisjoint(drawn.questions):
                own = {each.id for each in course.quiz_as_written(name).questions}
                now = [each if each.id in own else questions.get(each.id, each) for each in quiz.questions]
                yield quiz.model_copy(update={"questions": now})
