"""The definitions of a comparison on one matrix: what each counts, and whether somebody has enough of it."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypedDict

from widerwindow.content.activities.comparison import Comparison, Definition
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text, Where
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicArea(TypedDict):
    """A part of life, which a definition may count."""

    id: str
    title: str


class PublicColumn(TypedDict):
    """A definition as the widget has it: it asks for `at_least` so many of the areas whose ids it `counts`."""

    id: str
    title: str
    owner: str
    date: str
    counts: list[str]
    at_least: int


class PublicMatrix(TypedDict):
    """The matrix as the widget has it: `who` has the areas whose ids are in `has`, to begin with."""

    type: Literal["matrix"]
    who: str
    has: list[str]
    areas: list[PublicArea]
    definitions: list[PublicColumn]


class Matrix(Part):
    """The areas and definitions of the comparison with this id, and somebody who has some of the areas."""

    type: Literal["matrix"]
    comparison: Id
    who: Text
    has: list[Id]

    def faults(self, _where: Where) -> Iterator[Fault]:
        """Yield nothing: what can be wrong lies between this file and another."""
        yield from ()

    def against(self, where: Where, comparisons: Mapping[str, Comparison]) -> Iterator[Fault]:
        """Yield a fault where it names no comparison, or an area that its comparison has not."""
        if self.comparison not in comparisons:
            advice = _say.advice("no_comparison", comparison=self.comparison, known=list(comparisons) or [_say("none")])
            yield Fault((*where, "comparison"), *advice)
            return
        known = [area.id for area in comparisons[self.comparison].areas]
        for position, area in enumerate(self.has):
            if area not in known:
                yield Fault((*where, "has", position), *_say.advice("no_area", area=area, known=known))

    def public(self, comparison: Comparison) -> PublicMatrix:
        """Return the matrix for its widget."""
        return {
            "type": self.type,
            "who": self.who,
            "has": self.has,
            "areas": [{"id": area.id, "title": area.title} for area in comparison.areas],
            "definitions": [_column(definition) for definition in comparison.definitions],
        }


def _column(definition: Definition) -> PublicColumn:
    return {
        "id": definition.id,
        "title": definition.title,
        "owner": definition.owner,
        "date": definition.date,
        "counts": definition.counts,
        "at_least": definition.at_least,
    }
