"""A question is for practice or graded, never both: whoever has practised with it knows its key."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

Marks = dict[Hashable, str]
"""By what questions are known again, and the name of the file that has each."""


def marks(parts: Mapping[Path, Named]) -> Marks:
    """Return by what the questions are known again that a bank among `parts` has for practice."""
    found: Marks = {}
    for file, part in parts.items():
        if isinstance(part, Bank):
            practice = part.used_for("practice")
            found |= {mark: file.name for question in practice for mark in (question.id, _words(question))}
    return found


def graded_too(part: Named, practice: Marks) -> Iterator[Fault]:
    """Yield a fault for each question that `part` has for a grade, and that is known again among those for practice."""
    questions: Sequence[Question] = part.questions if isinstance(part, Quiz | Bank) else []
    for position, question in enumerate(questions):
        if isinstance(part, Bank) and part.use_of(question) == "practice":
            continue
        file = practice.get(question.id) or practice.get(_words(question))
        if file:
            advice = _say.advice("practised_too", question=question.id, file=file)
            yield Fault(("questions", position, "id"), *advice)


def _words(question: Question) -> Hashable:
    return question.prompt, frozenset((choice.item, choice.text) for choice in question.choices())
