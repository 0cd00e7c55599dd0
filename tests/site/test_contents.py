"""What stands around every page stays light, however much an author adds, and makes no other page too heavy."""

import random
import re
from collections.abc import Callable

import pytest
from small_book import Book, write

from widerwindow.content.checks.markup import DIRECTIVES, ROLES
from widerwindow.site.page import budget

MANY = 80
TITLE = "A long title that says what page {} is about, for whom it was written, when, and why it is worth the time"
Build = Callable[[int], dict[str, str]]


@pytest.fixture
def build(book: Book) -> Build:
    """Builds a book whose page `heavy` weighs all that it may, among so many others; returns the contents by page."""
    noise = random.Random(1).randbytes(round(budget.OWN_PART * 0.83)).hex()
    book.settings = {"extensions": ["myst_parser", "widerwindow.site.extension"], "html_theme": "widerwindow"}

    def built(others: int) -> dict[str, str]:
        pages = ["pause", "help", "start-safely/what-is-kept", "heavy", *(f"art/page-{at}" for at in range(others))]
        toctree = "\n".join(pages)
        titles = {f"book/{page}.md": f"# {TITLE.format(page)}\n" for page in pages}
        write(book.folder, titles | {"book/heavy.md": f"# Heavy\n\n{noise}\n", "book/reviews.yml": "reviews: []\n"})
        write(book.folder, {"book/index.md": f"# Home\n\n```{{toctree}}\n{toctree}\n```\n"})
        assert book.build() == ""
        return {page: contents(book.page(page)) for page in [*pages, "index"]}

    return built


def contents(html: str) -> str:
    return html.partition('id="contents"')[2].partition("</nav>")[0]


def test_a_book_that_grows_keeps_its_contents_short_and_a_page_at_its_limit_built(build: Build, book: Book) -> None:
    heavy = book.folder / "out" / "heavy.html"
    expect_all_beside(build(3)["index"], 3)
    before = budget.cost(heavy)
    assert before.own > budget.OWN_PART * 0.95
    expect_those_around_beside(build(MANY)[f"art/page-{MANY // 2}"])
    after = budget.cost(heavy)
    assert (after.own, after.first) == (before.own, before.first)
    assert after.shell < budget.SHELL
    every = book.page("all-pages").partition("<article")[2].partition("</article>")[0]
    assert re.findall(r"art/page-(\d+)\.html", every) == [str(at) for at in range(MANY)]


def expect_all_beside(found: str, pages: int) -> None:
    assert all(f"art/page-{at}.html" in found for at in range(pages))
    assert "all-pages.html" not in found


def expect_those_around_beside(found: str) -> None:
    near = [f"page-{at}.html" for at in (MANY // 2 - 1, MANY // 2 + 1)]
    assert all(page in found for page in near)
    assert "page-1.html" not in found
    assert 'href="../all-pages.html"' in found


def test_every_block_and_role_that_a_page_may_use_is_one_that_the_build_knows(book: Book) -> None:
    text = "".join(f"\n```{{{name}}}\n```\n" for name in sorted(DIRECTIVES))
    text += "".join(f"\n{{{name}}}`x`\n" for name in sorted(ROLES))
    book.settings = {
        "extensions": ["myst_nb", "sphinxcontrib.bibtex", "widerwindow.site.directives.markup"],
        "bibtex_bibfiles": [],
        "source_suffix": {".md": "myst-nb"},  # Sphinx's own list may hold what a build before this one put into it
    }
    told = book.built("index", "book/index.md", f"# Home\n{text}")
    assert re.findall(r"Unknown (?:directive|interpreted).*", told) == []
