"""A course has one desk, which a second click opens again, and which ends when nobody needs it."""

import json
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import desks
import pytest
from playwright.sync_api import Browser, expect

from ready import Ready
from widerwindow.content import double_click
from widerwindow.content.course import Course
from widerwindow.grading.keeping import cohorts

ROOT = Path(__file__).parents[2]
SOON = """
import sys
from widerwindow.desk import idle
idle.HOURS, idle.LOOK_EVERY = 1 / 600, 0.2
from widerwindow.cli import main
main()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def test_a_second_desk_shows_the_first_and_what_was_left_behind_is_no_hindrance(
    course: Course, home: Path, ready: Ready
) -> None:
    another = partial(ready.run, course.root, environment=desks.environment(home))
    left = {"root_dir": str(course.exercises.resolve()), "url": "http://127.0.0.1:1/", "token": "gone"}
    (home / "runtime").mkdir()
    (home / "runtime" / "jpserver-1.json").write_text(json.dumps(left))
    (home / "runtime" / "jpserver-2.json").write_text("{")
    with desks.opened(course.root, home) as address:
        second = another(["desk", "--no-open"])
        assert (second.returncode, second.stderr) == (0, "")
        assert f"open already, at {address}" in second.stdout.replace("\n", " ")
        cohorts.start(course, "spring")
        of_cohort = another(["desk", "--no-open", "--cohort", "spring"]).stdout.replace("\n", " ")
        way_in = re.search(r"http://[^ ]+/desk/of/spring\?token=\w+", of_cohort)
        assert way_in
        (leads,) = (home / "runtime").glob("*-open.html")
        assert f'url={way_in[0]}"' in leads.read_text()
        told = [each for each in (home / "runtime").iterdir() if address.rpartition("=")[2] in each.read_text()]
        assert told
        assert {stat.S_IMODE(each.stat().st_mode) for each in told} == {0o600}


def test_a_desk_that_nobody_uses_ends_and_says_so_on_its_page(course: Course, home: Path, browser: Browser) -> None:
    ends, page = ["-c", SOON, "desk", "--no-open"], browser.new_page()
    with desks.opened(course.root, home, closes=True, command=ends) as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        closed = page.get_by_role("alert").filter(has_text="The desk is closed.")
        expect(closed).to_have_count(0)
        while closed.count() == 0:  # she comes back to the page
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            page.wait_for_timeout(200)
        expect(closed).to_contain_text("Every mark is kept.")
        page.close()


def _clicked(file: Path) -> list[str]:
    """Return what a file manager runs for a file that is clicked."""
    if file.suffix == ".command":
        return ["/bin/sh", str(file)]
    line = next(each for each in file.read_text().splitlines() if each.startswith("Exec="))
    quoted = line.removeprefix("Exec=").replace("\\\\", "\\")  # quoted as a shell does, and escaped once more
    parts = subprocess.run(["/bin/sh", "-c", f"printf '%s\\n' {quoted}"], capture_output=True, text=True, check=True)
    return [part.replace("%k", str(file)) for part in parts.stdout.splitlines()]


def test_a_double_click_opens_the_desk_and_another_shows_the_same(course: Course, home: Path) -> None:
    seen = home / "seen"
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {shlex.quote(str(seen))}\n')
    browser.chmod(0o755)
    there = desks.environment(home) | {"BROWSER": str(browser)}
    first = subprocess.Popen(_clicked(double_click.write(course.root, "darwin")), cwd="/", env=there)
    try:
        while not seen.exists():
            assert first.poll() is None
            time.sleep(0.1)
        second = double_click.write(course.root, "linux")
        assert subprocess.run(_clicked(second), cwd="/", env=there).returncode == 0
        assert "open already" in (course.exercises / "opening.log").read_text()
        opened = seen.read_text().split()
        assert len(opened) == 2
        assert opened[0] == opened[1]
    finally:
        first.send_signal(signal.SIGINT)
        assert first.wait() == 0


@pytest.mark.parametrize("system", ["darwin", "linux"])
def test_the_files_of_a_checkout_start_its_own_script(tmp_path: Path, system: str) -> None:
    kind = {"darwin": ".command", "linux": ".desktop"}[system]
    (tmp_path / "it's a $course" / "scripts").mkdir(parents=True)
    (tmp_path / "it's a $course" / "exercises").mkdir()
    file = Path(shutil.copy(ROOT / f"Open the desk{kind}", tmp_path / "it's a $course"))
    assert os.access(ROOT / file.name, os.X_OK)
    (file.parent / "scripts" / "desk.py").write_text("open('started', 'w')")
    assert subprocess.run(_clicked(file), cwd="/").returncode == 0
    assert (file.parent / "started").exists()


def test_windows_gets_a_file_that_names_this_python(tmp_path: Path) -> None:
    lines = double_click.write(tmp_path, "win32").read_bytes().decode().split("\r\n")
    assert lines[1:] == ['cd /d "%~dp0"', f'"{sys.executable}" -m widerwindow.cli desk || pause', ""]
