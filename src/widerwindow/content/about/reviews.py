"""`book/reviews.yml`: who outside the team has looked at which pages, and when. It holds only what someone signed."""

from collections.abc import Iterable, Iterator
from datetime import date

from pydantic import field_validator

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Text
from widerwindow.content.pages.page_scope import PagesMeant, idle
from widerwindow.messages import Messages

_say = Messages(__package__)


class Review(PagesMeant):
    """One person's review of a page or, with a `/` at the end, of all those in a folder.

    The `name` is there only if the reviewer chose to have it shown.
    """

    name: Text | None = None
    role: Text
    reviewed_on: date
    looked_at: Text

    @field_validator("reviewed_on")
    @classmethod
    def _has_happened(cls, day: date) -> date:
        if day > date.today():
            raise ValueError(_say("to_come"))
        return day


class Reviews(File):
    """All reviews, in the order in which they were signed."""

    reviews: list[Review]

    def of(self, page: str) -> list[Review]:
        """Return the reviews of `page`, its path inside the book."""
        return [review for review in self.reviews if review.covers(page)]

    def of_nothing(self, pages: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each review that covers none of the book's `pages`."""
        yield from idle(self.reviews, ("reviews",), pages)
