"""A small site, put up as the guide says on real nginx, Apache and Caddy, under a name of its own and in a folder."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from guide_to_putting_up import AT_HOME, NOT_HERE, RUN, SECTIONS, WRITTEN_INTO_A_FILE, blocks, follow
from playwright.sync_api import BrowserContext, expect
from web_servers import NAME, Up, serving

from widerwindow.site.page.headers import headers

FILES = {
    "index.html": "text/html",
    "": "text/html",
    "art/colours.html": "text/html",
    "_static/ww-shell.css": "text/css",
    "_static/ww-shell.js": "javascript",
    "_images/sun.svg": "image/svg+xml",
}


@pytest.fixture(
    scope="module",
    params=[pytest.param(kind, marks=[] if kind == "nginx" else [pytest.mark.thorough]) for kind in SECTIONS],
)
def up(request: pytest.FixtureRequest, small_site: Path, command: Callable[..., str]) -> Iterator[Up]:
    """The site on one kind of server; other users of this machine may read it, as the server is one of them."""
    with tempfile.TemporaryDirectory() as made, pytest.MonkeyPatch.context() as patch:
        to = Path(made)
        to.chmod(0o755)
        follow(request.param, small_site, to, lambda course, arguments: command(course, *arguments))
        with serving(request.param, to) as server:
            patch.setenv("SSL_CERT_FILE", str(to / "etc" / "letsencrypt" / "live" / NAME / "fullchain.pem"))
            yield server


@pytest.fixture(params=["address", "in_a_folder"])
def place(up: Up, request: pytest.FixtureRequest) -> str:
    """The address of the site, or of its copy in a folder."""
    return str(getattr(up, request.param))


@pytest.mark.parametrize("name", FILES, ids=str)
def test_every_file_is_sent_with_all_headers_compressed_and_as_what_it_is(place: str, name: str) -> None:
    answer = httpx.get(place + name)
    assert answer.status_code == 200
    assert {each: answer.headers.get(each) for each in headers()} == headers()
    assert answer.headers["Cache-Control"] == ("max-age=86400" if name.endswith(".svg") else "no-cache")
    assert FILES[name] in answer.headers["Content-Type"]
    assert answer.headers.get("Content-Encoding") == "gzip"
    known = {"If-None-Match": answer.headers.get("ETag", ""), "If-Modified-Since": answer.headers["Last-Modified"]}
    assert httpx.get(place + name, headers={each: value for each, value in known.items() if value}).status_code == 304


def test_what_is_not_there_is_not_found_and_no_folder_is_listed(place: str) -> None:
    missing = httpx.get(f"{place}nowhere.html")
    assert missing.status_code == 404
    assert {each: missing.headers.get(each) for each in headers()} == headers()
    assert httpx.get(f"{place}_static/").status_code in (403, 404)


def test_a_folder_without_its_last_stroke_and_a_page_without_tls_lead_there(up: Up) -> None:
    assert httpx.get(up.in_a_folder.removesuffix("/"), follow_redirects=True).url == up.in_a_folder
    assert httpx.get(f"{up.plain}help.html").headers["Location"] == f"{up.address}help.html"


def test_a_page_works_under_the_policy_and_says_nothing_on_the_console(
    place: str, new_visit: Callable[..., BrowserContext]
) -> None:
    page = new_visit(ignore_https_errors=True).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{place}art/colours.html")
    page.get_by_label("Blue on many days").check()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("paragraph").filter(has_text="On many days.")).to_be_visible()
    page.goto(f"{place}help.html")
    expect(page.get_by_alt_text("A sun")).to_have_js_property("naturalWidth", 20)
    page.goto(f"{place}search.html")
    page.get_by_role("searchbox").fill("colours")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#search-results").get_by_role("link", name="Colours")).to_be_visible()
    assert said == []


def test_doctor_finds_nothing_to_mend(up: Up, command: Callable[..., str], tmp_path: Path) -> None:
    for address in (up.plain, up.in_a_folder):
        assert "Nothing found that has to be mended." in command(tmp_path, "doctor", address)


def test_no_log_says_what_a_reader_asked_for(place: str, up: Up) -> None:
    for name in ("help.html", "nowhere.html", "_static/"):
        httpx.get(place + name)
    logs = [file.read_text() for file in up.logs.rglob("*") if file.is_file()]
    assert logs
    asked = ("help.html", "nowhere.html", "_static", "www/widerwindow")
    assert [log for log in logs if any(name in log for name in asked)] == []


@pytest.mark.parametrize("kind", SECTIONS)
def test_a_server_gets_rsync_before_anything_is_sent_there(kind: str) -> None:
    lines = list(blocks(*SECTIONS[kind]))
    [ready] = [place for place, line in enumerate(lines) if line.startswith("apt-get install") and "rsync" in line]
    [sent] = [place for place, line in enumerate(lines) if AT_HOME in line]
    assert ready < sent


def test_each_line_of_the_guides_blocks_is_run_here_or_known_to_need_a_whole_machine() -> None:
    lines = list(blocks())
    assert [line for line in lines if not line.startswith((*RUN, *NOT_HERE, *WRITTEN_INTO_A_FILE))] == []
