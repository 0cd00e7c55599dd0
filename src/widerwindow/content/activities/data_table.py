"""Numbers from one source, which charts draw and pages quote, so that the two cannot drift apart."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Annotated

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core import source_keys
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Named, Part, Text, repeated_ids
from widerwindow.messages import Messages

_say = Messages(__package__)


class DataRow(Part):
    """One number: a `percent`, or a `count` out of `of`, from which the percent is computed."""

    id: Id
    label: Text
    percent: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(ge=1)] | None = None

    @property
    def percent_shown(self) -> int:
        """The percent as people read it: a whole number, half rounded up."""
        share = Fraction(100 * (self.count or 0), self.of) if self.of else Fraction(self.percent or 0)
        return floor(share + Fraction(1, 2))

    def numbers(self) -> dict[str, str]:
        """Return the row's numbers as a page prints them, each by the name that it is quoted by."""
        percent = {self.id: f"{self.percent_shown}%"}
        return percent | {f"{self.id}:of": _say("count_of", count=self.count, of=self.of)} if self.of else percent


class Data(Named):
    """A table of numbers from one `source`; `about` says who was counted, and what the numbers do not say."""

    source: Text
    about: Text
    rows: list[DataRow] = Field(min_length=1)

    def numbers(self) -> dict[str, str]:
        """Return all the numbers as a page prints them, each by the name that it is quoted by."""
        return {f"{self.id}:{name}": text for row in self.rows for name, text in row.numbers().items()}

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("rows",), self.rows))
        for position, row in enumerate(self.rows):
            counted = (row.count is not None, row.of is not None)
            if any(counted) is not all(counted) or all(counted) is (row.percent is not None):
                yield Fault(("rows", position), *_say.advice("percent_or_count", row=row.id))
            elif row.count and row.of and row.count > row.of:
                advice = _say.advice("count_too_large", row=row.id, count=row.count, of=row.of)
                yield Fault(("rows", position, "count"), *advice)

    def unknown_sources(self, known: set[str]) -> Iterator[Fault]:
        """Yield a fault where the source is not among the keys `known`."""
        yield from source_keys.unknown([(("source",), self.source)], known)
