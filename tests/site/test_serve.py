"""The server for this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.request import urlopen

import pytest

from widerwindow.site.building import serve

PAGE = """<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"></head>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "tea").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "tea" / "index.html").write_text("tea")
    (tmp_path / "style.css").write_text("a {}")
    return tmp_path


@contextmanager
def answering(server: serve.Server, *, live: bool = False) -> Iterator[serve.Server]:
    server.live = live
    with serve.running(server, open_browser=False):
        yield server


def ask(server: serve.Server, path: str, host: str = "", method: str = "GET") -> HTTPResponse:
    line = HTTPConnection(serve.HOST, server.server_port, timeout=30)
    line.request(method, path, headers={"Host": host or f"{serve.HOST}:{server.server_port}"})
    return line.getresponse()


def test_it_serves_the_folder_and_takes_the_next_port_when_one_is_busy(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("here")
    with serve.bind(tmp_path, 8000) as first, serve.bind(tmp_path, first.server_port) as second:
        assert second.server_port > first.server_port
        threading.Thread(target=second.serve_forever, daemon=True).start()
        with urlopen(serve.address(second)) as answer:
            assert answer.read() == b"here"
        second.shutdown()


def test_it_answers_with_the_files_and_their_kinds(site: Path) -> None:
    with answering(serve.bind(site, 8000)) as server:
        assert ask(server, "/").read() == PAGE.encode()
        assert ask(server, "/style.css?v=1").headers["Content-Type"] == "text/css; charset=utf-8"
        assert ask(server, "/tea").headers["Location"] == "tea/"
        assert ask(server, "/tea/").read() == b"tea"
        assert ask(server, "/tea/", method="HEAD").read() == b""
        assert ask(server, "/none.html").status == 404
        assert ask(server, "/../test_serve.py").status == 404


def test_a_page_of_another_site_whose_name_leads_here_gets_nothing(site: Path) -> None:
    with answering(serve.bind(site, 8000)) as server:
        assert ask(server, "/", host=f"localhost:{server.server_port}").status == 200
        for host in ("evil.example", f"evil.example:{server.server_port}", serve.HOST):
            assert ask(server, "/", host=host).status == 403


def test_with_a_token_only_its_address_is_answered_and_nothing_is_kept(site: Path) -> None:
    with answering(serve.bind(site, 8000, "secret-token"), live=False) as server:
        assert serve.address(server).endswith("/secret-token/")
        answer = ask(server, "/secret-token/tea/")
        assert (answer.read(), answer.headers["Cache-Control"]) == (b"tea", "no-store")
        for path in ("/", "/tea/", "/style.css", "/secret-token", "/secret-tokem/", "/?token=secret-token"):
            assert ask(server, path).status == 403
        assert ask(server, "/secret-token/", host="evil.example").status == 403


def test_what_is_served_is_one_whole_build_until_the_next_is_shown(site: Path) -> None:
    with answering(serve.bind(site, 8000)) as server:
        (site / "style.css").write_text("half writ")
        assert ask(server, "/style.css").read() == b"a {}"
        server.site.show(site)
        assert ask(server, "/style.css").read() == b"half writ"


def test_only_a_live_page_waits_for_the_next_build_and_no_file_does(site: Path) -> None:
    with answering(serve.bind(site, 8000)) as server:
        assert ask(server, "/-/live.js").status == 404
    with answering(serve.bind(site, 8000), live=True) as server:
        page = ask(server, "/").read().decode()
        assert "default-src 'none'; connect-src 'self'; script-src 'self'" in page
        assert f'<script src="/-/live.js" data-news="/-/news?build={server.site.state.build}"' in page
        assert b"EventSource" in ask(server, "/-/live.js").read()
    assert (site / "index.html").read_text() == PAGE


def test_a_live_page_is_told_of_a_fault_and_of_the_next_build(site: Path) -> None:
    with answering(serve.bind(site, 8000), live=True) as server:
        build = server.site.state.build
        news = ask(server, f"/-/news?build={build}")
        server.site.tell("help.md, line 3")
        assert told(news) == {"build": build, "fault": "help.md, line 3"}
        server.site.show(site)
        after = told(news)
        assert after["build"] != build
        assert after["fault"] == ""
        assert told(ask(server, f"/-/news?build={build}")) == after


def told(news: HTTPResponse) -> dict[str, str]:
    """What the next line with something in it says."""
    line = next(line for line in iter(news.readline, b"") if line.startswith(b"data: "))
    return dict(json.loads(line.removeprefix(b"data: ")))
