"""Figures can be read without telling colours apart, and in words.

Chromium itself simulates how people see: grey alone, and the three kinds of colour blindness after Machado, Oliveira
and Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency".
"""

import base64
import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from walking import pass_note

SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
FORCED: list[Literal["none", "active"]] = ["none", "active"]
MAP = "window-of-tolerance/the-map.html"
VISIONS = "none", "achromatopsia", "deuteranopia", "protanopia", "tritanopia"
# Places in the figure, as shares of it: x, y, width, height.
BANDS = {"above": (0.6, 0.05, 0.2, 0.2), "inside": (0.3, 0.37, 0.3, 0.06), "below": (0.5, 0.75, 0.2, 0.2)}
READ = """async ([picture, places]) => {
  const image = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0))]));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  const linear = (part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const { width: across, height: down } = image;
  return Object.fromEntries(Object.entries(places).map(([name, [x, y, width, height]]) => {
    const { data } = paper.getImageData(x * across, y * down, width * across, height * down);
    const light = [];
    for (let at = 0; at < data.length; at += 4) {
      light.push(0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]));
    }
    return [name, light.sort((one, other) => one - other)];
  }));
}"""


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, as WCAG has it."""
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def luminances(page: Page, vision: str) -> dict[str, list[float]]:
    """The sorted luminances of the pixels in each place, as somebody with this vision sees them."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": vision})
    picture = base64.b64encode(page.locator(".ww-live .ww-plot").screenshot()).decode()
    places = BANDS | {"line": (0.3, 0.46, 0.2, 0.08)}
    found: dict[str, list[float]] = page.evaluate(READ, [picture, places])
    return found


NOT_SAID = """(figure) => {
  const words = (text) => text.toLowerCase().match(/[\\p{L}\\d]+/gu) ?? [];
  const drawing = figure.querySelector("svg");
  if (!drawing.querySelector(".box, .full, .ring")) { return []; }
  const section = figure.closest("section").cloneNode(true);
  for (const part of section.querySelectorAll("figure, section")) { part.remove(); }
  for (const part of section.querySelectorAll("th, td, td *")) { part.append(" "); }
  if (!section.querySelector("table, ol, ul")) { return ["a table or a list"]; }
  const said = new Set(words([section, figure.querySelector("figcaption")].map((part) => part.textContent)
    .concat(drawing.getAttribute("aria-label")).join(" ")));
  const drawn = [...drawing.querySelectorAll("text")].flatMap((text) => words(text.textContent));
  return drawn.filter((word) => !said.has(word));
}"""
"""What a diagram lacks: a table or a list in its section, or a word that neither that nor its name or caption says."""

WORDS = """(drawing) => {
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  const { width, height } = drawing.viewBox.baseVal;
  return [...drawing.querySelectorAll("text")].filter((text) => {
    const box = text.getBBox();
    const out = box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height;
    return out || parseFloat(getComputedStyle(text).fontSize) * scale < 14;
  }).map((text) => text.textContent);
}"""
"""The words of a drawing that are smaller than 14 pixels on the screen, or that do not fit into the drawing."""

LOST = """(drawing) => {
  const linear = (part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = (colour) => {
    const [red, green, blue] = colour.match(/\\d+/g).map(Number);
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const paper = getComputedStyle(document.body).backgroundColor;
  const of = (shape) => getComputedStyle(shape);
  const pairs = [
    [".box:not(.flat)", (shape) => contrast(of(shape).stroke, of(shape).fill), 3],
    [".full, .way, .ring, .hatch, .dots", (shape) => contrast(of(shape).stroke, paper), 2.5],
    [".over", (word) => contrast(of(word).fill, of(drawing.querySelector(".full")).fill), 4.5],
    [".hollow", (shape) => contrast(of(shape).stroke, of(drawing.querySelector(".ring, .way")).stroke), 3],
    ["text:not(.over, .on)", (word) => contrast(of(word).fill, paper), 4.5],
  ];
  return pairs.flatMap(([which, seen, least]) =>
    [...drawing.querySelectorAll(which)].filter((part) => seen(part) < least).map((part) => part.outerHTML));
}"""
"""The shapes and words of a drawing that can hardly be told from what is under or beside them."""


def with_figures(site: Path) -> Iterator[str]:
    """Yield the name of each page that has a figure."""
    for file in sorted(site.rglob("*.html")):
        if "<figure" in file.read_text(encoding="utf-8"):
            yield file.relative_to(site).as_posix()


def assert_has_words(figure: Locator) -> None:
    expect(figure.get_by_role("img")).to_have_accessible_name(re.compile(r"\w+(?:\W+\w+){15,}"))
    expect(figure.locator("figcaption")).not_to_be_empty()


def assert_seen_in_any_colours(page: Page, drawings: Locator) -> None:
    for contrast, scheme, forced in product(["", "high"], SCHEMES, FORCED):
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        page.evaluate("(contrast) => { document.documentElement.dataset.wwContrast = contrast; }", contrast)
        assert drawings.evaluate_all(of_each(LOST)) == [], (page.url, contrast, scheme, forced)


def of_each(function: str) -> str:
    return f"(all) => all.flatMap((each) => ({function})(each))"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bands_and_the_line_differ_for_every_kind_of_sight(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(MAP, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    for vision in VISIONS:
        seen = luminances(page, vision)
        spread = {name: contrast(light[0], light[-1]) for name, light in seen.items()}
        assert spread["above"] >= 1.5, f"{vision}: the diagonal lines are lost"
        assert spread["below"] >= 1.5, f"{vision}: the dots are lost"
        assert spread["inside"] <= 1.05, f"{vision}: the middle band is plain"
        assert spread["line"] >= 3, f"{vision}: the line cannot be told from its band"


@pytest.mark.thorough
def test_every_figure_has_words_that_fit_on_a_phone_and_nothing_in_it_is_lost_in_any_colours(
    visit: BrowserContext, built: Path, address: str
) -> None:
    page = visit.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    seen = 0
    for name in with_figures(built / "_build" / "html"):
        page.goto(f"{address}{name}")
        pass_note(page)
        expect(page.locator("main img:not(figure.ww-gallery img)")).to_have_count(0)
        figures = page.locator("main figure:not(.ww-gallery)")
        drawings = figures.locator("svg")
        seen += figures.count()
        expect(drawings).to_have_count(figures.count())
        for figure in figures.all():
            assert_has_words(figure)
        assert figures.evaluate_all(of_each(NOT_SAID)) == [], name
        assert drawings.evaluate_all(of_each(WORDS)) == [], name
        assert_seen_in_any_colours(page, drawings)
        page.emulate_media(color_scheme="light", forced_colors="none")
    assert seen >= 28
