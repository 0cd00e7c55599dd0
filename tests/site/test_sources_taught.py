"""The table of sources of one kind, with the pages that teach from each."""

import re
from pathlib import Path

import pytest
from small_book import Book, write

ROOT = Path(__file__).parents[2]
FILES = {
    "_toc.yml": "format: jb-book\nroot: index\nchapters: [{file: tea/index}, {file: tea/cup}, {file: tea/pot}]\n",
    "book/index.md": "# Home\n\n```{toctree}\ntea/index\ntea/cup\ntea/pot\n```\n\n```{sources-taught} post\n```\n",
    "book/tea/index.md": "# Tea\n",
    "book/tea/cup.md": "# The cup\n",
    "book/tea/pot.md": "# The pot\n",
    "book/references.bib": """\
@misc{leaf1999, title = {A leaf of {TEA}}, keywords = {post}}
@misc{book1999, title = {A book}}
""",
    "book/tea/claims.yml": """\
claims:
  - {id: hot, on: [pot, scenarios/boil, cup], claim: It is hot, source: leaf1999, locator: page 1, status: confirmed}
""",
}


def test_each_source_of_the_kind_stands_with_the_pages_that_teach_from_it(book: Book) -> None:
    write(book.folder, FILES)
    assert book.build() == ""
    cells = re.findall(r"<td>(.*?)</td>", book.page("index"), re.DOTALL)
    told = [re.findall(r">([^<>\n]+)<", cell) for cell in cells]
    assert told == [["A leaf of TEA"], ["The cup", "The pot"]]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [("source: leaf1999", "source: book1999", "leaf1999"), ("keywords = {post}", "year = {1999}", "there is none")],
)
def test_a_source_that_no_page_teaches_from_is_told(book: Book, old: str, new: str, named: str) -> None:
    write(book.folder, {name: text.replace(old, new) for name, text in FILES.items()})
    assert f"Not so: {named}." in book.build()


def test_the_page_for_trainers_counts_the_posts_that_the_references_mark() -> None:
    said = re.search(r"wrote (\d+) posts", (ROOT / "book/trainers-sources.md").read_text(encoding="utf-8"))
    marked = (ROOT / "book/references.bib").read_text(encoding="utf-8").count("keywords = {post}")
    assert said
    assert int(said[1]) == marked
