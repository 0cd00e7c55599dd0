"""`widerwindow doctor` on a small site that is sent as it should be, but for the one fault that a test plants."""

import gzip
import mimetypes
import shutil
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from web_servers import certificate

from widerwindow.site.doctor import look, walking
from widerwindow.site.doctor.finding import Report, Weight
from widerwindow.site.doctor.visiting import Visitor
from widerwindow.site.doctor.way_in import UnreachableError, way_in
from widerwindow.site.page.headers import headers
from widerwindow.site.page.imprint import PLACE

TODAY = date.today()
FOLDER = "course"


class Sent(ThreadingHTTPServer):
    """Sends the files of a folder; a test may change what is sent, and how."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.headers = headers() | {"Cache-Control": "no-cache", "Content-Encoding": "gzip"}
        self.kinds: dict[str, str] = {}
        self.for_all: bytes | None = None
        self.lists = False

    @property
    def address(self) -> str:
        return f"https://localhost:{self.server_port}/{FOLDER}/"

    def content(self, path: str) -> bytes | None:
        file = self.folder / path.lstrip("/")
        if file.is_dir() and (file / "index.html").is_file():
            file /= "index.html"
        if file.is_dir() and self.lists:
            return "".join(f'<a href="{each.name}">{each.name}</a>' for each in file.iterdir()).encode()
        return file.read_bytes() if file.is_file() else self.for_all


class Handler(BaseHTTPRequestHandler):
    server: Sent
    protocol_version = "HTTP/1.1"  # one connection for many files
    wbufsize = -1  # an answer in one piece: of two, the second waits until it is heard that the first came

    def do_GET(self) -> None:
        content = self.server.content(self.path)
        self.send_response(404 if content is None else 200)
        for name, value in self.server.headers.items():
            if name != "Server":
                self.send_header(name, value)
        ending = Path(self.path).suffix
        kind = self.server.kinds.get(ending) or (mimetypes.guess_type(self.path)[0] if ending else "text/html")
        self.send_header("Content-Type", kind or "application/octet-stream")
        packed = "Content-Encoding" in self.server.headers
        body = gzip.compress(content or b"") if packed else content or b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        return self.server.headers.get("Server", "a test")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Ports(ThreadingHTTPServer):
    """Stands for the ports 80 and 443 of a machine, as a proxy: a site is on one, a test says what is on the other."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(("127.0.0.1", 0), OnPorts)
        self.tls, self.leads_to = sent.server_port, ""


