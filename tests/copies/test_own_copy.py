"""An organisation's own copy, from the wheels on: made, checked, built and brought up to a newer edition."""

import os
import pty
import re
import sqlite3
import struct
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from programs import Program
from small_editions import ROOT, SECRET, packing, put_learners

from widerwindow.content.copies import copying
from widerwindow.content.copies.copying import Wishes
from widerwindow.content.copies.edition import Installed
from widerwindow.content.course import Course

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5x", 13, b"IHDR", 90, 30)


def test_the_wheels_hold_the_engine_and_what_git_keeps_of_the_course(program: Program, editions: Path) -> None:
    [wheel] = (editions / "1").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = {name.partition("/course/")[2] for name in packed.namelist()} - {""}
        assert {"_toc.yml", "organisation.yml", "book/tea/cup.md", "exercises/bank/milk.yml"} <= names
        assert not any(SECRET.encode() in packed.read(name) for name in packed.namelist())
    [engine] = program.path.parents[1].glob("*.whl")
    assert not any("/book/" in name for name in zipfile.ZipFile(engine).namelist() if "/starter/" not in name)
    assert set(packing()._kept(ROOT)) >= {"book/index.md", "exercises/nbgrader_config.py", "LICENSE"}


@pytest.mark.parametrize("guide", ["put-up", "keeping"])
def test_a_copy_has_the_files_that_its_guides_name_but_those_that_build_it_elsewhere(guide: str) -> None:
    text = (ROOT / "book" / f"organisations-{guide}.md").read_text(encoding="utf-8")
    named = {name for name in re.findall(r"deploy/[\w/.-]*\w", text) if not name.startswith("deploy/pages/")}
    assert named
    kept = packing()._kept(ROOT)
    assert {name for name in named if not any(each.startswith(name) for each in kept)} == set()


def test_a_copy_is_made_as_the_organisation_wishes_and_has_no_mistakes(program: Program, tmp_path: Path) -> None:
    (tmp_path / "our.PNG").write_bytes(PNG)
    wishes = (
        "--name",
        "Harbour: a home",
        "--exit",
        "https://example.org/",
        "--contact",
        "Your trainer=Ring 01632 960001",
    )
    said = program.run(
        tmp_path, "new", "ours", "--copy", *wishes, "--nation", "Scotland", "--without", "milk", "--logo", "our.PNG"
    )
    assert "Live Fear Free (Wales)" in said
    assert "book/tea/index.md" in said.partition("plain text now")[2]
    course = Course(tmp_path / "ours")
    own = course.organisation()
    assert (own.name, own.exit and own.exit.address) == ("Harbour: a home", "https://example.org/")
    assert (own.logo and own.logo.text, own.contacts[0].how) == ("Harbour: a home", "Ring 01632 960001")
    assert own.lines[0].nations == ["Scotland"]
    assert all("Scotland" in line.nations for line in own.lines)
    assert "# Whose copy of the course this is" in course.organisation_file.read_text(encoding="utf-8")
    assert ", and\nhow to\npour." in (course.book / "tea" / "index.md").read_text("utf-8")
    assert not list(course.root.rglob("*milk*"))
    assert [route.id for route in course.routes().routes] == ["all"]  # type: ignore[union-attr]
    assert "No mistakes found" in program.run(course.root, "check")


def test_without_a_course_the_command_says_what_to_install(command: Callable[..., str], tmp_path: Path) -> None:
    said = command(tmp_path, "new", "ours", "--copy", status=1)
    assert "Install the course's package" in said
    assert not list(tmp_path.iterdir())


def test_in_a_terminal_a_person_is_asked_in_plain_words(program: Program, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"Harbour\n" + b"\n" * 5 + b"tea\nWales\n\n")
    ran = subprocess.run([program.path, "new", "ours", "--copy"], cwd=tmp_path, stdin=theirs, capture_output=True)
    assert ran.returncode == 0, ran.stderr
    said = ran.stdout.decode()
    assert "How does a learner reach “Your safeguarding lead”?" in said
    assert "book/milk/pour.md" in said.partition("Before you can build, mend these")[2]
    organisation = Course(tmp_path / "ours").organisation()
    assert organisation.name == "Harbour"
    assert all("Wales" in line.nations for line in organisation.lines)


