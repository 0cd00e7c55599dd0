"""What an author gets from the blocks that have a shape each, and from what is a click away."""

import re

from small_book import HUES, Book, write

TITLES = {
    "in-danger": "In danger",
    "story": "A story",
    "words-to-say": "Words to say",
    "what-we-know": "What we know",
    "try-it": "Try it",
    "england-only": "England only",
}
HOSTILE = "<script>alert(1)</script> & *<b>*"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <em>&lt;b&gt;</em>"


def told(book: Book, page: str) -> str:
    write(book.folder / "book", HUES)
    return book.built("help", "book/help.md", f"# Help\n\n{page}\n")


def one_of_each(title: str = "") -> str:
    return "\n\n".join(f"```{{{name}}} {title}\nA *blue* day.\n```" for name in TITLES)


def block(name: str, title: str) -> re.Pattern[str]:
    titled = rf'<div class="ww-{name} admonition">\s*<p class="admonition-title">{re.escape(title)}</p>'
    return re.compile(rf"{titled}\s*<p>A <em>blue</em> day.</p>\s*</div>")


def test_each_block_has_the_class_of_its_name_and_a_title_of_its_own(book: Book) -> None:
    page = told(book, one_of_each())
    for name, title in TITLES.items():
        assert block(name, title).search(page), name


def test_each_block_has_the_title_that_it_is_given_instead(book: Book) -> None:
    page = told(book, one_of_each("Tuesday, *twenty* to three"))
    for name, title in TITLES.items():
        assert block(name, "Tuesday, <em>twenty</em> to three").search(page), name
        assert title not in page


def test_html_in_a_title_is_shown_as_it_was_typed(book: Book) -> None:
    page = told(book, f"{one_of_each(HOSTILE)}\n\n```{{more}} {HOSTILE}\nMore.\n```")
    assert page.count(ESCAPED) == len(TITLES) + 1, page
    assert "<script>alert" not in page


def test_what_is_a_click_away_stands_behind_its_heading(book: Book) -> None:
    page = told(book, "```{more} How *blue*\nA *blue* day.\n```")
    opened = re.search(r'<details class="ww-more"><summary>(.*?)</summary>(.*?)</details>', page, re.DOTALL)
    assert opened, page
    assert "How <em>blue</em>" in opened[1]
    assert "<p>A <em>blue</em> day.</p>" in opened[2]


def test_what_comes_after_a_story_stands_open_where_nothing_holds_it_back(book: Book) -> None:
    page = told(book, "```{after-the-story} How *blue*\nA *blue* day.\n```")
    assert re.search(r'<details class="ww-more ww-after-story" open>\s*<summary>', page), page


def test_an_empty_block_is_named_to_its_author_with_its_line(book: Book) -> None:
    page = told(book, "\n\n".join(f"```{{{name}}}\n```" for name in TITLES))
    for place, name in enumerate(TITLES):
        assert re.search(rf"help\.md:{3 + 3 * place}: .*{name}", page), page
