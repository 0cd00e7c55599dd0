"""What was done to marks since the desk was opened, click by click, so that each can be named and taken back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from widerwindow.content.questions import Question
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook.judgements import Judgement
from widerwindow.messages import Messages

_say = Messages(__package__)


class Click(NamedTuple):
    """One change of what an answer has."""

    quiz: str
    question: str
    place: str
    before: Judgement
    after: Judgement

    @property
    def is_comment(self) -> bool:
        """Whether nothing but the words to the learner changed."""
        return replace(self.before, comment="") == replace(self.after, comment="")


def add(stack: list[Click], click: Click) -> None:
    """Put a click on the stack. A comment is saved bit by bit as it is typed, and is one click."""
    last = stack[-1] if stack else None
    if last and last[:3] == click[:3] and last.is_comment and click.is_comment:
        stack[-1] = last._replace(after=click.after)
    else:
        stack.append(click)


def in_words(question: Question, click: Click) -> str:
    """Return what was given in a click, as the button says it that takes it back."""
    return "; ".join(_parts(question, click.before, click.after))


def _parts(question: Question, before: Judgement, after: Judgement) -> Iterator[str]:
    for row in question.rubric_rows():
        level = after.levels.get(row.id)
        if level != before.levels.get(row.id):
            yield (
                _say("undo_no_level", row=row.title)
                if level is None
                else _say("undo_level", row=row.title, count=level)
            )
    if not question.rubric_rows() and after.points != before.points:
        points = after.points
        yield _say("undo_no_points") if points is None else _say("undo_points", count=points, points=plain(points))
    if after.comment != before.comment:
        yield _say("undo_comment")
    if after.comes_back != before.comes_back:
        yield _say("undo_comes_back" if after.comes_back else "undo_sure")
