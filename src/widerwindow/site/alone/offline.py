"""Packs the built site into one zip that works from a USB stick: unpack it, and open the file at its top."""

import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

from widerwindow.content.course import Course
from widerwindow.site.alone.lone_page import fill
from widerwindow.site.zipping import zipped

FIRST = "open-me.html"
"""The one file at the top of the zip."""

_FOLDER = "pages"
_READ = {".html", ".css", ".js"}


def packed_file(course: Course, site: Path) -> Path:
    """Return where `pack` puts the zip: beside the `site`, named as the organisation names its files."""
    return site.parent / f"{course.organisation().names.file}.zip"


def pack(course: Course, site: Path) -> Path:
    """Write the built `site` to a zip and return it."""
    organisation = course.organisation()
    name, names = organisation.name, organisation.names
    first = fill("open-me.html", title=names.title or name, name=name, folder=_FOLDER)
    pages = {f"{_FOLDER}/{path.relative_to(site).as_posix()}": path.read_bytes() for path in used(site)}
    file = packed_file(course, site)
    file.write_bytes(zipped({FIRST: first.encode()} | pages))
    return file


def used(site: Path, pages: Collection[Path] | None = None) -> list[Path]:
    """Return the `pages` of `site`, or all, and every file that is named in one of them or in what they use, in order.

    A page that is only named is not used by that.
    """
    files = [file for file in sorted(site.rglob("*")) if file.is_file() and not file.name.startswith(".")]
    found = [file for file in files if file.suffix == ".html" and (pages is None or file in pages)]
    others = [file for file in files if file.suffix != ".html" or file.parent.name == "_static"]
    for user in found:  # grows while it is read
        if user.suffix in _READ:
            text = user.read_text(encoding="utf-8")
            named = [file for file in others if _is_named(file.name, text)]
            found += named
            others = [file for file in others if file not in named]
    return sorted(found)


def _is_named(name: str, text: str) -> bool:
    """Return whether `text` has `name` as a page writes it, and not as the end of a longer name."""
    written = [each for each in (name, quote(name)) if each in text]
    return any(re.search(rf"(?<![\w-]){re.escape(each)}", text) for each in written)
