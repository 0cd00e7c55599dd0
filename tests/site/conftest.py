"""Courses of a few pages."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_book import HUES, HUES_QUIZ, Book, write

from profiles import profile

REVIEWS = {"file": "book/reviews.yml", "nobody": "Nobody outside the team has reviewed this page yet."}
Write = Callable[[Path, dict[str, str]], None]
_ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path: Path, copy_organisation: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch) -> Book:
    """A book still to be written."""
    copy_organisation(tmp_path)
    write(tmp_path, {"book/course.yml": profile(reviews=REVIEWS)})
    (tmp_path / "_config.yml").touch()
    monkeypatch.chdir(tmp_path)
    return Book(tmp_path)


@pytest.fixture(scope="session")
def write_course(copy_organisation: Callable[[Path], None]) -> Write:
    """Writes a course for the real command, given the files of its book; the first page is its root."""

    def written(folder: Path, files: dict[str, str]) -> None:
        write(folder / "book", {"references.bib": ""} | files)
        root, *others = (name.removesuffix(".md") for name in files if name.endswith(".md"))
        chapters = "".join(f"  - file: {page}\n" for page in others)
        (folder / "_toc.yml").write_text(f"format: jb-book\nroot: {root}\nchapters:\n{chapters}")
        pages = {name: name if f"{name}.md" in files else "none" for name in ("pause", "help")} | {"kept": "none"}
        glossary = (
            {"page": "glossary", "not_on": ["pause", "help"], "everyday": "Here"} if "glossary.md" in files else "none"
        )
        write(folder, {"book/course.yml": profile(pages=pages, glossary=glossary)})
        shutil.copy(_ROOT / "_config.yml", folder)
        copy_organisation(folder)

    return written


@pytest.fixture(scope="session")
def write_with_quiz(write_course: Write) -> Callable[[Path], None]:
    """Writes a course with a quiz, for the real command."""

    def written(folder: Path) -> None:
        write_course(folder, HUES)
        write(folder / "exercises", {"quizzes/hues.yml": HUES_QUIZ})
        shutil.copy(_ROOT / "exercises" / "nbgrader_config.py", folder / "exercises")

    return written


@pytest.fixture(scope="session")
def small_site(
    once: Callable[[str, Callable[[Path], object]], Path],
    write_with_quiz: Callable[[Path], None],
    command: Callable[..., str],
) -> Path:
    """The folder of a small course with a picture and a quiz, built once for all workers."""

    def build(folder: Path) -> None:
        write_with_quiz(folder)
        sun = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="9" cy="9" r="9"/></svg>'
        write(folder / "book", {"help.md": "# Help\n\n![A sun](sun.svg)\n", "sun.svg": f"{sun}{' ' * 1000}"})
        command(folder, "build")

    return once("small site", build)
