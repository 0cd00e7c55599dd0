"""What a marker's form says: the levels that she chose, or points as she typed them."""

import re
from collections.abc import Callable

from widerwindow.content.questions import Question
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook.judgements import Judgement
from widerwindow.messages import Messages

_say = Messages(__package__)

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)

Field = Callable[[str], str]
"""Returns what stands in the form's field of that name, "" where nothing does."""


class Refused(Exception):
    """Raised where nothing can be saved; its text is what the marker is told."""


def given(question: Question, field: Field) -> Judgement:
    """Return what the form gives an answer to `question`. Raises Refused.

    Where the question has a rubric, its levels are the points: none as long as a row is open.
    """
    levels = {row.id: _level(field(f"level-{row.id}"), len(row.levels)) for row in question.rubric_rows()}
    chosen = {row: level for row, level in levels.items() if level is not None}
    whole = float(sum(chosen.values())) if levels and len(chosen) == len(levels) else None
    points = whole if levels else points_in(field("points").strip(), question.points)
    return Judgement(points, field("comment").replace("\r\n", "\n").strip(), chosen, bool(field("comes_back")))


def _level(typed: str, count: int) -> int | None:
    if not typed:
        return None
    if typed not in map(str, range(count)):
        raise Refused(_say("no_such_level"))
    return int(typed)


def points_in(typed: str, most: int) -> float | None:
    """Return the points that were typed, from 0 to `most`; None where nothing was. Raises Refused."""
    if not typed:
        return None
    points = float(typed.replace(",", ".")) if _NUMBER.fullmatch(typed) else most + 1.0
    if points > most:
        raise Refused(_say("points_refused", typed=typed, most=plain(most)))
    return points