def test_an_upgrade_brings_what_is_new_and_leaves_what_is_theirs(
    program: Program, editions: Path, first: Installed, tmp_path: Path
) -> None:
    folder = copying.start(first, tmp_path / "ours", Wishes(name="Harbour")).course.root
    put_learners(folder)
    for name, text in {
        "help.md": "# Help\n\nAsk us.\n",
        "milk/pour.md": "# Pour\n\nFast.\n",
        "own.md": "# Own\n",
    }.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    (folder / "book" / "tea" / "index.md").write_bytes(
        (folder / "book/tea/index.md").read_bytes().replace(b"\n", b"\r\n")
    )
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    program.install(*(editions / "2").glob("*.whl"))
    planned = program.run(folder, "upgrade", "--dry-run")
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    said = program.run(folder, "upgrade")
    assert planned.partition("This was a dry run")[0] == said.partition("What was replaced")[0]
    assert "book/help.md: the new one is upgrades/2/book/help.md" in said
    assert "Blue." in (folder / "book" / "tea" / "pot.md").read_text("utf-8")
    assert "the pot" in (folder / "book" / "tea" / "index.md").read_text("utf-8")
    assert not (folder / "book" / "tea" / "cup.md").exists()
    changed = {name for name, content in before.items() if not name.exists() or name.read_bytes() != content}
    theirs = {folder / "book" / name for name in ("help.md", "milk/pour.md", "own.md")}
    assert not theirs & changed
    assert "Ask early." in (folder / "upgrades" / "2" / "book" / "help.md").read_text("utf-8")
    [kept] = (folder / "upgrades").glob("*.zip")
    with zipfile.ZipFile(kept) as packed:
        assert all(packed.read(name) == before[folder / name] for name in packed.namelist())
        assert "book/tea/cup.md" in packed.namelist()
    assert Course(folder).organisation().name == "Harbour"


def test_neither_git_nor_the_built_site_has_anything_of_learners(
    command: Callable[..., str], first: Installed, tmp_path: Path
) -> None:
    course = copying.start(first, tmp_path / "ours", Wishes(name="Harbour", logo=_logo(tmp_path))).course
    command(course.root, "release", "milk-quiz")
    put_learners(course.root)
    with closing(sqlite3.connect(course.exercises / "gradebook.db")) as gradebook, gradebook:
        gradebook.execute("insert into student (id, first_name) values ('k7f3', ?)", [SECRET])
    command(course.root, "build", "--offline")
    built = [file for file in (course.root / "_build").rglob("*") if file.is_file()]
    assert [file for file in built if SECRET.encode() in file.read_bytes() or "k7f3" in str(file)] == []
    for arguments in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *arguments], cwd=course.root, check=True)
    listed = subprocess.run(["git", "ls-files"], cwd=course.root, capture_output=True, text=True, check=True).stdout
    kept = [name for name in listed.splitlines() if name.startswith("exercises/")]
    assert kept == ["exercises/bank/milk.yml", "exercises/nbgrader_config.py", "exercises/quizzes/milk-quiz.yml"]
    page = (course.root / "_build" / "html" / "tea" / "index.html").read_text(encoding="utf-8")
    assert 'src="../_static/ww-logo.png" alt="Harbour" width="96" height="32"' in page
    assert (course.root / "_build" / "html" / "_static" / "ww-logo.png").read_bytes() == PNG


def _logo(folder: Path) -> Path:
    (folder / "logo.png").write_bytes(PNG)
    return folder / "logo.png"


def test_all_helplines_are_seen_in_one_view_by_nation(
    command: Callable[..., str], first: Installed, tmp_path: Path
) -> None:
    course = copying.start(first, tmp_path / "ours", Wishes()).course
    text = course.organisation_file.read_text(encoding="utf-8")
    old = re.sub(r"checked_on: .*", "checked_on: 2020-01-02", text.replace("2999-01-01", "2020-02-03", 1), count=1)
    course.organisation_file.write_text(old, encoding="utf-8")
    said = command(course.root, "helplines")
    wales = said.partition("Wales:\n")[2]
    assert "Live Fear Free: 0808 80 10 800. Checked on" in wales
    assert "  National Domestic Abuse Helpline, run by Refuge" in wales.partition("Not for Wales:")[2]
    assert "It was to be checked again by 3 February 2020" in said
    assert said.endswith("1 helpline is to be checked again now.\n")


@pytest.mark.parametrize(
    ("wishes", "says"),
    [
        (Wishes(contacts={"The cook": "Shout"}), "The cook"),
        (Wishes(nations=["Narnia"]), "Narnia"),
        (Wishes(left_out=["coffee"]), "coffee"),
        (Wishes(logo=Path("nowhere.svg")), "nowhere.svg"),
        (Wishes(exit="http://example.org"), "https://"),
    ],
    ids=["contact", "nation", "module", "logo", "exit"],
)
def test_a_wish_that_cannot_be_met_is_told_and_nothing_is_written(
    first: Installed, tmp_path: Path, wishes: Wishes, says: str
) -> None:
    with pytest.raises(Exception, match=says):
        copying.start(first, tmp_path / "ours", wishes)
    assert not list(tmp_path.iterdir())
