"""`book/<module>/claims.yml`: every fact that a module takes from a source, held against the places that say it."""

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from typing_extensions import override

from widerwindow.content.checks.citations import Citations, numbers
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text, repeated_ids
from widerwindow.content.core.source_keys import unknown
from widerwindow.messages import Messages

_say = Messages(__package__)

Place = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$", max_length=120)]
"""A page of the module, as `signs`, or one of its YAML files, as `scenarios/office-phone`."""


class Claim(Part):
    """A fact, the places that say it, and where in which source it stands.

    `confirmed`: read in the source or a faithful copy. `reported`: another reliable source says that it says so, and
    `locator` names that one.
    """

    id: Id
    on: list[Place] = Field(min_length=1)
    claim: Text
    source: Text
    locator: Text
    status: Literal["confirmed", "reported", "unconfirmed"]


class Claims(File):
    """The ledger of one module."""

    claims: list[Claim] = Field(default_factory=list)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("claims",), self.claims))
        for position, claim in enumerate(self.claims):
            if claim.status == "unconfirmed":
                advice = _say.advice("unconfirmed", claim=claim.id, places=claim.on)
                yield Fault(("claims", position, "status"), *advice)

    def unknown_sources(self, known: set[str]) -> Iterator[Fault]:
        """Yield a fault for each source that is not among the `known` keys of book/references.bib."""
        yield from unknown(((("claims", at, "source"), claim.source) for at, claim in enumerate(self.claims)), known)

    def against(self, said: Callable[[str], Citations | None]) -> Iterator[Fault]:
        """Yield a fault for each claim that a place does not bear out; `said` is None where there is no such place."""
        for position, claim in enumerate(self.claims):
            for at, place in enumerate(claim.on):
                where = ("claims", position, "on", at)
                found = said(place)
                if found is None:
                    yield Fault(where, *_say.advice("no_place", place=place))
                    continue
                if claim.source not in found.cited:
                    yield Fault(where, *_say.advice("uncited", place=place, source=claim.source, claim=claim.id))
                for number in sorted(numbers(claim.claim) - found.numbers):
                    yield Fault(where, *_say.advice("other_number", number=number, claim=claim.id, place=place))

    def covers(self, place: str, source: str) -> bool:
        """Return whether there is an entry for what `place` takes from `source`."""
        return any(place in claim.on and claim.source == source for claim in self.claims)
