"""Who outside the team has reviewed which pages."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from checking import faults

from widerwindow.content.about.reviews import Reviews
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course

ENTRY = "{{pages: {pages}, name: N. Reviewer, role: clinician, reviewed_on: {day}, looked_at: the medical warnings}}"


def reviews(*pages: str, day: date = date(2026, 11, 1)) -> Reviews:
    entries = "".join(f"\n  - {ENTRY.format(pages=page, day=day)}" for page in pages)
    return parse(f"reviews:{entries or ' []'}", Path("reviews.yml"), Reviews)


def test_a_review_is_of_one_page_or_of_a_folder() -> None:
    found = reviews("tea/", "tea/index.md", "teapot/")
    assert [review.pages for review in found.of("tea/index.md")] == ["tea/", "tea/index.md"]
    assert [review.pages for review in found.of("tea/pouring.md")] == ["tea/"]
    assert reviews().of("tea/index.md") == []


def test_a_review_of_no_page_is_told() -> None:
    [fault] = reviews("tea/", "coffee.md").of_nothing(["tea/index.md"])
    assert fault.where == ("reviews", 1, "pages")
    assert "`coffee.md` is no page and no folder of pages" in fault.message


def test_a_review_that_has_not_happened_yet_is_refused() -> None:
    with pytest.raises(ContentError, match="this day is still to come"):
        reviews("tea/", day=date.today() + timedelta(days=1))


def test_a_review_may_be_without_a_name_and_not_without_a_role() -> None:
    text = "reviews: [{pages: tea/, role: a, reviewed_on: 2026-11-01, looked_at: b}]"
    assert parse(text, Path("r.yml"), Reviews).reviews[0].name is None
    with pytest.raises(ContentError, match="`role` is missing"):
        parse(text.replace("role: a, ", ""), Path("r.yml"), Reviews)


def test_the_course_claims_no_review_that_nobody_signed() -> None:
    assert Course(Path(__file__).parents[2]).reviews().reviews == []


def test_a_course_without_the_record_is_told(small: Course) -> None:
    (small.book / "reviews.yml").unlink()
    found = faults(small)
    assert "book/reviews.yml:1: This file is missing. Put it back, or mend the name." in map(str, found)
