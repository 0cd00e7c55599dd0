"""What is found, and how much it weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from widerwindow.messages import Advice


class Weight(Enum):
    """How much a finding weighs."""

    WRONG = auto()
    FIXED = auto()
    """It would be wrong, but the kind of server cannot be told otherwise."""
    TOLD = auto()


@dataclass(frozen=True)
class Finding:
    """One thing that is found, what to do about it, and at which addresses it was seen."""

    weight: Weight
    advice: Advice
    seen_at: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """What is found on the site whose first page is at `address`, among so many `files`; in a classroom are none."""

    address: str
    files: int | None
    findings: list[Finding]

    def weighing(self, weight: Weight) -> list[Finding]:
        """Return the findings of one weight."""
        return [finding for finding in self.findings if finding.weight == weight]
