"""Which pages teach from each source of one kind, read from `references.bib` and the modules' ledgers."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from pybtex.database import parse_file
from pybtex.richtext import Text

from widerwindow.content.checks.claims import Claims
from widerwindow.content.course import Course


def read_from(course: Course) -> list[Path]:
    """Return the files that say so, those that are not there yet too."""
    return [_references(course), *(_ledger(course, module) for module in course.modules())]


def sources(course: Course, keyword: str) -> Mapping[str, str]:
    """Return the titles of the sources with one of BibTeX's `keywords` by their keys, in the order of the titles."""
    titles = {
        key: Text.from_latex(entry.fields["title"]).render_as("text")
        for key, entry in parse_file(str(_references(course))).entries.items()
        if entry.fields.get("keywords") == keyword
    }
    return dict(sorted(titles.items(), key=lambda each: each[1]))


def pages(course: Course) -> Mapping[str, list[str]]:
    """Return the pages that take something from a source, in the order of the book, by the source's key."""
    order = course.contents().order()
    found: dict[str, set[str]] = defaultdict(set)
    for module in course.modules():
        file = _ledger(course, module)
        for claim in course.read(file, Claims).claims if file.is_file() else []:
            found[claim.source].update(f"{module}/{place}" for place in claim.on if "/" not in place)
    return {key: sorted(there, key=order.index) for key, there in found.items()}


def _references(course: Course) -> Path:
    return course.book / "references.bib"


def _ledger(course: Course, module: str) -> Path:
    return course.book / module / "claims.yml"
