"""Lets links in a package lead only to what is in it, or plainly out of it, and finds those that lead nowhere."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from widerwindow.widgets.links import throughout

_DATA = re.compile(r'(<script type="application/json">)(.*?)(</script>)', re.DOTALL)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_STEP = re.compile(r'<a\b[^>]*\brel="(?:prev|next)"[^>]*>.*?</a>', re.DOTALL)
_ENTRY = re.compile(r'<li class="toctree-l\d[^"]*"><a\b[^>]*\bhref="([^"]*)"[^>]*>.*?</a></li>\s*', re.DOTALL)
_EMPTY = re.compile(r"<ul[^>]*>\s*</ul>\s*")
_CAPTION = re.compile(r'<p class="caption"[^>]*>(?:(?!</p>).)*</p>(?!\s*<ul)', re.DOTALL)
_ADDRESS = re.compile(r'\b(?:href|src)="([^"]*)"')
_HREF = re.compile(r'\bhref="([^"]*)"')
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ELSEWHERE = ' target="_blank" rel="noreferrer noopener"'


def inside(html: str, page: str, pages: Collection[str], home: Mapping[str, str]) -> str:
    """Return the `html` of a page at the path `page`, with its links as they are to be in a package of these `pages`.

    `home` says which page stands for one that is not there. Another link to a page that is not there is its text, and
    one to another site opens a tab of its own. Lists of pages and the steps leave out what is not there.
    """

    def gone(href: str) -> bool:
        return _inner(href) and _target(page, href)[0] not in (*pages, *home)

    def step(link: re.Match[str]) -> str:
        return "" if any(map(gone, _HREF.findall(link[0]))) else link[0]

    def entry(found: re.Match[str]) -> str:
        return "" if gone(found[1]) else found[0]

    def link(found: re.Match[str]) -> str:
        return _mended(found, page, gone, home)

    def data(script: re.Match[str]) -> str:
        mended = throughout(json.loads(script[2]), lambda text: _LINK.sub(link, text))
        written = json.dumps(mended, ensure_ascii=False, separators=(",", ":"))
        return script[1] + written.replace("<", "\\u003c") + script[3]

    listed = _ENTRY.sub(entry, _STEP.sub(step, html))
    shown = _CAPTION.sub("", _EMPTY.sub("", listed)) if listed != html else html
    return _LINK.sub(link, _DATA.sub(data, shown))


def targets(html: str, page: str) -> set[str]:
    """Return the paths that links on a page lead to, where they do not lead out."""
    return {_target(page, href)[0] for href in _HREF.findall(_MAIN.findall(html)[0]) if _inner(href)}


def loose(files: Mapping[str, bytes]) -> list[str]:
    """Return each link and address in the pages among `files` that leads to nothing in them, as `page: address`."""
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    ids = {name: set(_ID.findall(html)) for name, html in pages.items()}
    return [
        f"{name}: {address}"
        for name, html in pages.items()
        for address in _ADDRESS.findall(_DATA.sub(_as_html, html))
        if _inner(address) and not _leads(*_target(name, address), files, ids)
    ]


def _mended(found: re.Match[str], page: str, gone: Callable[[str], bool], home: Mapping[str, str]) -> str:
    attributes, text = found.groups()
    href = next(iter(_HREF.findall(attributes)), "")
    if gone(href):
        return f"<span>{text}</span>"
    if href.startswith(("http:", "https:")) and "target=" not in attributes:
        return f"<a{attributes}{_ELSEWHERE}>{text}</a>"
    target = _target(page, href)[0]
    if _inner(href) and target in home:
        way = "../" * page.count("/") + home[target]
        return f"<a{attributes.replace(href, way, 1)}>{text}</a>"
    return found[0]


def _as_html(script: re.Match[str]) -> str:
    return "".join(_texts(json.loads(script[2])))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _texts(each)


def _leads(target: str, place: str, files: Mapping[str, bytes], ids: Mapping[str, set[str]]) -> bool:
    return target in files and (not place or target not in ids or place in ids[target])


def _inner(address: str) -> bool:
    return bool(address) and not address.startswith(("#", "//")) and not _SCHEME.match(address)


def _target(page: str, address: str) -> tuple[str, str]:
    """Return the path that `address` on `page` leads to, and the place there."""
    path, _, place = address.partition("#")
    return normpath(join(dirname(page), unquote(path.partition("?")[0]))), unquote(place)
