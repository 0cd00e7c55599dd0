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
_WORD = re.compile(r"[\w-]+")


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
    others = {file: _Name(file.name) for file in files if file.suffix != ".html" or file.parent.name == "_static"}
    for user in found:  # grows while it is read
        if user.suffix in _READ:
            text = user.read_text(encoding="utf-8")
            words = set(_WORD.findall(text))
            named = [file for file, name in others.items() if name.stands_in(text, words)]
            found += named
            for file in named:
                del others[file]
    return sorted(found)


class _Name:
    """The name of a file as pages write it, and not as the end of a longer name."""

    def __init__(self, name: str) -> None:
        self._written = {each: _begins_with(each) for each in (name, quote(name))}

    def stands_in(self, text: str, words: Collection[str]) -> bool:
        """Return whether `text` has the name; `words` are those of the text, which are looked through much faster."""
        written = [each for each, word in self._written.items() if word is None or word in words]
        return any(each in text and re.search(rf"(?<![\w-]){re.escape(each)}", text) for each in written)


def _begins_with(name: str) -> str | None:
    """Return the word that is whole in every text with the name in it; None where the name does not show that."""
    found = re.match(rf"({_WORD.pattern})[^\w-]", name)
    return found[1] if found else None
