"""`organisation.yml`: whose copy of the course this is, whom to ask, and where to turn for help."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal, TypedDict

from pydantic import Field, StringConstraints, field_validator
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text, repeated_ids

_STALE = timedelta(days=180)
_CHECK_AGAIN = "Check number, hours and cost, then write today's date in `checked_on` and a new `review_by`."


class PublicExit(TypedDict):
    """Where a widget in a notebook leads away to."""

    address: str
    label: str


class Exit(Part):
    """Where "Leave this page" leads: a neutral page that many people open."""

    address: Text
    label: Text
    shown: bool = True

    @field_validator("address")
    @classmethod
    def _whole_address(cls, address: str) -> str:
        if not address.startswith("https://"):
            raise ValueError("the address must start with https://")
        return address

    def public(self) -> PublicExit | None:
        """Return address and label for a widget, or None where the exit is switched off."""
        return {"address": self.address, "label": self.label} if self.shown else None


class Names(Part):
    """Names that say nothing of the course, for the browser's tab and list of pages, and for saved files."""

    title: Text | None = None
    file: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=40)] = "notes"


class Contact(Part):
    """Someone in the organisation whom a learner can ask."""

    name: Text
    role: Text
    how: Text


class Helpline(Part):
    """A service to call, text or chat with. Its number stands here and nowhere else."""

    id: Id
    name: Text
    for_whom: Text = Field(alias="for")
    nations: list[Text] = Field(min_length=1)
    channel: Literal["phone", "text", "chat"]
    number: Text
    hours: Text
    cost: Text
    source: Text
    checked_on: date
    review_by: date
    owner: Text


class Organisation(File):
    """One organisation's copy of the course."""

    name: Text
    exit: Exit
    names: Names = Names()
    contacts: list[Contact] = Field(min_length=1)
    helplines: list[Helpline] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("helplines",), self.helplines))
        for position, line in enumerate(self.helplines):
            if line.review_by <= line.checked_on:
                wrong = f"`{line.id}` is to be reviewed before it was checked."
                yield Fault(("helplines", position, "review_by"), wrong, "Write a date after `checked_on`.")

    def unchecked(self, today: date) -> Iterator[Fault]:
        """Yield a fault for each helpline that was checked too long ago to be given to anybody on `today`."""
        for position, line in enumerate(self.helplines):
            if today - line.checked_on > _STALE:
                last = f"{line.checked_on:%d %B %Y}"
                wrong = f"The helpline `{line.id}` was last checked on {last}: too long ago to publish."
                yield Fault(("helplines", position, "checked_on"), wrong, _CHECK_AGAIN)

    def expired(self, today: date) -> Iterator[Fault]:
        """Yield a fault for each helpline whose review date is past on `today`."""
        for position, line in enumerate(self.helplines):
            if line.review_by < today:
                wrong = f"The helpline `{line.id}` was to be checked again by {line.review_by:%d %B %Y}."
                yield Fault(("helplines", position, "review_by"), wrong, _CHECK_AGAIN)
