"""What an upgrade does with each file, whatever became of it here, and wherever it is cut short."""

import signal
import sys
import zipfile
from multiprocessing import Process
from pathlib import Path

import pytest

from killing import killed_at
from widerwindow.content.copies import copying, upgrading
from widerwindow.content.copies.copying import Wishes
from widerwindow.content.copies.edition import Installed
from widerwindow.content.copies.leaving_out import Cut
from widerwindow.content.course import Course
from widerwindow.grading.setting.in_use import in_use


@pytest.fixture
def folder(first: Installed, tmp_path: Path) -> Path:
    """A copy of the first edition."""
    return copying.start(first, tmp_path / "ours", Wishes()).course.root


def texts(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_was_deleted_here_stays_so_and_what_lies_in_the_way_stays_too(folder: Path, second: Installed) -> None:
    (folder / "book" / "help.md").unlink()
    (folder / "book" / "milk" / "pour.md").unlink()
    (folder / "book" / "tea" / "pot.md").write_text("# Ours\n")
    (folder / "book" / "tea" / "cup.md").write_text("# Ours too\n")
    steps = upgrading.plan(folder, second)
    assert steps.both == ["book/help.md", "book/tea/pot.md"]
    assert steps.ended == ["book/tea/cup.md"]
    upgrading.carry_out(folder, second, steps)
    assert not (folder / "book" / "milk" / "pour.md").exists()
    assert (folder / "book" / "tea" / "pot.md").read_text() == "# Ours\n"
    assert b"Blue." in (folder / "upgrades" / "2" / "book" / "tea" / "pot.md").read_bytes()
    assert upgrading.plan(folder, second).is_idle


def test_a_quiz_that_was_handed_in_waits_and_follows_once_nobody_needs_it(folder: Path, second: Installed) -> None:
    quiz, hand_in = "exercises/quizzes/milk-quiz.yml", folder / "exercises" / "submitted" / "k7f3" / "milk-quiz"
    hand_in.mkdir(parents=True)
    steps = upgrading.plan(folder, second, in_use(Course(folder)))
    assert steps.waiting == [quiz]
    upgrading.carry_out(folder, second, steps)
    assert b"One.\n" in (folder / quiz).read_bytes()
    hand_in.rmdir()
    steps = upgrading.plan(folder, second, in_use(Course(folder)))
    assert steps.replaced == [quiz]


def test_a_copy_that_does_without_a_module_does_so_in_the_next_edition(
    first: Installed, second: Installed, tmp_path: Path
) -> None:
    folder = copying.start(first, tmp_path / "ours", Wishes(left_out=["milk"])).course.root
    newer = Cut(second, upgrading.came_from(folder).left_out)
    upgrading.carry_out(folder, newer, upgrading.plan(folder, newer))
    assert not list(folder.rglob("*milk*"))
    assert b"[the pot](pot.md), and\nhow to\npour." in (folder / "book" / "tea" / "index.md").read_bytes()
    assert upgrading.came_from(folder).left_out == ["milk"]


@pytest.mark.no_cover
def test_an_upgrade_that_is_killed_can_be_run_again_and_loses_nothing(
    first: Installed, second: Installed, tmp_path: Path
) -> None:
    whole, calls = _cut(first, second, tmp_path / "whole", None)
    upgrading.carry_out(whole, second, upgrading.plan(whole, second))
    wanted = texts(whole)
    for last in range(1, calls, max(1, calls // 12)):
        folder, ended = _cut(first, second, tmp_path / f"cut-{last}", last)
        assert not ended or last > 0.98 * calls  # a run may have a few calls less
        upgrading.carry_out(folder, second, upgrading.plan(folder, second))
        found = texts(folder)
        assert {name: found[name] for name in wanted if not name.startswith("upgrades/")} == {
            name: content for name, content in wanted.items() if not name.startswith("upgrades/")
        }
        kept = {name for file in (folder / "upgrades").glob("*.zip") for name in zipfile.ZipFile(file).namelist()}
        assert {"book/tea/cup.md", "book/tea/index.md", "book/tea/module.yml", "_toc.yml"} <= kept
        assert (folder / "upgrades" / "2" / "book" / "help.md").is_file()


def _cut(first: Installed, second: Installed, folder: Path, last: int | None) -> tuple[Path, int]:
    """Upgrade a copy of which a page was changed, and be killed at the call number `last`.

    Return with it how many calls there were; 0 where it was killed.
    """
    copying.start(first, folder, Wishes())
    (folder / "book" / "help.md").write_text("# Ours\n")
    told = folder.with_suffix(".calls")
    process = Process(target=_upgrade, args=(folder, second, last, told))
    process.start()
    process.join()
    assert process.exitcode in ((0,) if last is None else (0, -signal.SIGKILL))
    return folder, 0 if process.exitcode else int(told.read_text())


def _upgrade(folder: Path, second: Installed, last: int | None, told: Path) -> None:
    steps = upgrading.plan(folder, second)
    count, calls = killed_at(last)
    sys.setprofile(count)
    upgrading.carry_out(folder, second, steps)
    sys.setprofile(None)
    told.write_text(str(calls()))
