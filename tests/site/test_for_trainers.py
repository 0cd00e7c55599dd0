"""Pages for trainers: with model answers in them, they are in no learner's edition, its zip or its search."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from small_book import write

ANSWER = "A model answer: because of the light."
PAGES = {
    "index.md": "# Home\n",
    "art/all.md": "# Art\n",
    "art/colours.md": "# Colours\n",
    "art/notes.md": f"---\nfor: trainers\n---\n# Notes\n\n{ANSWER} See [Colours](colours.md).\n",
}


@pytest.fixture
def course(write_course: Callable[[Path, dict[str, str]], None], tmp_path: Path) -> Path:
    """A course with a page for trainers in a folder of the contents, named by a pattern."""
    write_course(tmp_path, PAGES)
    toc = "format: jb-book\nroot: index\nparts:\n  - caption: Art\n    chapters:\n      - file: art/all\n"
    toc += "        sections:\n          - glob: art/[cn]*\n"
    write(tmp_path, {"_toc.yml": toc})
    return tmp_path


def test_learners_get_an_edition_without_them_and_trainers_one_with_them(
    course: Path, command: Callable[..., str]
) -> None:
    assert "No mistakes found" in command(course, "check")
    command(course, "build", "--offline")
    site = course / "_build" / "html"
    [packed] = (course / "_build").glob("*.zip")
    for place in (site, unpacked(packed, course / "stick")):
        texts = [file.read_bytes() for file in place.rglob("*") if file.is_file()]
        assert len(texts) > 5
        assert not any(b"model answer" in text or b"art/notes" in text for text in texts)
    command(course, "build", "--for", "trainers")
    theirs = course / "_build" / "for-trainers" / "_build" / "html"
    assert ANSWER in (theirs / "art" / "notes.html").read_text(encoding="utf-8")
    assert b"model answer" in (theirs / "_static" / "ww-searchindex.js").read_bytes()
    assert not (site / "art" / "notes.html").exists()


def test_a_page_that_becomes_one_for_trainers_leaves_the_site_that_stands_there(
    course: Path, command: Callable[..., str]
) -> None:
    notes = course / "book" / "art" / "notes.md"
    notes.write_text(PAGES["art/notes.md"].replace("for: trainers", "for: learners"))
    command(course, "build")
    site = course / "_build" / "html"
    assert (site / "art" / "notes.html").is_file()
    notes.write_text(PAGES["art/notes.md"])
    command(course, "build")
    assert not any(b"model answer" in file.read_bytes() for file in site.rglob("*") if file.is_file())


def unpacked(packed: Path, folder: Path) -> Path:
    with ZipFile(packed) as files:
        files.extractall(folder)
    return folder
