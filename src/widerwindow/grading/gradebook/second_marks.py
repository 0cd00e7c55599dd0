"""Second marks of answers that a person judges: given blind to the first, compared, and settled.

They stand in a table of our own beside nbgrader's, by the id of its grade, so nothing that reads nbgrader's marks (a
page of feedback, a table) sees one. Settling writes the mark that both agreed on where all marks are; what the first
marker had said is kept in a second table, so that it can be taken back.
"""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.judgements import Judgement, Judging, Place, Unknown, is_of
from widerwindow.grading.notebook.source import mark_cell

TABLE, BEFORE = "widerwindow_second_mark", "widerwindow_before_settling"


@dataclass(frozen=True)
class Compared:
    """One answer that was drawn, with both marks in points; each is None as long as nobody has given it."""

    place: Place
    first: float | None
    """Once settled: what the first mark was before."""

    second: float | None
    first_levels: Mapping[str, int]
    """The levels of the rubric that the first marker chose, by the row's id; once settled, before."""

    levels: Mapping[str, int]
    """Those that the second marker chose."""

    settled: Judgement | None
    """What both agreed on; None as long as they have not."""

    @property
    def is_settled(self) -> bool:
        """Whether both have agreed."""
        return self.settled is not None

    @property
    def agrees(self) -> bool | None:
        """Whether the two marks are the same; None where they cannot be compared yet."""
        return None if self.first is None or self.second is None else self.first == self.second

    @property
    def differs(self) -> bool:
        """Whether somebody has to settle it."""
        return self.agrees is False and not self.is_settled


@cache
def table() -> Any:  # noqa: ANN401 - SQLAlchemy's Table
    """Return the table; a gradebook that is opened after the first call has it, as it has nbgrader's own."""
    from nbgrader.api import Base
    from sqlalchemy import Boolean, Column, Float, String, Table, Text

    grade, first, second = (
        Column("grade_id", String(32), primary_key=True),
        Column("first", Float),
        Column("second", Float),
    )
    levels, settled = Column("levels", Text, nullable=False), Column("settled", Boolean, nullable=False)
    return Table(TABLE, Base.metadata, grade, first, second, levels, settled)


@cache
def before_settling() -> Any:  # noqa: ANN401 - SQLAlchemy's Table
    """Return the table of what the first marker had said, likewise."""
    from nbgrader.api import Base
    from sqlalchemy import Column, String, Table, Text

    grade = Column("grade_id", String(32), primary_key=True)
    return Table(BEFORE, Base.metadata, grade, *(Column(name, Text, nullable=False) for name in ("levels", "comment")))


class SecondMarks:
    """The second marks of one question in an open gradebook."""

    def __init__(self, book: Any, quiz: Quiz, question: Question) -> None:  # noqa: ANN401 - nbgrader's Gradebook
        """Find the question. Raises Unknown where the gradebook has none such."""
        self._db, self._first = book.db, Judging(book, quiz, question)

    def drawn(self) -> list[Compared]:
        """Return the answers that were drawn, in the order in which answers are marked."""
        from sqlalchemy import select

        held = self._first.all_held(among=table())
        if not held:
            return []
        rows = {row.grade_id: row for row in self._db.execute(select(table()))}
        kept = {row.grade_id: json.loads(row.levels) for row in self._db.execute(select(before_settling()))}
        return [_compared(place, given.judgement, rows[place.id], kept.get(place.id, {})) for place, given in held]

    def comment(self, place: str) -> str:
        """Return what the learner is told of the answer at a place, as it counts now."""
        return self._first.held(place).judgement.comment

    def draw(self, count: int) -> None:
        """Draw answers by chance until `count` are drawn, or all."""
        from sqlalchemy import insert

        drawn = {each.place.id for each in self.drawn()}
        others = [place.id for place in self._first.places() if place.id not in drawn]
        more = random.SystemRandom().sample(others, max(0, min(count - len(drawn), len(others))))
        if more:
            self._db.execute(insert(table()), [{"grade_id": place, "levels": "{}", "settled": False} for place in more])
        self._db.commit()

    def mark(self, place: str, given: Judgement) -> None:
        """Write the points and levels that were `given` to an answer that was drawn; it is to be settled then."""
        from sqlalchemy import update

        self.unsettle(place)
        values = {"second": given.points, "levels": json.dumps(dict(given.levels)), "settled": False}
        self._db.execute(update(table()).where(table().c.grade_id == place), values)
        self._db.commit()

    def settle(self, place: str, agreed: Judgement) -> None:
        """Let the answer at a place have what both `agreed` on, as the mark that counts. It can be settled anew."""
        from sqlalchemy import insert, update

        held = self._first.held(place).judgement
        [compared] = [each for each in self.drawn() if each.place.id == place]
        if not compared.is_settled:
            before = {"grade_id": place, "levels": json.dumps(dict(held.levels)), "comment": held.comment}
            self._db.execute(insert(before_settling()), before)
            values = {"first": held.points, "settled": True}
            self._db.execute(update(table()).where(table().c.grade_id == place), values)
        self._first.judge(place, agreed)

    def unsettle(self, place: str) -> None:
        """Let the first mark count again that an answer had before it was settled; where it was not, leave it."""
        from sqlalchemy import delete, select, update

        mine, before = table().c.grade_id == place, before_settling()
        row = self._db.execute(select(table()).where(mine)).one_or_none()
        if row is None:
            raise Unknown(place)
        kept = self._db.execute(select(before).where(before.c.grade_id == place)).one_or_none()
        if row.settled:
            self._db.execute(update(table()).where(mine), {"first": None, "settled": False})
            self._db.execute(delete(before).where(before.c.grade_id == place))
            held = self._first.held(place).judgement
            said = {"comment": kept.comment, "levels": json.loads(kept.levels)} if kept else {"levels": {}}
            self._first.judge(place, replace(held, points=row.first, **said))


def questions_drawn(book: Any, quiz: Quiz) -> set[str]:  # noqa: ANN401 - nbgrader's Gradebook
    """Return the questions of `quiz` of which answers were drawn, by their ids, in an open gradebook."""
    from nbgrader import api
    from sqlalchemy import select

    grade, cell = api.Grade.__table__, api.BaseCell.__table__
    asked = select(cell.c.name).join(grade, grade.c.cell_id == cell.c.id)
    asked = asked.join(table(), table().c.grade_id == grade.c.id)
    asked = asked.where(is_of(quiz)).distinct()
    names = set(book.db.execute(asked).scalars())
    return {each.id for each in quiz.questions if mark_cell(each) in names}


def _compared(place: Place, given: Judgement, row: Any, kept: Mapping[str, int]) -> Compared:  # noqa: ANN401 - a row
    second, levels = row.second, json.loads(row.levels)
    if row.settled:
        return Compared(place, row.first, second, kept, levels, given)
    return Compared(place, given.points, second, given.levels, levels, None)


def agreement(drawn: list[Compared]) -> float | None:
    """Return the share, from 0 to 1, of answers with two marks whose marks are the same; None where there is none."""
    compared = [each.agrees for each in drawn if each.agrees is not None]
    return sum(compared) / len(compared) if compared else None
