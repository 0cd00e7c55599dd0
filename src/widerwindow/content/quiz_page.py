"""The page on which learners meet a quiz: one for a quiz that has none, and the contents with it or without it."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from widerwindow.content.core.reading import read_text
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.content.pages.page import Page, page_at
from widerwindow.content.quizzes.quiz import Quiz

_TEMPLATE = "quiz-page.md"

_LISTS = {"jb-book": ("parts", "chapters"), "jb-article": ("parts", "sections")}
"""What the contents call their parts and the pages in one, by the format that they name."""

Entries = list[dict[str, Any]]


def pages_of(course: Course, quiz: str) -> list[Path]:
    """Return the files of the pages that show a quiz. Raises ContentError."""
    return [file for file in course.pages() if any(shows(each, quiz) for each in page_at(file).cells)]


def shows(found: object, quiz: str) -> bool:
    """Return whether what was found in a page's cell is that quiz."""
    return (getattr(found, "widget", None), getattr(found, "id", None)) == (Quiz.__name__, quiz)


def new_page(course: Course, quiz: Quiz) -> dict[Path, str]:
    """Return the files that give a quiz a page of its own, the last of its part of the contents."""
    file = course.book / f"{quiz.id}.md"
    if file.exists():
        file = file.with_name(f"quiz-{quiz.id}.md")
    name = _name(course, file)
    contents = _with_entries(course, lambda entries: [*entries, {"file": name}])
    contents = contents.replace(f"- {{file: {name}}}", f"- file: {name}")  # as the other entries are written
    return {file: _text(quiz.id, quiz.title), course.root / "_toc.yml": contents}


def is_of_that_alone(page: Page, quiz: str) -> bool:
    """Return whether a page is as `new_page` makes it, so that nobody's words are lost with it."""
    return page.text == _text(quiz, page.title)


def contents_without(course: Course, page: Path) -> str:
    """Return the text of the contents without a page that `new_page` made."""
    name = _name(course, page)
    return _with_entries(course, lambda entries: [entry for entry in entries if entry.get("file") != name])


def _name(course: Course, page: Path) -> str:
    return course.name(page).removesuffix(".md")


def _text(quiz: str, title: str) -> str:
    text = files(__package__).joinpath(_TEMPLATE).read_text(encoding="utf-8")
    return text.replace("# My quiz", f"# {title}", 1).replace('"my-quiz"', f'"{quiz}"', 1)


def _with_entries(course: Course, change: Callable[[Entries], Entries]) -> str:
    """Return the text of the contents with its first list of pages changed; one that is empty goes."""
    text = read_text(course.root / "_toc.yml")
    data = held(text)
    parts, pages = _LISTS.get(str(data.get("format")), ("subtrees", "entries"))
    place = data[parts][0] if data.get(parts) else data
    place[pages] = change(place.get(pages) or [])
    if not place[pages]:
        del place[pages]
    return rewritten(text, data)
