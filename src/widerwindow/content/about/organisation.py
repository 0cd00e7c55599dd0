"""`organisation.yml`: whose copy of the course this is, whom to ask, and where to turn for help."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal, TypedDict

from pydantic import Field, StringConstraints, field_validator
from typing_extensions import override

from widerwindow.content.about.retention import Retention
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, OrNone, Part, Text, Title, repeated_ids
from widerwindow.messages import Messages

_STALE = timedelta(days=180)
_ADDRESS = "https://"

_say = Messages(__package__)


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
        if not address.startswith(_ADDRESS) or " " in address:
            raise ValueError(_say("no_whole_address"))
        return address

    def public(self) -> PublicExit:
        """Return address and label for a widget."""
        return {"address": self.address, "label": self.label}


class Names(Part):
    """Names that say nothing of the course, for the browser's tab and list of pages, and for saved files."""

    title: Text | None = None
    file: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=40)] = "notes"


class Contact(Part):
    """Someone in the organisation whom a learner can ask."""

    name: Text
    role: Text
    how: Text
    safeguarding: bool = False
    """Whether this is whom a trainer tells where an answer worries her."""


class Logo(Part):
    """A picture in the header of every page: a file beside `organisation.yml`, and its words for who sees none."""

    file: Annotated[str, StringConstraints(pattern=r"^[\w-]+\.(svg|png)$", max_length=60)]
    text: Text


class Checked(Part):
    """When a helpline was checked, and when that is due again."""

    id: Id
    checked_on: date
    review_by: date

    def is_stale(self, today: date) -> bool:
        """Return whether it was checked too long ago to be given to anybody on `today`."""
        return today - self.checked_on > _STALE

    def is_due(self, today: date) -> bool:
        """Return whether its review date is past on `today`."""
        return self.review_by < today


class Helpline(Checked):
    """A service to call, text or chat with. Its number stands here and nowhere else."""

    name: Text
    for_whom: Text = Field(alias="for")
    nations: list[Text] = Field(min_length=1)
    channel: Literal["phone", "text", "chat"]
    number: Text
    hours: Text
    cost: Text
    source: Text
    owner: Text


class Organisation(File):
    """One organisation's copy of the course."""

    name: Title
    exit: OrNone[Exit]
    logo: Logo | None = None
    names: Names = Names()
    contacts: list[Contact] = Field(min_length=1)
    helplines: OrNone[Annotated[list[Helpline], Field(min_length=1)]]
    keep: Retention = Retention()

    @property
    def lines(self) -> list[Helpline]:
        """The helplines; an empty list where there are none."""
        return self.helplines or []

    @property
    def nations(self) -> list[str]:
        """The nations that there are helplines for."""
        return sorted({nation for line in self.lines for nation in line.nations})

    @property
    def exit_shown(self) -> Exit | None:
        """Where "Leave this page" leads; None where there is no exit, or it is switched off."""
        return self.exit if self.exit and self.exit.shown else None

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("helplines",), self.lines))
        for position, line in enumerate(self.lines):
            if line.review_by <= line.checked_on:
                yield Fault(("helplines", position, "review_by"), *_say.advice("reviewed_too_early", id=line.id))
            if line.channel == "chat" and not line.number.startswith(_ADDRESS):
                yield Fault(("helplines", position, "number"), *_say.advice("no_chat_address", id=line.id))

    def unchecked(self, today: date) -> Iterator[Fault]:
        """Yield a fault for each helpline that was checked too long ago to be given to anybody on `today`."""
        for position, line in enumerate(self.lines):
            if line.is_stale(today):
                advice = _say.advice("unchecked", id=line.id, day=line.checked_on)
                yield Fault(("helplines", position, "checked_on"), *advice)

    def expired(self, today: date) -> Iterator[Fault]:
        """Yield a fault for each helpline whose review date is past on `today`."""
        for position, line in enumerate(self.lines):
            if line.is_due(today):
                advice = _say.advice("expired", id=line.id, day=line.review_by)
                yield Fault(("helplines", position, "review_by"), *advice)