class OnPorts(BaseHTTPRequestHandler):
    server: Ports

    def do_CONNECT(self) -> None:
        self.send_response(200)
        self.end_headers()
        with socket.create_connection(("127.0.0.1", self.server.tls)) as there:
            back = threading.Thread(target=pass_on, args=(there, self.connection))
            back.start()
            pass_on(self.connection, there)
            back.join()

    def do_GET(self) -> None:
        self.send_response(301 if self.server.leads_to else 200)
        if self.server.leads_to:
            self.send_header("Location", self.server.leads_to)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificate(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def start(small_site: Path, tmp_path: Path, keys: tuple[Path, Path]) -> Iterator[Callable[..., Sent]]:
    """Starts sending a copy of the small site, with TLS or without."""
    shutil.copytree(small_site / "_build" / "html", tmp_path / FOLDER)
    with ExitStack() as running:

        def begin(tls: bool = True) -> Sent:
            sent = running.enter_context(Sent(tmp_path))
            if tls:
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(*keys)
                sent.socket = context.wrap_socket(sent.socket, server_side=True)
            threading.Thread(target=sent.serve_forever, args=(0.05,), daemon=True).start()
            running.callback(sent.shutdown)
            return sent

        yield begin


@pytest.fixture
def sent(start: Callable[..., Sent], keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The site, sent with TLS and a certificate that is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(keys[0]))
    return start()


def said(report: Report, weight: Weight = Weight.WRONG) -> list[str]:
    return [finding.advice.message for finding in report.weighing(weight)]


def assert_finds(sent: Sent, *words: str) -> None:
    """The doctor finds one thing and no other, and says these words of it."""
    report = look(sent.address, TODAY)
    [message] = said(report)
    assert all(word in message for word in words), message


def test_a_site_as_it_should_be_has_nothing_to_mend(sent: Sent) -> None:
    report = look(sent.address, TODAY)
    assert report.findings == []
    assert report.files > 10


def first_daily(*values: object) -> list[object]:
    """Return one value for every day, and the others for the thorough run."""
    return [values[0], *(pytest.param(value, marks=pytest.mark.thorough) for value in values[1:])]


@pytest.mark.parametrize("name", first_daily(*(name for name in headers() if name != "X-Frame-Options")))
def test_a_header_that_is_missing(sent: Sent, name: str) -> None:
    del sent.headers[name]
    assert_finds(sent, f"The header `{name}` is missing.")


@pytest.mark.parametrize(
    "header",
    first_daily(
        ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'self'"),
        ("Permissions-Policy", "camera=*"),
        ("Referrer-Policy", "unsafe-url"),
        ("Strict-Transport-Security", "max-age=300"),
        ("X-Content-Type-Options", "none"),
    ),
)
def test_a_header_that_allows_too_much(sent: Sent, header: tuple[str, str]) -> None:
    name, value = header
    sent.headers[name] = value
    assert_finds(sent, f"The header `{name}` allows more than the pages need: {value}")


def test_a_site_that_a_platform_may_show_in_its_frame_is_well_and_one_that_all_may_show_is_not(sent: Sent) -> None:
    sent.headers |= headers(["https://moodle.example.org"])
    del sent.headers["X-Frame-Options"]
    assert said(look(sent.address, TODAY)) == []
    sent.headers |= headers(["*"])
    assert_finds(sent, "Any other site may show these pages in a frame.")


@pytest.mark.parametrize(
    ("header", "value", "words"),
    [
        ("Cache-Control", "max-age=31536000", "old page"),
        ("Set-Cookie", "seen=1", "sets a cookie"),
    ],
)
def test_a_header_that_should_not_be_so(sent: Sent, header: str, value: str, words: str) -> None:
    sent.headers[header] = value
    assert_finds(sent, words)


def test_text_that_is_not_compressed(sent: Sent) -> None:
    del sent.headers["Content-Encoding"]
    assert_finds(sent, "Text is not compressed")


def test_a_script_that_is_sent_as_text(sent: Sent) -> None:
    sent.kinds[".js"] = "text/plain"
    assert_finds(sent, "of another kind than it is")


def test_a_link_that_leads_nowhere_and_the_page_that_has_it(sent: Sent) -> None:
    (sent.folder / FOLDER / "art" / "colours.html").unlink()
    [finding] = look(sent.address, TODAY).findings
    assert finding.advice.message == "1 link inside the site leads nowhere."
    assert finding.seen_at[0].startswith(f"{sent.address}art/colours.html, on {sent.address}")


@pytest.mark.parametrize(
    "counter", ["<script src='https://count.example.org/c.js'></script>", "<img src='//count.example.org/c.gif'>"]
)
def test_a_page_that_asks_another_host(sent: Sent, counter: str) -> None:
    page = sent.folder / FOLDER / "help.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{counter}</body>"), encoding="utf-8")
    assert_finds(sent, "asks another host")


def test_a_style_that_asks_another_host(sent: Sent) -> None:
    with (sent.folder / FOLDER / "_static" / "ww-shell.css").open("a", encoding="utf-8") as style:
        style.write("@import 'https://fonts.example.org/f.css';")
    assert_finds(sent, "asks another host")


@pytest.mark.parametrize(
    "name",
    [
        *first_daily(
            f"{FOLDER}/exercises/gradebook.db",
            f"{FOLDER}/.git/HEAD",
            f"{FOLDER}/exercises/quizzes/hues.yml",
            f"{FOLDER}/exercises/source/hues/hues.ipynb",
        ),
        *first_daily("exercises/roster.csv", "organisation.yml"),
    ],
)
def test_a_file_that_lies_open_in_the_site_or_above_it(sent: Sent, name: str) -> None:
    (sent.folder / name).parent.mkdir(parents=True, exist_ok=True)
    (sent.folder / name).write_text("not for readers")
    assert_finds(sent, "lies open")


