"""How long things are kept is said in plain words, and counted by the calendar."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from widerwindow.content.about.retention import Retention


@pytest.mark.parametrize(
    ("kept", "now", "end"),
    [
        ("10 days", (2026, 3, 5), (2026, 2, 23)),
        ("1 week", (2026, 3, 5), (2026, 2, 26)),
        ("1 month", (2026, 3, 31), (2026, 2, 28)),
        ("18 months", (2026, 3, 31), (2024, 9, 30)),
        ("1 year", (2028, 2, 29), (2027, 2, 28)),
    ],
)
def test_a_time_ends_by_the_calendar(kept: str, now: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert Retention(logs=kept).ends(datetime(*now, tzinfo=UTC)) == {"logs": datetime(*end, tzinfo=UTC)}


@pytest.mark.parametrize("kept", ["0 days", "two years", "2 fortnights", "2years", "2"])
def test_a_time_that_cannot_be_understood_is_refused(kept: str) -> None:
    with pytest.raises(ValidationError):
        Retention(learners=kept)
