"""Fills in Moodle's grading worksheet, in whatever language it is: the grade and the feedback comments, nothing else.

Headings are translated, so a column is told by its place and by what stands in it. Their order, from
`mod/assign/gradingtable.php` of Moodle: what is known of the person, grade, maximum grade, workflow state (if in use),
whether the grade can be changed, last modified (submission), what the submission plugins add, last modified (grade),
feedback comments (if in use). Moodle reads columns by their headings, so it accepts a file without the comments, and
then leaves them alone; where the column is there, every comment that differs is set, and an empty one erased
(`mod/assign/feedback/offline`).
"""

import re
from collections.abc import Collection, Mapping

from widerwindow.grading.moodle.lossless_csv import quoted
from widerwindow.grading.moodle.worksheet import STATUS, GradingWorksheet
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_DATE = re.compile(r"-|[^<]{0,60}[0-9][^<]{0,60}")  # comments are HTML
_NO = {
    *("no", "nein", "non", "nee", "não", "nej", "nei", "nie", "ei", "ne", "nem", "nu", "hayır", "нет", "ні", "όχι"),
    *("не", "לא", "لا", "خیر", "否", "いいえ", "아니요", "아니오", "không", "tidak", "ez", "na", "nē"),
}


class Filling:
    """Where `worksheet` takes grades. Raises ContentError where the assignment is not graded in points."""

    def __init__(self, worksheet: GradingWorksheet) -> None:
        self._worksheet, self._rows = worksheet, worksheet.rows
        found = [place for place in range(1, worksheet.width - 2) if self._is_grade(place)]
        if not found:
            raise worksheet.problem(1, self._why_none())
        self._grade = found[-1]  # what is known of a person stands before it
        self._comments = self._after_the_dates(self._grade + 3)
        self.maximum = _number(next(iter(self._rows.values()))[self._grade + 1]) or 0.0
        """The most that can be given, in Moodle's points."""

    @property
    def numbers(self) -> Collection[int]:
        """Everybody in it."""
        return self._rows.keys()

    @property
    def has_workflow(self) -> bool:
        """Whether learners see a grade only once its state in Moodle says so."""
        return not all(_DATE.fullmatch(row[self._grade + 3]) for row in self._rows.values())

    def is_locked(self, number: int) -> bool:
        """Return whether Moodle says that it takes no grade for this participant."""
        row = self._rows[number]
        places = range(self._grade + 2, min(self._grade + 4, len(row.fields)))  # the workflow state may stand first
        return any(row[place].strip().lower() in _NO for place in places)

    def comment(self, number: int) -> str | None:
        """Return the feedback comments that Moodle has of this participant, or None where they are not in use."""
        return None if self._comments is None else self._rows[number][self._comments]

    def fill(self, grades: Mapping[int, str], comments: Mapping[int, str]) -> None:
        """Write `grades` and `comments` (HTML) by participant."""
        for number, grade in grades.items():
            self._rows[number].fields[self._grade] = grade
        for number, comment in comments.items():
            if self._comments is not None:
                self._rows[number].fields[self._comments] = quoted(comment) if comment else ""

    def data(self, numbers: Collection[int], *, with_comments: bool) -> bytes:
        """Return the worksheet with the rows of `numbers`; every byte that was not filled in is as it was."""
        return self._worksheet.data(numbers, None if with_comments else self._comments)

    def _why_none(self) -> Advice:
        """Return what is wrong where no column takes points."""
        rows = list(self._rows.values())
        for place in range(1, self._worksheet.width):
            scale = re.split(r"\s{2,}|\n", rows[0][place])
            if len(scale) > 1 and STATUS not in rows[0][place] and len({row[place] for row in rows}) == 1:
                return _say.advice("scale", levels=scale)
        return _say.advice("no_grade_column")

    def _is_grade(self, place: int) -> bool:
        rows = self._rows.values()
        maxima = {_number(row[place + 1]) for row in rows}
        graded = all(row[place] in ("", "-") or _number(row[place]) is not None for row in rows)
        words = all(row[place + 2] and not re.search("[0-9]", row[place + 2]) for row in rows)
        return graded and words and len(maxima) == 1 and bool(maxima.pop())

    def _after_the_dates(self, first: int) -> int | None:
        rows, width = self._rows.values(), self._worksheet.width
        dates = [place for place in range(first, width) if all(_DATE.fullmatch(row[place]) for row in rows)]
        return dates[-1] + 1 if dates and dates[-1] + 1 < width else None


def _number(text: str) -> float | None:
    """Return the number that Moodle wrote, with a point or a comma and perhaps spaces between thousands."""
    plain = re.sub(r"\s", "", text)
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None
