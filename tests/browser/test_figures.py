"""Figures can be read without telling colours apart, and in words.

Chromium itself simulates how people see: grey alone, and the three kinds of colour blindness after Machado, Oliveira
and Fernandes (2009), "A physiologically-based model for simulation of color vision deficiency".
"""

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from walking import pass_note

MAP = "window-of-tolerance/the-map.html"
VISIONS = "none", "achromatopsia", "deuteranopia", "protanopia", "tritanopia"
# Places in the figure, in the units of its view box: x, y, width, height.
BANDS = {"above": (560, 30, 120, 60), "inside": (400, 200, 100, 50), "below": (470, 290, 80, 80)}
READ = """async ([picture, places]) => {
  const image = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0))]));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const paper = canvas.getContext("2d");
  paper.drawImage(image, 0, 0);
  const linear = (part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const scale = image.width / 720;
  return Object.fromEntries(Object.entries(places).map(([name, [x, y, width, height]]) => {
    const { data } = paper.getImageData(x * scale, y * scale, width * scale, height * scale);
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
    picture = base64.b64encode(page.locator("main figure img").screenshot()).decode()
    places = BANDS | {"line": (380, 90, 40, 24)}
    found: dict[str, list[float]] = page.evaluate(READ, [picture, places])
    return found


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


def test_every_figure_has_words_in_place_of_it_and_a_table_or_list_beside_it(
    visit: BrowserContext, built: Path, address: str
) -> None:
    page = visit.new_page()
    site = built / "_build" / "html"
    seen = 0
    for file in sorted(site.rglob("*.html")):
        if "<img" not in file.read_text(encoding="utf-8"):
            continue
        page.goto(address + file.relative_to(site).as_posix())
        pass_note(page)
        for figure in page.locator("main figure").all():
            seen += 1
            expect(figure.get_by_role("img")).to_have_accessible_name(re.compile(r"\w+(?:\W+\w+){15,}"))
            expect(figure.locator("figcaption")).not_to_be_empty()
            assert figure.evaluate("one => one.closest('section').querySelectorAll('table, ol').length") >= 1
        expect(page.locator("main img:not(figure img)")).to_have_count(0)
    assert seen >= 1
