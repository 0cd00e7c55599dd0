"""A figure to take hold of: points on a scale, cards for groups, or switches on a matrix. Nothing in it is marked."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, TypedDict

from pydantic import Field
from typing_extensions import override

from widerwindow.content.activities.comparison import Comparison
from widerwindow.content.activities.figure.cards import Cards, PublicCards
from widerwindow.content.activities.figure.matrix import Matrix, PublicMatrix
from widerwindow.content.activities.figure.scale import PublicScale, Scale
from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named, Text


class PublicFigure(TypedDict):
    """A figure as its widget has it, its texts as HTML."""

    id: str
    title: str
    intro: str
    form: PublicScale | PublicCards | PublicMatrix
    closing: str


class Figure(Named):
    """A drawing that a learner changes by hand. The `closing` is what it shows, for who has tried it."""

    intro: Text
    form: Annotated[Scale | Cards | Matrix, Field(discriminator="type")]
    closing: Text

    @override
    def faults(self) -> Iterator[Fault]:
        yield from self.form.faults(("form",))

    def against(self, comparisons: Mapping[str, Comparison]) -> Iterator[Fault]:
        """Yield what is wrong in a matrix beside the course's `comparisons`, by their ids."""
        if isinstance(self.form, Matrix):
            yield from self.form.against(("form",), comparisons)

    def public(self, find: Callable[[str], Comparison]) -> PublicFigure:
        """Return the figure for its widget, its Markdown as HTML; `find` reads a comparison by its id."""
        form = self.form
        return {
            "id": self.id,
            "title": self.title,
            "intro": to_html(self.intro),
            "form": form.public(find(form.comparison)) if isinstance(form, Matrix) else form.public(),
            "closing": to_html(self.closing),
        }
