"""What axe finds on a page, with its rules of best practice."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that depend on the colours alone."""

WINDOWS = [(320, "dark"), pytest.param(1280, "light", marks=pytest.mark.thorough)]
"""In which all states of a widget are looked at: test_every_page.py walks each kind through a wide window daily."""

_RUN = """([part, options]) => axe
  .run(part, { preload: { assets: ["media"] }, ...options, resultTypes: ["violations"] })
  .then(({ violations }) => ({ violations }))"""
"""What it runs in a page. No rule that runs asks for style sheets fetched anew, and what holds need not be told."""


def violations(page: Page, part: str = "html", **options: object) -> list[str]:
    """Return what axe finds in a part of the page, in words, once all of it is there. It is put in the first time."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(_RUN, [part, options]))
    return [f"{page.url}: {found.generate_report()}"] if found.violations_count else []
