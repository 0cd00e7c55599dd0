"""The colours of everything stand in one file, and reach every style sheet from there."""

import re
from pathlib import Path

import pytest

from widerwindow import frontend
from widerwindow.frontend.palette import with_palette
from widerwindow.widgets import KINDS, bundle

ENGINE = Path(frontend.__file__).parents[1]
STYLES = [file for file in ENGINE.rglob("*.css") if file.name != "palette.css"]
ENDINGS = {".css", ".html", ".j2", ".js", ".py", ".typ"}
COLOUR = re.compile(r"""["':\s(]#[0-9a-f]{3,8}\b""", re.IGNORECASE)


def test_nothing_but_the_palette_has_a_colour_of_its_own() -> None:
    files = [file for file in ENGINE.rglob("*") if file.suffix in ENDINGS and file.name != "palette.css"]
    assert {file.suffix for file in files} == ENDINGS
    assert [file.name for file in files if COLOUR.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.name)
def test_every_colour_that_is_used_has_its_place_in_every_set(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--ww-[\w-]+)\)", with_palette(text))) - set(re.findall(r"(--ww-[\w-]+):", text))
    for name in ("light", "dark", "high", "high-dark"):
        named = set(re.findall(r"(--ww-[\w-]+):", with_palette(f"@palette {name};")))
        assert used - {"--ww-letters", "--ww-voice", "--ww-leading", "--ww-bar", "--ww-step"} <= named


def test_what_is_made_has_its_colours() -> None:
    for kind in KINDS:
        assert "@palette" not in bundle.style(kind)
    assert "--ww-paper: #fbf7f0" in bundle.style("quiz")


def test_a_set_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="sepia"):
        with_palette(":root { @palette sepia; }")
