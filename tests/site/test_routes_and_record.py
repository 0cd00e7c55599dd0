"""The page of the routes and the sheet of what is completed: made of the modules, and made again with them."""

import json
import re
from collections.abc import Callable

import pytest
from small_book import Book, write

from profiles import profile

ROUTES = "routes: [{id: short, title: Short, text: For <b>today</b>., modules: [tea, cake]}]\n"
MODULE = (
    "id: {0}\ntitle: About {0}\nabout: All of {0}\nminutes: {1}\n"
    "outcomes: {{eat: {{text: Have {0}, taught: [index], practised: [a]}}}}\n"
)
FILES = {
    "book/course.yml": profile(routes="book/routes.yml"),
    "_toc.yml": "root: index\nchapters: [{file: tea/index}, {file: cake/index}]\n",
    "book/index.md": "# Home\n\n```{toctree}\ntea/index\ncake/index\nroutes\nrecord\n```\n",
    "book/routes.md": "# Routes\n\n```{routes}\n```\n",
    "book/record.md": "# Record\n\n```{record}\n```\n",
    "book/routes.yml": ROUTES,
    "book/tea/index.md": "# Tea\n",
    "book/tea/module.yml": MODULE.format("tea", 50),
    "book/cake/index.md": "# Cake\n",
    "book/cake/module.yml": MODULE.format("cake", 75),
}
Built = Callable[..., str]


@pytest.fixture
def built(book: Book) -> Built:
    write(book.folder, FILES)
    return book.built


def test_a_route_shows_its_modules_with_their_minutes_and_has_room_for_its_button(built: Built) -> None:
    html = built("routes")
    assert "<p>For &lt;b&gt;today&lt;/b&gt;.</p>" in html
    assert "<p>2 modules, about 125 minutes in all.</p>" in html
    assert '<div class="ww-my-way" data-ww-way="short"></div>' in html
    steps = re.findall(
        r'<li><p><a class="reference internal" href="([^"]+)"><span class="doc">(.+?)</span></a>(.+?)</p>', html
    )
    assert steps == [
        ("tea/index.html", "About tea", ", 50 minutes"),
        ("cake/index.html", "About cake", ", 75 minutes"),
    ]


def test_the_routes_are_made_again_when_a_module_or_a_route_changes(built: Built) -> None:
    built("routes")
    assert "about 100 minutes" in built("routes", "book/cake/module.yml", MODULE.format("cake", 50))
    assert "<p>For later.</p>" in built("routes", "book/routes.yml", ROUTES.replace("For <b>today</b>", "For later"))


def test_the_record_has_a_section_for_each_module_in_the_order_of_the_contents(built: Built) -> None:
    html = built("record")
    [data] = re.findall(r'<script type="application/json">(.+?)</script>', html)
    content = json.loads(data)["content"]
    titles = [section["title"] for section in content["sections"]]
    assert titles[:2] == ["About tea: about 50 minutes", "About cake: about 75 minutes"]
    assert [field["id"] for section in content["sections"] for field in section["fields"]] == [
        "tea-done",
        "cake-done",
        "code",
        "signature",
        "day",
    ]
    assert "<li>Have tea</li>" in html
    assert "about 125 minutes, or 2 hours" in html


def test_the_record_is_made_again_when_a_module_changes(built: Built) -> None:
    built("record")
    assert "About cake: about 20 minutes" in built("record", "book/cake/module.yml", MODULE.format("cake", 20))


@pytest.mark.parametrize(
    ("page", "name", "text", "expected"),
    [
        ("routes", "book/routes.yml", "routes: []\n", "`routes` has too few entries."),
        ("routes", "book/tea/module.yml", "id: tea\n", "`title` is missing."),
        ("record", "book/tea/module.yml", "id: tea\n", "`title` is missing."),
    ],
)
def test_what_cannot_be_shown_is_told_in_plain_words(
    built: Built, page: str, name: str, text: str, expected: str
) -> None:
    told = built(page, name, text)
    assert expected in told
    assert "Traceback" not in told
