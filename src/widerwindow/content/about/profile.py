"""`book/course.yml`: what a course is to the engine, which knows nothing of it but what stands there.

Whatever a course has not is written too, as `none`, so that nothing goes missing by a slip.
"""

from collections.abc import Collection, Iterator
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, StringConstraints
from typing_extensions import override

from widerwindow.content.about.organisation import Organisation
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, OrNone, Part, Text, Where
from widerwindow.content.pages.page import covers
from widerwindow.content.pictures.library import Asked
from widerwindow.messages import Messages

_say = Messages(__package__)


def _language(tag: str) -> str:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        raise ValueError(_say("no_language")) from None
    return tag


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise ValueError(_say("no_zone")) from None
    return name


PageName = Annotated[str, StringConstraints(pattern=r"^[\w-]+(/[\w-]+)*$", max_length=120)]
"""A page's path inside the book, without its ending."""


class Pages(Part):
    """The pages that the shell around every page leads to."""

    pause: OrNone[PageName]
    help: OrNone[PageName]
    kept: OrNone[PageName]


class Glossary(Part):
    """The page that explains words, and the pages, or folders with a `/` at the end, on which none is linked to it.

    An entry that begins with the word `everyday` is linked only in the modules that it links to.
    """

    page: PageName
    not_on: OrNone[list[Text]]
    everyday: OrNone[Text]


class ReviewRecord(Part):
    """Where it is written who has reviewed a page, and what a page says that nobody has."""

    file: Literal["book/reviews.yml"]
    nobody: Text


class CourseVariable(Part):
    """Something that scenarios may keep track of; where more is better, a choice that adds to it is a good one.

    `low` and `high` are what its ends mean, where a scenario has no other words for them.
    """

    about: Text
    low: Text
    high: Text
    more_is_better: bool


Need = Literal["exit", "helplines", "pause", "help", "kept"]
"""What a course can require of every copy: two parts of `organisation.yml`, and the pages of the shell."""


class Profile(File):
    """The whole profile."""

    language: Annotated[str, AfterValidator(_language)]
    """A tag of BCP 47, as in `en-GB`."""
    zone: Annotated[str, AfterValidator(_zone)]
    """The zone of a time that names none."""
    licence: OrNone[Text]
    cover: OrNone[Asked]
    """The picture that the first page of the course opens with."""
    pages: Pages
    glossary: OrNone[Glossary]
    synonyms: OrNone[dict[Text, Text]]
    """What somebody may look for, and what the course calls it."""
    themes: OrNone[Literal["book/themes.yml"]]
    language_rules: OrNone[Literal["book/language.yml"]]
    reviews: OrNone[ReviewRecord]
    routes: OrNone[Literal["book/routes.yml"]]
    variables: OrNone[dict[Id, CourseVariable]]
    requires: OrNone[list[Need]]

    @property
    def better(self) -> list[str]:
        """The variables of which more is better."""
        return [name for name, variable in (self.variables or {}).items() if variable.more_is_better]

    @property
    def ends(self) -> dict[str, tuple[str, str]]:
        """What the lowest and the highest value of each variable mean."""
        return {name: (variable.low, variable.high) for name, variable in (self.variables or {}).items()}

    @property
    def locale(self) -> str:
        """The language as gettext writes it, as in `en_GB`."""
        return str(Locale.parse(self.language, sep="-"))

    @override
    def faults(self) -> Iterator[Fault]:
        for name, page in self.pages:
            if page is None:
                yield from self._required(name, ("pages", name))

    def lost_by(self, organisation: Organisation) -> Iterator[Fault]:
        """Yield a fault for each part of `organisation` that the course requires and that is `none`."""
        for name in ("exit", "helplines"):
            if getattr(organisation, name) is None:
                yield from self._required(name, (name,))

    def missing(self, pages: Collection[str]) -> Iterator[Fault]:
        """Yield a fault for each page named here that is not among the book's `pages`."""
        named: dict[Where, str | None] = {("pages", name): page for name, page in self.pages}
        named[("glossary", "page")] = self.glossary.page if self.glossary else None
        for where, page in named.items():
            if page and page not in pages:
                yield Fault(where, *_say.advice("no_page", page=page))
        for position, meant in enumerate((self.glossary and self.glossary.not_on) or []):
            if not any(covers(meant, page) for page in pages):
                yield Fault(("glossary", "not_on", position), *_say.advice("no_pages", pages=meant))

    def _required(self, name: str, where: Where) -> Iterator[Fault]:
        if name in (self.requires or []):
            yield Fault(where, *_say.advice("required", name=name))
