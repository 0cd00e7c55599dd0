"""The course's pages as they are and as stock Jupyter Book builds them, and a server that counts what is asked."""

import gzip
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.tools import course_in, fetch, run

_STOCK = """\
title: Stock
execute: {execute_notebooks: force, allow_errors: false, timeout: 60}
only_build_toc_files: true
bibtex_bibfiles: [references.bib]
sphinx: {extra_extensions: [widerwindow.site.directives.markup]}
"""
_PACKAGES = ("@jupyter-widgets/html-manager@1", "requirejs@2", "anywidget@0.11", "mathjax@3")
_FROM_ELSEWHERE = re.compile(r'<script([^>]*) src="https://[^"]*?(embed-amd|require|tex-mml-chtml)[\w.-]*js"([^>]*)>')
_FILES = {
    "embed-amd": "@jupyter-widgets/html-manager/dist/embed-amd.js",
    "require": "requirejs/require.js",
    "tex-mml-chtml": "mathjax/es5/tex-mml-chtml.js",
}
_CDN = "/elsewhere/"
KINDS = (
    "index.html",
    "help.html",
    "start-safely/pause-plan.html",
    "window-of-tolerance/the-map.html",
    "window-of-tolerance/signs.html",
    "window-of-tolerance/scenario-office-phone.html",
    "window-of-tolerance/quiz.html",
    "definitions/who-is-counted.html",
    "definitions/numbers.html",
    "search.html",
)
"""A page of every kind."""


def ours(folder: Path) -> Path:
    """Build the course in `folder`; return its site."""
    run(course_in(folder), "widerwindow", "build")
    return folder / "_build" / "html"


def stock(folder: Path, of: Path) -> Path:
    """Build the words of the course whose site is `of` with Jupyter Book's own theme and widgets; return the site.

    Its pages fetch scripts from other hosts. Here they come from this machine, under `/elsewhere/`, unpacked from npm.
    """
    course = course_in(folder)
    shutil.copytree(of.parents[1] / "exercises" / "release", course / "exercises" / "release")
    (course / "_config.yml").write_text(_STOCK)
    run(course, "jupyter-book", "build", "book", "--config", "_config.yml", "--toc", course / "_toc.yml")
    site = course / "_build" / "html"
    for page in site.rglob("*.html"):
        page.write_text(_FROM_ELSEWHERE.sub(_from_here, page.read_text()))
    (site / "elsewhere").symlink_to(fetch(folder, *_PACKAGES))
    return site


def _from_here(script: re.Match[str]) -> str:
    rest = re.sub(r' integrity="[^"]*"| data-jupyter-widgets-cdn="[^"]*"', "", script[1] + script[3])
    return f'<script{rest} src="{_CDN}{_FILES[script[2]]}" data-jupyter-widgets-cdn="{_CDN}">'


@dataclass
class Asked:
    """What a browser has asked of a server, and the bytes of each answer, compressed as web servers do."""

    paths: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew."""
        self.paths.clear()
        self.sizes.clear()


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes())


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, asked: Asked, **options: object) -> None:
        self.asked = asked
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        # A widget's version stands in its address as a range, as in anywidget@~0.11.0.
        self.path = re.sub(r"@~[\d.*]+/", "/", self.path)
        self.asked.paths.append(self.path)
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        body = _compressed(file)
        self.asked.sizes.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(site: Path) -> Iterator[tuple[str, Asked]]:
    """Serve `site`; yield its address and what is asked of it meanwhile."""
    asked = Asked()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site), asked=asked)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
