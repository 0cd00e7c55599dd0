"""Two ways of using a page: with the mouse alone, and with the keyboard alone."""

from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Locator, Page

FURTHEST = 200  # presses of Tab


def drop(target: Locator, *files: Path) -> None:
    """Drop files on something, as from another window, once the page's scripts are there to take them."""
    target.wait_for()
    target.page.wait_for_load_state("domcontentloaded")
    box = target.bounding_box()
    assert box
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "data": data}
    session = target.page.context.new_cdp_session(target.page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, **at})


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def choose(self, target: Locator) -> None:
        target.check()

    def write(self, target: Locator, text: str) -> None:
        target.click()
        self.page.keyboard.type(text)

    def give(self, target: Locator, files: Sequence[Path]) -> None:
        with self.page.expect_file_chooser() as chooser:
            target.click()
        chooser.value.set_files(files)


class Keyboard:
    """Everything is reached by Tab, and a choice among several by the arrows."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def choose(self, target: Locator) -> None:
        group = self.page.locator(f'[name="{target.get_attribute("name")}"]')
        self._tab(lambda: self._is_at(group))
        if self._is_at(target):
            self.page.keyboard.press("Space")
        while not self._is_at(target):
            self.page.keyboard.press("ArrowDown")

    def write(self, target: Locator, text: str) -> None:
        self._reach(target)
        self.page.keyboard.type(text)

    def give(self, target: Locator, files: Sequence[Path]) -> None:
        with self.page.expect_file_chooser() as chooser:  # which takes its time, so it comes before the way there
            self._reach(target)
            self.page.keyboard.press("Space")
        chooser.value.set_files(files)

    def _reach(self, target: Locator) -> None:
        target.wait_for()
        self._tab(lambda: self._is_at(target))

    def _is_at(self, target: Locator) -> bool:
        """Return whether the focus is there, without a script: some pages of the desk let none run."""
        return target.and_(self.page.locator(":focus")).count() > 0

    def _tab(self, there: Callable[[], bool]) -> None:
        for _ in range(FURTHEST):
            if there():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: Tab does not lead there.")
