"""A chart on a page: a table with bars that can be read without colours, and without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from widerwindow.frontend.palette import with_palette
from widerwindow.site.page.shell import STYLE
from widerwindow.widgets import Chart, bundle

Check = Callable[[Page], None]
Open = Callable[..., Page]
PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A page</title>
<link rel="stylesheet" href="shell.css">
<link rel="stylesheet" href="chart.css">
</head>
<body><div class="ww-columns"><main><article><h1>A page</h1>{chart}</article></main></div></body>
</html>
"""
BARS = """() => [...document.querySelectorAll(".ww-part")].map((part) => {
  const whole = part.parentElement.querySelector(".ww-whole").getBoundingClientRect();
  return Math.round(100 * part.getBoundingClientRect().width / whole.width);
})"""
COLOURS = """() => {
  const of = (name, part) => getComputedStyle(document.querySelector(name))[part];
  return [of(".ww-part", "fill"), of(".ww-whole", "stroke"), of("body", "backgroundColor")];
}"""


@pytest.fixture
def open_chart(
    new_visit: Callable[..., BrowserContext], tiny_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    monkeypatch.chdir(tiny_course / "book" / "tea")
    (tmp_path / "page.html").write_text(PAGE.format(chart=Chart("tea-numbers")._repr_html_()), encoding="utf-8")
    (tmp_path / "shell.css").write_text(with_palette(STYLE.read_text(encoding="utf-8")), encoding="utf-8")
    (tmp_path / "chart.css").write_text(bundle.style("chart"), encoding="utf-8")
    said: list[str] = []

    def go(**options: Any) -> Page:  # noqa: ANN401 - whatever Playwright takes
        page = new_visit(**options).new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield go
    assert said == []


@pytest.mark.parametrize("width", [320, 1280])
def test_its_bars_are_as_long_as_its_numbers_say(open_chart: Open, width: int) -> None:
    page = open_chart(viewport={"width": width, "height": 740}, java_script_enabled=True)
    assert page.evaluate(BARS) == [63, 93, 0]
    assert page.locator(".ww-whole").first.bounding_box()["width"] > width / 5  # type: ignore[index]


def test_a_screen_reader_meets_a_table_of_numbers(open_chart: Open) -> None:
    tree = open_chart().locator(".ww-chart").aria_snapshot()
    for part in (
        '- table "Who had a <cup>"',
        '- columnheader "What was counted"',
        '- rowheader "Guests & friends"',
        '- cell "93%, 25 of 27"',
        "Counted in",
    ):
        assert part in tree
    assert "img" not in tree


@pytest.mark.parametrize("media", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_bar_and_outline_stand_out_in_every_scheme(
    open_chart: Open, assert_no_barriers: Check, media: dict[str, str]
) -> None:
    page = open_chart(**media)
    part, whole, paper = page.evaluate(COLOURS)
    assert part == whole
    assert contrast(part, paper) >= 3
    assert_no_barriers(page)


def test_it_is_on_paper_in_black(open_chart: Open) -> None:
    page = open_chart(color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".ww-chart svg").first).to_be_visible()
    assert page.evaluate(COLOURS)[:2] == ["rgb(0, 0, 0)", "rgb(0, 0, 0)"]


def test_large_letters_leave_it_whole(open_chart: Open) -> None:
    page = open_chart(viewport={"width": 640, "height": 800})
    page.evaluate(
        """() => {
          const style = new CSSStyleSheet();
          style.replaceSync("html { font-size: 200% !important; }");
          document.adoptedStyleSheets.push(style);
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as the browser writes them, as WCAG has it."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
