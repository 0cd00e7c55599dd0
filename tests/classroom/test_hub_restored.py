"""A classroom that is lost with its machine comes back from last night's copies, by the lines of the guide."""

import os
import pwd
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import lti_platform
import psutil
import pytest
from hubs import ROOT, Hub, Visitor, until
from lti_platform import Platform
from room import QUIZ, find, make_course
from test_hub import DESK, HONEST, LAB, NAME, arrived, feedback_of, press, submits, works

from widerwindow.grading.gradebook.marks import marks

GUIDE = (ROOT / "book" / "organisations-classroom.md").read_text(encoding="utf-8")
SCRIPT = (ROOT / "deploy" / "keeping" / "classroom-backup").read_text(encoding="utf-8")
NOT_HERE = ("sudo apt-get ", "sudo chmod o= /opt/", "sudo install /opt/", "cd /opt/wider-window/scripts ")


def _blocks() -> list[list[str]]:
    """Return the lines that the guide has people type to keep a classroom and to bring it back, block by block."""
    section = GUIDE.partition("\n## Back it up")[2].partition("\n## ")[0]
    found = re.findall(r"^```\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return [[line for line in block.splitlines() if not line.startswith(NOT_HERE)] for block in found]


MAKE_READY, RUN, BRING_BACK = _blocks()


@pytest.fixture
def platform() -> Iterator[Platform]:
    with lti_platform.opened() as platform:
        yield platform


@pytest.fixture
def hub(tmp_path: Path, platform: Platform) -> Iterator[Hub]:
    hub = Hub(tmp_path, {make_course(tmp_path / NAME): ["trainer"]}, platform)
    try:
        yield hub
    finally:
        hub.stop()


@dataclass(frozen=True)
class Machine:
    """The folder that stands for a machine in what is typed, and the account that its course belongs to."""

    folder: Path
    account: str
    as_account: str = ""

    def typed(self, *lines: str) -> str:
        """Return lines of the guide, as they are typed on this machine to bring last night's copies back."""
        [classroom] = (self.folder / "backups" / "classroom").glob("*")
        [courses] = (self.folder / "backups" / "widerwindow").glob("*")
        known = {"2030-12-04.tar.gz": classroom.name, "widerwindow-2030-12-04T02-30-00.000000Z": courses.name}
        return self.moved("\n".join(lines), known)

    def moved(self, text: str, known: Mapping[str, str] = MappingProxyType({})) -> str:
        """Let what the guide or its script says name this machine."""
        changes = {
            "sudo -u trainers ": self.as_account,
            "sudo ": "",
            "-o trainers": f"-o {self.account}",
            "trainers: ": f"{self.account}: ",
            "--directory=/": f"--directory={self.folder}",
            "cd /\n": f"cd {self.folder}\n",
            "etc/wider-window var/lib/widerwindow": "hub.yml kept",
            "/var/backups/": f"{self.folder}/backups/",
            "/etc/cron.daily/": f"{self.folder}/",
            "/srv/wider-window": f"{self.folder}/{NAME}",
            "/opt/wider-window/.venv/bin/": f"{Path(sys.executable).parent}/",
            "python3 ": f"{sys.executable} ",
            **known,
        }
        for old, new in changes.items():
            text = text.replace(old, new)
        return text

    def backing_up(self) -> str:
        """Put the script of each night into its place, and return the lines by which it is made ready and run."""
        script = self.folder / "classroom-backup"
        script.write_text(self.moved(SCRIPT), encoding="utf-8")
        script.chmod(0o755)
        return self.moved("\n".join([*MAKE_READY, *RUN]))


def machine_of(hub: Hub) -> Machine:
    (course,) = hub.courses
    number = hub.account(course)
    if hub.has_accounts:
        return Machine(hub.folder, course.root.name, f"setpriv --reuid={number} --regid={number} --clear-groups ")
    return Machine(hub.folder, pwd.getpwuid(number).pw_name)


def test_what_lies_beside_the_courses_comes_back_as_it_was(tmp_path: Path) -> None:
    here = Machine(tmp_path, pwd.getpwuid(os.geteuid()).pw_name)
    course = make_course(tmp_path / NAME)
    kept = {tmp_path / "kept" / "hub" / "salt": 0o600, tmp_path / "kept" / "learners" / "ann" / "weather.ipynb": 0o640}
    for file, mode in (kept | {tmp_path / "hub.yml": 0o644, tmp_path / "kept" / "hub" / "hub.sqlite": 0o600}).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.name)
        file.chmod(mode)
    subprocess.run(["sh", "-ec", here.backing_up()], check=True)
    assert {each.stat().st_mode & 0o077 for each in (tmp_path / "backups").rglob("*")} == {0}
    for lost in (course.root, tmp_path / "kept"):
        shutil.rmtree(lost)
    (tmp_path / "hub.yml").unlink()
    subprocess.run(["sh", "-ec", here.typed(*BRING_BACK)], check=True)
    assert {file: file.stat().st_mode & 0o777 for file in kept} == kept
    assert (tmp_path / "hub.yml").read_text() == "hub.yml"
    assert not (tmp_path / "kept" / "hub" / "hub.sqlite").exists()
    assert course.quizzes() == [QUIZ]


@pytest.mark.thorough
def test_a_learner_finds_her_work_and_a_trainer_the_mark_after_all_was_lost(hub: Hub) -> None:
    (course,) = hub.courses
    with closing(Visitor(hub, "trainer", DESK)) as trainer, closing(Visitor(hub, "ann", LAB)) as ann:
        press(trainer, "release")
        ann.start_server()
        works(ann, HONEST)
        submits(ann)
        arrived(course, "ann")
        press(trainer, "autograde")
    marked = marks(course, course.quiz(QUIZ))
    there = machine_of(hub)
    hub.types(there.backing_up())

    hub.stop()
    for lost in ("kept", NAME):
        shutil.rmtree(hub.folder / lost)
    stranger = f"sleep 600 & echo $! | tee '{hub.folder}/stranger' > '{hub.folder}/kept/hub/proxy.pid'"
    hub.start(there.typed(*BRING_BACK), stranger)

    with closing(Visitor(hub, "trainer", DESK)) as trainer, closing(Visitor(hub, "ann", LAB)) as ann:
        ann.start_server()
        hers = ann.asks(f"api/contents/{NAME}/{QUIZ}/{QUIZ}.ipynb").json()["content"]
        assert "rain" in find(hers, "dark-clouds")["source"]
        assert marks(course, course.quiz(QUIZ)) == marked
        press(trainer, "autograde")
        press(trainer, "feedback")
        until(lambda: feedback_of(ann, hub.home("ann")))
    assert marks(course, course.quiz(QUIZ)) == marked
    assert psutil.Process(int((hub.folder / "stranger").read_text())).status() == psutil.STATUS_SLEEPING
