"""What a learner wrote in her file, and not where an answer goes: in a cell of her own, or in one of ours.

It is shown to whoever marks, beside the question that it stands nearest to. So no answer is called left open that only
stands in another place.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from widerwindow.content.questions import Answer, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.submission import Cell, HandIn, NotAHandIn, Unreadable, answers, read_notebook

_MAX_SHOWN = 100_000  # characters for one question; what is cut off is in the hand-in


def elsewhere_cell(question: Question) -> str:
    """Return the name of the cell of a marked notebook that shows what was written elsewhere."""
    return f"{question.id}_elsewhere"


def elsewhere(
    hand_in: HandIn, quiz: Quiz, found: Mapping[str, Answer | Unreadable], released: Mapping[str, str]
) -> dict[str, str]:
    """Return by question what was written near it and not where its answer goes; `released` holds our cells' texts.

    An answer in her own words that is missing may be anywhere: such a question has all there is if nothing is near it.
    """
    near: dict[str, list[str]] = {}
    for name, text in _texts(hand_in, quiz, released):
        near.setdefault(name, []).append(text)
    everything = [text for texts in near.values() for text in texts]
    for question in quiz.questions:
        if everything and not question.marked_by_machine and found[question.id] is None:
            near.setdefault(question.id, everything)
    return {name: "\n\n".join(texts)[:_MAX_SHOWN] for name, texts in near.items()}


def is_empty(data: bytes, quiz: Quiz, release: Path) -> bool:
    """Return whether nobody has written anything into a hand-in, neither as an answer nor elsewhere.

    `release` is the notebook that learners got. What cannot be read is not empty: there is something to look at.
    """
    try:
        hand_in = read_notebook(data)
        found = answers(hand_in, quiz)
    except NotAHandIn:
        return False
    released = (read_notebook(release.read_bytes()) if release.is_file() else hand_in).cells
    texts = {name: "\n\n".join(each) for name, each in released.items()}
    is_open = all(answer in (None, [], {}) for answer in found.values())
    return is_open and not elsewhere(hand_in, quiz, found, texts)


def _texts(hand_in: HandIn, quiz: Quiz, released: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each text with the question that it stands behind; before them all, with the first."""
    answers = {question.id for question in quiz.questions}
    here = quiz.questions[0].id if quiz.questions else ""
    for cell in hand_in.in_order:
        stem = cell.name.partition("_")[0]
        here = stem if stem in answers else here
        text = cell.text if cell.name not in released else _added(cell, released[cell.name])
        if cell.name not in answers and text.strip():
            yield here, text.strip()


def _added(cell: Cell, released: str) -> str:
    """Return the lines of one of our cells that we did not write; none where it is as any release of ours had it."""
    if cell.text == released or cell.is_whole():
        return ""
    ours = set(map(str.strip, released.splitlines()))
    return "\n".join(line for line in cell.text.splitlines() if line.strip() not in ours)
