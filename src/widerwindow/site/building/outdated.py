"""Says which pages a build executes again: Sphinx does not know which files a cell reads."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.deck import deck, taught
from widerwindow.content.pages.page import page_at
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz

_PACKAGE = Path(__file__).parents[2]


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx ask before it reads pages (Sphinx calls this)."""
    app.connect("env-get-outdated", _with_changed_widgets)
    app.connect("env-updated", _keep_titles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _with_changed_widgets(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages to execute again."""
    if removed:
        return list(_without(app, env, removed))
    course = Course.around(Path(app.srcdir))
    shown, renamed = _files_by_id(course), _renamed(course, env, added | changed)
    engine = max(
        _changed_at(file) for part in ("content", "frontend", "widgets") for file in (_PACKAGE / part).rglob("*.*")
    )

    def is_outdated(page: str) -> bool:
        file = course.book / f"{page}.md"
        sources = list(_sources(course, file, shown)) if file.is_file() else []
        if not sources:
            return False
        return max(engine, *map(_changed_at, sources)) > env.all_docs[page] or _leads_to(course, file, renamed)

    return list(filter(is_outdated, set(env.all_docs) - added - changed))


def _without(app: Sphinx, env: BuildEnvironment, removed: set[str]) -> set[str]:
    """Take the `removed` pages out of the site, and return all others: any may link to one, and must be told so."""
    for page in removed:
        (Path(app.outdir) / f"{page}.html").unlink(missing_ok=True)
    return set(env.all_docs) - removed


def _keep_titles(app: Sphinx, env: BuildEnvironment) -> None:
    env.widerwindow_titles = _titles(Course.around(Path(app.srcdir)), env.all_docs)  # type: ignore[attr-defined]


def _renamed(course: Course, env: BuildEnvironment, saved: set[str]) -> set[str]:
    """Return those of the `saved` pages that have another title than in the build before."""
    before = getattr(env, "widerwindow_titles", {})
    return {page for page, title in _titles(course, saved).items() if title != before.get(page)}


def _titles(course: Course, pages: Collection[str]) -> dict[str, str]:
    files = {page: course.book / f"{page}.md" for page in pages}
    return {page: page_at(file).title for page, file in files.items() if file.is_file()}


def _files_by_id(course: Course) -> dict[str, list[Path]]:
    """Return the files that widgets show, by the id that a page names."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in (*course.book.glob("*/*/*.yml"), *course.exercises.glob("release/*/*.ipynb")):
        found[file.stem].append(file)
    return found


def _sources(course: Course, page: Path, shown: Mapping[str, Sequence[Path]]) -> Iterator[Path]:
    """Yield the files that the cells of `page` read, but for the pages whose titles they show."""
    pause = course.profile().pages.pause
    for widget in page_at(page).widgets:
        yield from shown.get(widget.id, ())
        if widget.widget == "Quiz" and widget.id not in shown:  # its release may have been taken back
            yield _releases(course)
        if pause:
            yield course.book / f"{pause}.md"
        if widget.widget == "Scenario":
            yield from course.pictures().files()
        if widget.widget == "Practice":
            yield from (*course.files(Bank), *course.files(Quiz), *course.book.glob("*/module.yml"))
        if widget.widget == "Worksheet":  # it names the file that it saves as the organisation does
            yield course.organisation_file


def _releases(course: Course) -> Path:
    """Return the folder that changes when a release comes or goes."""
    releases = course.exercises / "release"
    return releases if releases.is_dir() else course.exercises


def _leads_to(course: Course, page: Path, others: set[str]) -> bool:
    """Return whether a practice on `page` leads to one of the pages `others` by its title."""
    if not others:
        return False
    modules = [widget.id for widget in page_at(page).widgets if widget.widget == "Practice"]
    with suppress(ContentError):  # whoever executes the page is told of it
        return any(others & set(taught(course, card)) for module in modules for card in deck(course, module))
    return False


def _changed_at(file: Path) -> float:
    """Return when `file` was changed, in microseconds, as Sphinx notes when it read a page."""
    return file.stat().st_mtime_ns // 1000
