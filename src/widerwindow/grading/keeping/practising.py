"""Six invented learners, for a trainer to practise with: loaded into the course's real folders, and thrown away whole.

What they hand in is made of the quiz's own questions, and of the scored examples that its author wrote for trainers. A
mark in the folder of each says that she is invented.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.content.pages.example_answers import answers_in
from widerwindow.content.questions import Answer, KeyedQuestion, Question
from widerwindow.grading.collecting import roster
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.keeping import known
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.storage import release_file, write_file
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_TRIES = {"practice-1": 80, "practice-2": 30, "practice-3": 12, "practice-4": 6, "practice-5": 3, "practice-6": 1}
"""How many times each of them guesses; the best guess is her answer, so some do well and some do not."""

_MARK = ".practice"


def loaded(course: Course) -> list[str]:
    """Return the codes of the invented learners who are in the course."""
    return [code for code in _TRIES if _mark(course, code).is_file()]


def load(course: Course, quiz: str) -> None:
    """Take in what the invented learners hand in for `quiz`.

    Raises ContentError, with nothing done, where it is not released, or where a learner has one of their codes.
    """
    made = hand_ins(course, quiz)
    taken = set(known.codes(course, known.gradebook(course))) | set(roster.of(course).codes)
    if taken & _TRIES.keys():
        raise _refused(course, _say.advice("code_taken", codes=sorted(taken & _TRIES.keys())))
    for code in _TRIES:
        write_file(_mark(course, code), b"")
    with TemporaryDirectory(prefix="widerwindow-") as folder:
        for name, data in made.items():
            write_file(Path(folder) / name, data)
        collect(course, [Path(folder)])


def throw_away(course: Course) -> int:
    """Forget the invented learners, as any learner is forgotten. Return how many there were."""
    gone = loaded(course)
    for code in gone:
        forget(course, code)
    return len(gone)


def hand_ins(course: Course, quiz: str) -> dict[str, bytes]:
    """Return what each of them hands in for `quiz`, by the names of the files. Raises ContentError."""
    try:
        released = release_file(course, quiz).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _refused(course, _say.advice("practice_not_released")) from None
    questions = course.quiz(quiz).questions
    saved = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return {
        f"{quiz}--{code}.ipynb": _filled(json.loads(released), code, saved, _answers(course, questions, code))
        for code in _TRIES
    }


def is_sketched(course: Course, question: Question) -> bool:
    """Return whether the class answers a question in nobody's words, as its author wrote none. Raises ContentError."""
    return question.is_sketched and not _examples(course, question)


def borrows(course: Course, question: Question) -> bool:
    """Return whether the class answers a question in the words of its scored examples. Raises ContentError."""
    return question.is_sketched and bool(_examples(course, question))


def _answers(course: Course, questions: list[Question], code: str) -> dict[str, str]:
    """Return what stands in each cell."""
    chance = Random(code)
    return {each.id: _source(each, _best(course, each, chance, code)) for each in questions}


def _best(course: Course, question: Question, chance: Random, code: str) -> Answer:
    if isinstance(question, KeyedQuestion):
        return max((question.invented(chance) for _ in range(_TRIES[code])), key=question.score)
    number = list(_TRIES).index(code)
    if borrows(course, question):
        return _borrowed(_examples(course, question), number)
    return question.invented(chance, number)


def _examples(course: Course, question: Question) -> list[str]:
    """Return the answers of the scored examples of a question, the best first."""
    return answers_in(course.worked(question) or "")[::-1]


def _borrowed(examples: list[str], number: int) -> str:
    """Return the answer of the learner with a `number`: an example, or, where all are given, the first half of one."""
    example = examples[number % len(examples)]
    if number < len(examples):
        return example
    sentences = re.split(r"(?<=[.!?])\s+", example)
    return " ".join(sentences[: max(1, len(sentences) // 2)])


def _source(question: Question, answer: Answer) -> str:
    return f"{question.variable} = {answer!r}" if question.marked_by_machine else str(answer or "")


def _filled(notebook: dict[str, Any], code: str, saved: str, answers: Mapping[str, str]) -> bytes:
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
    notebook["metadata"]["widerwindow"] |= {"learner": code, "saved": saved}
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()


def _mark(course: Course, code: str) -> Path:
    return course.classroom / "submitted" / code / _MARK


def _refused(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.exercises, 1, *advice)])
