"""What a learner does in the sheet of the settings, which opens from the header of every page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page

TAB = "In this tab, until I close it"
DEVICE = "On this device, until I clear them"
ASKED = {"widerwindow": {"format": 1, "settings": {}, "passed": [], "asked": True}}
"""What a tab holds where nothing is kept, and she was asked whether to keep something."""


@contextmanager
def settings(page: Page) -> Iterator[Locator]:
    """Give the sheet, opened, and close it in the end."""
    opener = page.locator("[data-ww-open=settings]")
    if opener.get_attribute("aria-expanded") != "true":
        opener.click()
    yield page.locator("#settings")
    page.keyboard.press("Escape")


def choose(page: Page, label: str) -> None:
    with settings(page) as sheet:
        sheet.get_by_label(label, exact=True).check()


def press(page: Page, name: str) -> None:
    with settings(page) as sheet:
        sheet.get_by_role("button", name=name).click()


def stored(page: Page) -> dict[str, object]:
    """Return all that the browser holds for the course, by its keys."""
    found = page.evaluate("({ ...localStorage, ...sessionStorage })")
    return {key: json.loads(value) for key, value in found.items()}
