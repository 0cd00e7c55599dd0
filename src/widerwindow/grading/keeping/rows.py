"""What the gradebook's database says of one learner: found, given another code, brought together, erased.

Each change is one transaction in nbgrader's own tables, in a file or on a server, so it is made whole or not at all.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from widerwindow.grading.gradebook import connection, given, judgements, second_marks
from widerwindow.grading.gradebook.place import address_of, file_of

_HANDED_IN = "select id from submitted_assignment where student_id = :learner"
_NOTEBOOKS = f"select id from submitted_notebook where assignment_id in ({_HANDED_IN})"
_GRADES = f"select id from grade where notebook_id in ({_NOTEBOOKS})"
_OURS = {
    judgements.TABLE: f"grade_id in ({_GRADES})",
    second_marks.TABLE: f"grade_id in ({_GRADES})",
    second_marks.BEFORE: f"grade_id in ({_GRADES})",
    given.TABLE: f"submission_id in ({_HANDED_IN})",
}
_ERASE = (
    f"delete from comment where notebook_id in ({_NOTEBOOKS})",
    f"delete from grade where notebook_id in ({_NOTEBOOKS})",
    f"delete from submitted_notebook where assignment_id in ({_HANDED_IN})",
    "delete from submitted_assignment where student_id = :learner",
)
_OF_ONE = "and assignment_id in (select id from assignment where name = :quiz)"


class Rows:
    """The rows in the gradebook at an address of SQLAlchemy's."""

    def __init__(self, address: str) -> None:
        self._address = address

    def are_there(self) -> bool:
        """Return whether nbgrader has made its tables there."""
        from sqlalchemy import inspect

        with self._begun() as book:
            return bool(inspect(book).has_table("student"))

    def holds_something(self) -> bool:
        """Return whether anything is in the tables; each gradebook that was opened once has the course's name."""
        from sqlalchemy import inspect

        with self._begun() as book:
            there = {*inspect(book).get_table_names()} - {"course", "alembic_version"}
            mine = [table for table in connection.tables() if table.name in there]
            return any(book.execute(table.select().limit(1)).first() for table in mine)

    def learners(self) -> set[str]:
        """Return the codes of all whom the gradebook knows."""
        with self._begun() as book:
            return {row[0] for row in _ask(book, "select id from student")}

    def quizzes(self, learner: str) -> set[str]:
        """Return the quizzes that `learner` has a hand-in of in the gradebook."""
        query = "select assignment.name from submitted_assignment join assignment on assignment.id = assignment_id"
        with self._begun() as book:
            return {row[0] for row in _ask(book, f"{query} where student_id = :learner", learner=learner)}

    def points(self) -> dict[tuple[str, str], float]:
        """Return the points that each hand-in has so far, by quiz and learner."""
        query = (
            "select assignment.name, student_id, "
            "sum(coalesce(manual_score, auto_score, 0) + coalesce(extra_credit, 0)) "
            "from submitted_assignment join assignment on assignment.id = submitted_assignment.assignment_id "
            "left join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id "
            "left join grade on grade.notebook_id = submitted_notebook.id group by assignment.name, student_id"
        )
        with self._begun() as book:
            return {(quiz, learner): float(points or 0) for quiz, learner, points in _ask(book, query)}

    def erase(self, learner: str) -> int:
        """Erase `learner`, so that nothing of her is left in the file either. Return how many hand-ins that was."""
        with self._begun() as book:
            count = len(_ask(book, _HANDED_IN, learner=learner))
            for command in _erasing(book):
                _do(book, command, learner=learner)
            _do(book, "delete from student where id = :learner", learner=learner)
        self._tidy()
        return count

    def move(self, old: str, new: str, winners: Mapping[str, bool]) -> None:
        """Give all that `old` has to `new`. Where both have a quiz, `winners` says whether that of `old` stays."""
        with self._begun() as book:
            if not _ask(book, "select id from student where id = :old", old=old):
                return
            if not _ask(book, "select id from student where id = :new", new=new):
                _copy_student(book, old, new)
            for quiz, stays in winners.items():
                loser = new if stays else old
                if all(_ask(book, f"{_HANDED_IN} {_OF_ONE}", learner=each, quiz=quiz) for each in (old, new)):
                    for command in _erasing(book):
                        only = command.replace("student_id = :learner", f"student_id = :learner {_OF_ONE}")
                        _do(book, only, learner=loser, quiz=quiz)
            _do(book, "update submitted_assignment set student_id = :new where student_id = :old", old=old, new=new)
            _do(book, "delete from student where id = :old", old=old)

    @contextmanager
    def _begun(self) -> Iterator[Any]:
        """Give a connection in a transaction, which is kept where nothing fails."""
        from sqlalchemy import create_engine

        engine = create_engine(self._address)
        try:
            with engine.begin() as book:
                yield book
        finally:
            engine.dispose()

    def _tidy(self) -> None:
        """Leave nothing of what was erased in the database's files: it is written anew without it."""
        from sqlalchemy import create_engine, text

        engine = create_engine(self._address, isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as book:
                book.execute(text("vacuum"))
                if file_of(self._address):
                    book.execute(text("pragma wal_checkpoint(truncate)"))
        finally:
            engine.dispose()


def in_file(path: Path) -> Rows:
    """Return the rows of a gradebook in a file of SQLite's."""
    return Rows(address_of(path))


def _erasing(book: Any) -> Iterator[str]:  # noqa: ANN401 - SQLAlchemy's Connection
    """Yield what erases a learner's rows, ours first. A gradebook of before we had any has none."""
    from sqlalchemy import inspect

    for table in filter(inspect(book).has_table, _OURS):
        yield f"delete from {table} where {_OURS[table]}"
    yield from _ERASE


def _copy_student(book: Any, old: str, new: str) -> None:  # noqa: ANN401 - SQLAlchemy's Connection
    from sqlalchemy import text

    row = book.execute(text("select * from student where id = :old"), {"old": old}).mappings().one()
    values = dict(row) | {"id": new}
    names = ", ".join(values)
    _do(book, f"insert into student ({names}) values ({', '.join(f':{name}' for name in values)})", **values)


def _ask(book: Any, query: str, **values: object) -> list[Any]:  # noqa: ANN401 - SQLAlchemy's Connection and rows
    from sqlalchemy import text

    return list(book.execute(text(query), values))


def _do(book: Any, command: str, **values: object) -> None:  # noqa: ANN401 - SQLAlchemy's Connection
    from sqlalchemy import text

    book.execute(text(command), values)
