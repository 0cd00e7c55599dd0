"""Packs the built site into one zip that works from a USB stick: unpack it, and open the file at its top."""

import re
from pathlib import Path
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from widerwindow.content.course import Course
from widerwindow.site.lone_page import fill

FIRST = "open-me.html"
"""The one file at the top of the zip."""

_FOLDER = "pages"
_READ = {".html", ".css", ".js"}
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold; one time for all, so that the same site is the same zip


def pack(course: Course, site: Path) -> Path:
    """Write the built `site` to a zip beside it, named as the organisation names its files, and return the zip."""
    organisation = course.organisation()
    name, names = organisation.name, organisation.names
    first = fill("open-me.html", title=names.title or name, name=name, folder=_FOLDER)
    file = site.parent / f"{names.file}.zip"
    with ZipFile(file, "w") as packed:
        _add(packed, FIRST, first.encode())
        for path in used(site):
            _add(packed, f"{_FOLDER}/{path.relative_to(site).as_posix()}", path.read_bytes())
    return file


def used(site: Path) -> list[Path]:
    """Return the pages of `site`, and every file that is named in one of them or in what they use, in order."""
    files = [file for file in sorted(site.rglob("*")) if file.is_file() and not file.name.startswith(".")]
    found = [file for file in files if file.suffix == ".html"]
    for user in found:  # grows while it is read
        if user.suffix in _READ:
            text = user.read_text(encoding="utf-8")
            found += [file for file in files if file not in found and _named(file.name).search(text)]
    return sorted(found)


def _named(name: str) -> re.Pattern[str]:
    """Return a pattern for `name` as a page writes it, and not as the end of a longer name."""
    return re.compile(rf"(?<![\w-])(?:{re.escape(name)}|{re.escape(quote(name))})")


def _add(packed: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, _TIME)
    entry.external_attr = 0o644 << 16
    entry.compress_type = ZIP_DEFLATED
    packed.writestr(entry, content)