def test_folders_whose_files_are_listed_and_what_lies_open_by_that(sent: Sent) -> None:
    sent.lists = True
    assert_finds(sent, "list of all files in a folder")
    (sent.folder / FOLDER / "exercises" / "backups").mkdir(parents=True)
    assert [message for message in said(look(sent.address, TODAY)) if "lies open" in message]


def test_a_server_with_an_answer_to_everything(sent: Sent) -> None:
    sent.for_all = b"<p>Welcome</p>"
    assert_finds(sent, "an answer to every address")


def test_helplines_that_nobody_has_checked(sent: Sent) -> None:
    [message, *others] = said(look(sent.address, TODAY + timedelta(days=200)))
    assert "too long ago to be given to anybody" in message
    assert len(others) > 3
    imprint(sent, '"review_by":"2999-01-01"', f'"review_by":"{TODAY - timedelta(days=1)}"')
    assert "was to be checked again by" in said(look(sent.address, TODAY))[0]


def imprint(sent: Sent, old: str, new: str) -> None:
    """Let the site say something else of itself."""
    file = sent.folder / FOLDER / PLACE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_edition_for_trainers_where_all_can_read_it(sent: Sent) -> None:
    imprint(sent, '"learners"', '"trainers"')
    assert_finds(sent, "edition for trainers")


def test_another_version_is_told_and_is_nothing_wrong(sent: Sent) -> None:
    imprint(sent, '"version":"', '"version":"0.')
    report = look(sent.address, TODAY)
    assert said(report) == []
    assert "This copy was made by version 0." in said(report, Weight.TOLD)[0]


def test_a_site_that_says_nothing_of_itself(sent: Sent) -> None:
    (sent.folder / FOLDER / PLACE).unlink()
    assert_finds(sent, "does not say by which version")


def test_a_certificate_that_is_not_trusted(start: Callable[..., Sent]) -> None:
    assert_finds(start(), "do not trust the certificate")


def test_pages_without_tls(start: Callable[..., Sent]) -> None:
    sent = start(tls=False)
    [message] = said(look(sent.address.replace("https", "http"), TODAY))
    assert "sent without TLS" in message


def test_http_that_does_not_lead_to_https(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ports(sent) as ports:
        threading.Thread(target=ports.serve_forever, daemon=True).start()
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{ports.server_port}")
        address = f"https://localhost/{FOLDER}/"
        assert "Whoever types the address without https" in said(look(address, TODAY))[0]
        ports.leads_to = address
        assert said(look(address, TODAY)) == []
        ports.shutdown()


def test_what_the_server_cannot_be_told_is_nothing_wrong(
    sent: Sent, command: Callable[..., str], tmp_path: Path
) -> None:
    sent.headers = {"Server": "GitHub.com", "Cache-Control": "max-age=600", "Content-Encoding": "gzip"}
    told = command(tmp_path, "doctor", sent.address)
    assert "Nothing found that has to be mended." in told
    assert "GitHub Pages cannot be told otherwise: The header `Content-Security-Policy` is missing." in told
    del sent.headers["Server"]
    told = command(tmp_path, "doctor", sent.address, status=1)
    assert "6 things to mend." in told
    assert f"at {sent.address}" in told


def test_a_look_ends_at_its_limit_and_says_so(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "MOST", 3)
    monkeypatch.setattr(walking, "BETWEEN_LOOKS", 2)
    report = look(sent.address, TODAY)
    assert report.files <= 5
    assert "were looked at" in said(report, Weight.TOLD)[0]


def test_where_nothing_answers_that_is_said(command: Callable[..., str], tmp_path: Path) -> None:
    assert "No page answers at https://localhost:9/" in command(tmp_path, "doctor", "localhost:9/", status=1)
    with Visitor() as visitor, pytest.raises(UnreachableError):
        way_in(visitor, "https://")
