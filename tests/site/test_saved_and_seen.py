"""The real `widerwindow serve`, as an author has it open: what she saves is in her browser by itself."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from small_book import HUES

LONG = 120_000  # milliseconds
PROGRAM = Path(sys.executable).with_name("widerwindow")


class Serving:
    """The running command, and what it has said."""

    def __init__(self, course: Path, log: Path) -> None:
        self.course, self._log = course, log
        command = [PROGRAM, "serve", "--no-open", "--port", "8100"]
        with log.open("w") as out:
            self.process = subprocess.Popen(command, cwd=course, stdout=out, stderr=out, start_new_session=True)
        until = time.monotonic() + LONG / 1000
        while not self.address and self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        assert self.address, self.said

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def address(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.said)
        return found[0] if found else ""

    def write(self, name: str, text: str) -> None:
        (self.course / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.course / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@pytest.fixture(scope="module")
def serving(write_with_quiz: Callable[[Path], None], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    course = tmp_path_factory.mktemp("live") / "main (1)"
    write_with_quiz(course)
    served = Serving(course, course.parent / "said")
    yield served
    if served.process.poll() is None:
        os.killpg(served.process.pid, signal.SIGKILL)
        served.process.wait(30)


@pytest.fixture
def opened(new_visit: Callable[..., BrowserContext], serving: Serving) -> Callable[[str], Page]:
    def open_page(name: str) -> Page:
        page = new_visit().new_page()
        page.set_default_timeout(LONG)
        page.goto(serving.address + name)
        return page

    return open_page


def test_what_is_saved_is_in_the_browser_by_itself(opened: Callable[[str], Page], serving: Serving) -> None:
    page = opened("art/colours.html")
    serving.edit("book/art/colours.md", "# Colours\n", "# Colours\n\nA new sentence.\n")
    expect(page.locator("main")).to_contain_text("A new sentence.", timeout=LONG)
    serving.edit("book/art/checks/colours.yml", "Blue on many days", "Blue most of the year")
    expect(page.locator("main")).to_contain_text("Blue most of the year", timeout=LONG)
    serving.edit("organisation.yml", "label: Leave this page", "label: Go away from here")
    expect(page.locator("[data-ww-exit]").first).to_contain_text("Go away from here", timeout=LONG)


def test_a_changed_quiz_is_released_and_shown(opened: Callable[[str], Page], serving: Serving) -> None:
    page = opened("art/quiz.html")
    serving.edit("exercises/quizzes/hues.yml", "Which colour has the sky?", "What colour is the sky?")
    expect(page.locator("main")).to_contain_text("What colour is the sky?", timeout=LONG)
    released = serving.course / "exercises" / "release" / "hues" / "hues.ipynb"
    assert "What colour is the sky?" in released.read_text(encoding="utf-8")


def test_a_mistake_is_told_in_both_places_and_the_last_good_page_stays(
    opened: Callable[[str], Page], serving: Serving
) -> None:
    page = opened("art/colours.html")
    check = serving.course / "book" / "art" / "checks" / "colours.yml"
    good = check.read_text(encoding="utf-8")
    serving.edit("book/art/checks/colours.yml", "key: blue", "key: red")
    expect(page.locator("body")).to_contain_text("The key names `red`, which is no option.", timeout=LONG)
    assert "book/art/checks/colours.yml, line 10\n  The key names `red`" in serving.said
    assert "until then, the pages before it are shown" in serving.said
    expect(page.locator("main")).to_contain_text("Which colour has the sky?")
    check.write_text(good, encoding="utf-8")
    expect(page.locator("body")).not_to_contain_text("which is no option", timeout=LONG)

    serving.edit("book/help.md", "# Help\n", "# Help\n\n```{list-table}\n* - A\n  - B\n* - C\n```\n")
    expect(page.locator("body")).to_contain_text("help.md:3: ERROR", timeout=LONG)
    serving.edit("book/art/colours.md", "# Colours\n", "# Colours\n\nAnother sentence.\n")
    time.sleep(2)
    expect(page.locator("body")).to_contain_text("help.md:3: ERROR", timeout=LONG)
    serving.write("book/help.md", "# Help\n")
    expect(page.locator("main")).to_contain_text("Another sentence.", timeout=LONG)


def test_many_files_that_come_and_go_at_once_are_one_build(opened: Callable[[str], Page], serving: Serving) -> None:
    page = opened("art/colours.html")
    built = serving.said.count("Built again")
    extra = serving.course / "book" / "extra"
    (extra / "deep").mkdir(parents=True)
    for number in range(40):
        (extra / "deep" / f"{number}.txt").write_text("passing through")
        serving.write("book/art/colours.md", f"{HUES['art/colours.md']}\n{number}\n")
    shutil.rmtree(extra)
    serving.write("book/art/colours.md", HUES["art/colours.md"] + "\nThe last word.\n")
    expect(page.locator("main")).to_contain_text("The last word.", timeout=LONG)
    assert serving.said.count("Built again") <= built + 2  # the first may have begun before the last was saved


def test_a_folder_that_goes_away_and_comes_back_ends_nothing(opened: Callable[[str], Page], serving: Serving) -> None:
    page = opened("art/colours.html")
    away = serving.course.parent / "away"
    (serving.course / "book" / "art").rename(away)
    expect(page.locator("body")).to_contain_text("art/colours", timeout=LONG)
    away.rename(serving.course / "book" / "art")
    serving.write("book/art/colours.md", HUES["art/colours.md"] + "\nHere again.\n")
    expect(page.locator("main")).to_contain_text("Here again.", timeout=LONG)


def test_no_built_file_knows_of_it_and_a_fresh_build_is_the_same(serving: Serving) -> None:
    site = serving.course / "_build" / "html"
    shown = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert not [file for file, content in shown.items() if b"/-/" in content or b"EventSource" in content]
    copy = serving.course.parent / "copy"
    shutil.copytree(serving.course, copy, ignore=shutil.ignore_patterns("_build"))
    subprocess.run([PROGRAM, "build"], cwd=copy, capture_output=True, check=True)
    made = {file.relative_to(copy / "_build/html"): file.read_bytes() for file in (copy / "_build/html").rglob("*.*")}
    assert [name for name in shown if name.suffix == ".html" and shown[name] != made[name]] == []
    assert {name: text for name, text in shown.items() if name.parts[0] == "_static"} == {
        name: text for name, text in made.items() if name.parts[0] == "_static"
    }


def test_ctrl_c_ends_everything(serving: Serving) -> None:
    below = psutil.Process(serving.process.pid).children(recursive=True)
    assert below
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(30) == 0
    assert "Traceback" not in serving.said
    assert psutil.wait_procs(below, 30)[1] == []
