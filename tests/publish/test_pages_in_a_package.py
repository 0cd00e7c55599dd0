"""The pages of a package, made of a small built site: what is in it, where its links lead, and what is refused."""

import json
from pathlib import Path

import pytest

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.publish.packages.names import refused
from widerwindow.publish.packages.pages import pages_of
from widerwindow.publish.parts import Part, of_modules

COURSE = Course(Path(__file__).parents[2])
FIRST = "start-safely/leaving-fast.html"


@pytest.fixture
def part() -> Part:
    return of_modules(COURSE, ["start-safely"])[0]


@pytest.fixture
def site(tmp_path: Path, part: Part) -> Path:
    """A site with every page of one module, those of the shell, some others, and what they use."""
    others = ["index", "help", "pause", "glossary", "search", "routes", "references", "grounding/index"]
    for name in (*part.pages, *others):
        write(tmp_path, f"{name}.html", "<p>Nothing more.</p>")
    write(tmp_path, "routes.html", '<div data-ww-way="start"></div>')
    (tmp_path / "_static").mkdir()
    for name in ("ww-shell.js", "ww-shell.css", "ww-left.html"):
        (tmp_path / "_static" / name).write_text("old", encoding="utf-8")
    return tmp_path


def write(site: Path, name: str, main: str) -> None:
    file, up = site / name, "../" * name.count("/")
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        f'<html><head><link href="{up}_static/ww-shell.css"><script src="{up}_static/ww-shell.js"></script></head>'
        f'<body><a class="ww-home" href="{up}index.html">Home</a><main id="main"><h1>{name}</h1>{main}</main>'
        f'<nav><p class="caption"><span>Modules</span></p>\n<ul>\n'
        f'<li class="toctree-l1"><a class="reference" href="{up}grounding/index.html">Grounding</a></li>\n</ul>\n'
        f'<p class="caption"><span>All</span></p>\n<ul>\n'
        f'<li class="toctree-l1"><a class="reference" href="{up}help.html">Help</a></li>\n</ul>\n</nav>'
        "<p>Nothing is sent to anyone.</p></body></html>",
        encoding="utf-8",
    )


def made(site: Path, part: Part) -> dict[str, str]:
    return {name: content.decode() for name, content in pages_of(COURSE, site, part).items()}


def test_in_it_are_the_modules_pages_those_of_the_shell_and_what_its_own_pages_lead_to(site: Path, part: Part) -> None:
    write(site, FIRST, '<a href="../references.html">Sources</a><a href="../routes.html">Ways</a>')
    pages = {name for name in made(site, part) if name.endswith(".html") and not name.startswith("_static")}
    assert pages == {f"{page}.html" for page in part.pages} | {
        "help.html",
        "pause.html",
        "glossary.html",
        "search.html",
        "references.html",
    }


def test_a_link_leads_inside_or_is_text_and_one_to_another_site_opens_a_tab(site: Path, part: Part) -> None:
    write(
        site,
        FIRST,
        '<a class="x" href="../grounding/index.html#top"><b>Grounding</b></a> <a href="#main">Up</a>'
        '<a href="https://example.org">Out</a> <a href="tel:111">Call</a> <a href="index.html">First</a>'
        '<a href="https://example.org" target="_top" data-ww-exit>Leave</a>'
        '<nav class="ww-steps"><a rel="next" href="../grounding/index.html">Next</a></nav>',
    )
    page = made(site, part)[FIRST]
    assert "<span><b>Grounding</b></span>" in page
    assert '<a href="https://example.org" target="_blank" rel="noreferrer noopener">Out</a>' in page
    assert '<a href="https://example.org" target="_top" data-ww-exit>Leave</a>' in page
    assert '<a href="#main">Up</a>' in page
    assert '<a href="tel:111">Call</a>' in page
    assert '<nav class="ww-steps"></nav>' in page
    assert '<a class="ww-home" href="../start-safely/index.html">' in page
    assert "Modules" not in page
    assert page.count("caption") == 1


def test_links_in_what_a_widget_says_are_mended_too(site: Path, part: Part) -> None:
    told = {
        "text": '<p>See <a href="../grounding/index.html">there</a> & <a href="../help.html">help</a>.</p>',
        "at": [1],
    }
    data = json.dumps(told).replace("<", "\\u003c")
    write(site, FIRST, f'<script type="application/json">{data}</script>')
    page = made(site, part)[FIRST]
    text = page.partition('json">')[2].partition("</script>")[0]
    assert "<" not in text
    assert json.loads(text) == {"text": '<p>See <span>there</span> & <a href="../help.html">help</a>.</p>', "at": [1]}


def test_what_is_said_of_memory_is_what_holds_on_a_platform(site: Path, part: Part) -> None:
    files = made(site, part)
    assert "Nothing is sent to anyone." not in files[FIRST]
    assert "never your own words" in files[FIRST]
    assert "On this learning platform" in files["_static/ww-shell.js"]
    assert "On this device" not in files["_static/ww-shell.js"]
    assert "localStorage" not in files["_static/ww-shell.js"]


def test_pages_without_a_player_offer_no_platform(site: Path, part: Part) -> None:
    shell = pages_of(COURSE, site, part, has_player=False)["_static/ww-shell.js"].decode()
    assert 'value=\\"tab\\"' in shell
    assert 'value=\\"lasting\\"' not in shell


def test_a_link_that_would_lead_nowhere_is_told_and_nothing_is_made(site: Path, part: Part) -> None:
    write(site, FIRST, '<img src="../_images/gone.svg" alt=""><a href="../help.html#no-such-place">Help</a>')
    with pytest.raises(ContentError) as told:
        made(site, part)
    assert [problem.message for problem in told.value.problems] == [
        f"A link would lead to nothing in the package: {FIRST}: ../_images/gone.svg.",
        f"A link would lead to nothing in the package: {FIRST}: ../help.html#no-such-place.",
    ]


def test_a_name_that_platforms_refuse_is_told(site: Path, part: Part) -> None:
    (site / "_images").mkdir()
    (site / "_images" / "süß.svg").write_text("<svg/>", encoding="utf-8")
    write(site, FIRST, '<img src="../_images/süß.svg" alt="">')
    with pytest.raises(ContentError, match="refuse the name"):
        made(site, part)


@pytest.mark.parametrize("name", ["a b.svg", "é.html", "a//b", "../a", ".hidden", "a/" + "b" * 200, "con?.html", ""])
def test_names_are_plain(name: str) -> None:
    assert refused(name)


def test_the_names_of_a_site_are_taken() -> None:
    assert not any(
        map(refused, ["pages/_static/ww-shell.js", "pages/who-gets-in/the-first-call.html", "imsmanifest.xml"])
    )
