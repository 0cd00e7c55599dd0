"""Writes what the search page looks through: the headings of all pages, then their text, scripts for that page alone.

A script loads from `file://` too, where a page may fetch nothing, and with the text in it a result can show an excerpt.
The headings are a tenth of all, so who waits for a slow connection has the first results soon. Both come whole: what is
asked for tells nobody what she looks for.
"""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

from typing_extensions import override

from widerwindow.content.core.markdown import to_html
from widerwindow.content.course import Course
from widerwindow.content.pages.page import page_at
from widerwindow.site.page.memo import Remember, anew

_HEADINGS = {"h1", "h2", "h3", "h4"}
_SKIPPED = {"nav", "form", "button", "script", "ww-widget"}  # a scenario's later scenes are not to be met by accident
_SKIPPED_CLASSES = {"ww-note", "ww-label"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_INLINE = {"a", "b", "code", "em", "i", "span", "strong"}


class Section(NamedTuple):
    """A heading or a term of the glossary, where it is on its page, and the text under it."""

    anchor: str
    heading: str
    text: str


def write_index(course: Course, site: Path, remember: Remember = anew) -> None:
    """Write the index of the built `site` into its `_static`."""
    pages = {
        page.relative_to(site).with_suffix("").as_posix(): page.read_text(encoding="utf-8")
        for page in sorted(site.rglob("*.html"))
    }
    for name, script in index(course, pages, remember).items():
        (site / "_static" / name).write_text(script, encoding="utf-8")


def index(course: Course, pages: Mapping[str, str], remember: Remember = anew) -> dict[str, str]:
    """Return the scripts with the index of built `pages`, HTML by their names, as far as files are written for them."""
    found, learners = [], _for_learners(course)
    for name, html in pages.items():
        source = course.book / f"{name}.md"
        if source.is_file():
            note = page_at(source).front_matter().content_note
            text = parts(to_html(note.text))[0].text if note else ""
            beside = int(name.partition("/")[0] not in learners)
            found.append([f"{name}.html", text, remember(_headed, html), beside])
    headings = [
        [address, note, [(anchor, heading, "") for anchor, heading, _ in sections], beside]
        for address, note, sections, beside in found
    ]
    return {"ww-searchheadings.js": _script(course, headings), "ww-searchindex.js": _script(course, found)}


def _script(course: Course, pages: list[list[Any]]) -> str:
    made = {"pages": pages, "synonyms": course.profile().synonyms or {}}
    return f"globalThis.wwIndex={json.dumps(made, ensure_ascii=False, separators=(',', ':'))};\n"


def _for_learners(course: Course) -> set[str]:
    """Return the modules, and the pages that every page leads to: all else is beside what a learner looks for."""
    profile = course.profile()
    shell = {page for _, page in profile.pages if page}
    return {*course.modules(), *shell, *([profile.glossary.page] if profile.glossary else [])}


def parts(html: str) -> list[Section]:
    """Return the parts of the text in `html`; of a whole page, those of its `main`."""
    reader = _Reader(whole="<main" not in html)
    reader.feed(html)
    reader.close()
    found = (Section(anchor, _line(heading), _line(text)) for anchor, heading, text in reader.found)
    return [part for part in found if part.heading or part.text]


def _headed(html: str) -> list[Section]:
    return [part for part in parts(html) if part.heading]


def _line(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


class _Reader(HTMLParser):
    def __init__(self, whole: bool) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._inside = int(whole)
        self._skipping: list[str] = []
        self._anchor = ""
        self._heading = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._skipping or tag in _SKIPPED or _SKIPPED_CLASSES & set((given.get("class") or "").split()):
            if tag not in _VOID:
                self._skipping.append(tag)
            return
        self._inside += tag == "main"
        if tag == "section":
            self._anchor = given.get("id") or ""
        term = (given.get("id") or "") if tag == "dt" else ""
        if self._inside and (tag in _HEADINGS or term):
            self._heading = tag
            self.found.append((term or (self._anchor if tag != "h1" else ""), [], []))
        self._space(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        self._inside -= tag == "main"
        if tag == self._heading:
            self._heading = ""
        self._space(tag)

    @override
    def handle_data(self, data: str) -> None:
        if self._inside and not self._skipping:
            _, heading, text = self.found[-1]
            (heading if self._heading else text).append(data)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")
