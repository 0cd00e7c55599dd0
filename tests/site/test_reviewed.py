"""The line at the foot of a module's pages that says who has reviewed them."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from small_book import Book, write

PAGES = ("index", "pause", "help", "start-safely/what-is-kept", "tea/index", "tea/pouring")
NOBODY = "Nobody outside the team has reviewed this page yet."
REVIEW = (
    "{{pages: {pages}, name: {name}, role: clinician, reviewed_on: 2026-11-03, looked_at: the <b>medical</b> warnings}}"
)
Lines = Callable[..., dict[str, str]]


@pytest.fixture
def lines(book: Book) -> Lines:
    """Builds a small book with the reviews given, and returns the line of each page."""
    write(book.folder, {f"book/{page}.md": f"# {page}\n\nHello.\n" for page in PAGES})
    toctree = "\n".join(PAGES[1:])
    write(book.folder, {"book/index.md": f"# Home\n\n```{{toctree}}\n{toctree}\n```\n"})
    extensions = ["myst_parser", "widerwindow.site.extension"]
    book.settings = {"extensions": extensions, "html_theme": "widerwindow", "html_permalinks": False}

    def build(*reviews: str) -> dict[str, str]:
        entries = "".join(f"\n  - {review}" for review in reviews) or " []"
        write(book.folder, {"book/reviews.yml": f"reviews:{entries}\n"})
        assert book.build() == ""
        return {page: line(book.page(page)) for page in PAGES}

    return build


def line(html: str) -> str:
    found = re.findall(r'<span class="ww-review">([^<]*)</span>', html.partition("<footer")[2])
    return " ".join(unescape(" ".join(found)).split())


def test_each_page_of_a_module_says_that_nobody_has_reviewed_it_and_other_pages_say_nothing(lines: Lines) -> None:
    found = lines()
    assert found["tea/index"] == found["tea/pouring"] == NOBODY
    assert {found[page] for page in PAGES if not page.startswith("tea/")} == {""}


def test_a_page_says_who_has_reviewed_it_as_soon_as_the_record_does(lines: Lines) -> None:
    assert lines()["tea/index"] == NOBODY
    nameless = REVIEW.format(pages="tea/pouring.md", name="").replace("name: , ", "")
    named = [REVIEW.format(pages="tea/", name="N. One"), REVIEW.format(pages="tea/index.md", name="N. Two")]
    found = lines(*named, nameless)
    one, two = (f"{name}, clinician, reviewed this page on 3 November 2026:" for name in ("N. One", "N. Two"))
    looked_at = "the <b>medical</b> warnings."
    by_role = f"Reviewed from outside on 3 November 2026, by: clinician. Looked at: {looked_at}"
    assert found["tea/pouring"] == f"{one} {looked_at} {by_role}"
    assert found["tea/index"] == f"{one} {looked_at} {two} {looked_at}"
