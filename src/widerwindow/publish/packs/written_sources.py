"""The sources of a course as people write them, by their keys in `references.bib`."""

from collections.abc import Iterable

from pybtex.backends.html import Backend
from pybtex.database import parse_file
from pybtex.style.formatting.unsrt import Style

from widerwindow.content.course import Course
from widerwindow.publish.paper.reading import Piece, in_html


def written_sources(course: Course, keys: Iterable[str]) -> dict[str, list[Piece]]:
    """Return each source whose key is among `keys`; one that is not in the file is left out."""
    file = course.book / "references.bib"
    if not file.is_file():
        return {}
    found = parse_file(str(file))
    entries = [found.entries[key] for key in sorted(set(keys)) if key in found.entries]
    return {each.key: in_html(each.text.render(Backend())) for each in Style().format_entries(entries, found)}
