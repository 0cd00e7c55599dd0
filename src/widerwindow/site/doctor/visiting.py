"""Asks a web server for files, within limits of time and size, and keeps what it answers."""

import ssl
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx

from widerwindow import __version__

SECONDS = 120
"""How long a walk through the site may take."""

_PATIENCE = 10  # seconds for one answer
_LARGEST = 5_000_000  # bytes that are read of one file
_AT_ONCE = 4
_REDIRECTS = range(300, 400)


class UntrustedError(Exception):
    """Raised where a server's certificate is not trusted."""


@dataclass(frozen=True)
class Answer:
    """What a server answers; a status of 0 means that no answer came."""

    address: str
    status: int = 0
    headers: httpx.Headers = field(default_factory=httpx.Headers)
    content: bytes = b""

    @property
    def is_there(self) -> bool:
        """Whether the file is there."""
        return self.status == httpx.codes.OK

    @property
    def is_dead(self) -> bool:
        """Whether no file came: none is there, or nobody answered."""
        return not self.status or httpx.codes.is_error(self.status)

    @property
    def is_page(self) -> bool:
        """Whether it is a page."""
        return self.is_there and self.kind == "text/html"

    @property
    def has_tls(self) -> bool:
        """Whether nobody on the way could read it."""
        return has_tls(self.address)

    @property
    def kind(self) -> str:
        """The kind of file, as the server says it."""
        said: str = self.headers.get("Content-Type", "")
        return said.partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """What it says."""
        return self.content.decode("utf-8", errors="replace")

    @property
    def leads_to(self) -> str | None:
        """Where it leads on to."""
        location = self.headers.get("Location")
        return urljoin(self.address, location) if location and self.status in _REDIRECTS else None


class Visitor:
    """Asks for files as a browser does, and keeps to its time."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS
        self._client = _client(trusting=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._client.close()

    @property
    def is_late(self) -> bool:
        """Whether its time is over."""
        return time.monotonic() > self._until

    def trust_anybody(self) -> None:
        """Go on though the server's certificate is not trusted."""
        self._client.close()
        self._client = _client(trusting=True)

    def ask(self, address: str) -> Answer:
        """Return what the server answers. Raises UntrustedError."""
        try:
            with self._client.stream("GET", address) as response:
                return Answer(address, response.status_code, response.headers, _read(response))
        except httpx.ConnectError as error:
            if ssl.SSLCertVerificationError.__name__ in repr(error) or "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise UntrustedError from error
            return Answer(address)
        except (httpx.HTTPError, httpx.InvalidURL):
            return Answer(address)

    def ask_all(self, addresses: Iterable[str]) -> list[Answer]:
        """Return what the server answers to each, a few at a time."""
        with ThreadPoolExecutor(_AT_ONCE) as several:
            return list(several.map(self.ask, addresses))


def has_tls(address: str) -> bool:
    """Return whether nobody on the way can read what goes to an address."""
    return urlsplit(address).scheme == "https"


def folder_of(address: str) -> str:
    """Return the address of the folder that a file lies in."""
    return urljoin(address, ".")


def file_ending(address: str) -> str:
    """Return how the file's name ends, without the dot; "" for a folder."""
    return urlsplit(address).path.rpartition("/")[2].rpartition(".")[2].lower()


def _client(*, trusting: bool) -> httpx.Client:
    asking = {"User-Agent": f"widerwindow/{__version__}", "Accept-Encoding": "gzip"}
    return httpx.Client(verify=not trusting, timeout=_PATIENCE, headers=asking)


def _read(response: httpx.Response) -> bytes:
    found = bytearray()
    for part in response.iter_bytes():
        found += part
        if len(found) > _LARGEST:
            break
    return bytes(found)
