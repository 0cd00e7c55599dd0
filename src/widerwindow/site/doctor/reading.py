"""What a page or a style sheet names: where it links to, and what it makes a browser load."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, Tag

from widerwindow.site.doctor.visiting import Answer

_LOADED_BY = {
    "audio": "src",
    "embed": "src",
    "form": "action",
    "iframe": "src",
    "img": "src",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "video": "src",
}
_NOT_LOADED = {"alternate", "author", "canonical", "help", "license", "next", "prev", "search"}
_IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?([^\"')\s;]+)")


@dataclass(frozen=True)
class Named:
    """What an answer names, as whole addresses: `links` to follow, what is loaded, and the ids of quizzes in it."""

    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    quizzes: list[str] = field(default_factory=list)


def named_in(answer: Answer) -> Named:
    """Return what a page or a style sheet names; nothing for a file of another kind."""
    if answer.is_page:
        return _in_page(answer)
    if answer.is_there and answer.kind == "text/css":
        return Named(loaded=_whole(answer, _IN_STYLE.findall(answer.text)))
    return Named()


def _in_page(answer: Answer) -> Named:
    page = BeautifulSoup(answer.text, "html.parser")
    links = [str(link["href"]) for link in page.find_all("a", href=True)]
    quizzes = [str(each["data-id"]) for each in page.find_all("ww-widget", {"data-kind": "quiz", "data-id": True})]
    return Named(_whole(answer, links), _whole(answer, list(_loaded(page))), quizzes)


def _loaded(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.find_all([*_LOADED_BY, "link"]):
        if tag.name == "link":
            yield from _loaded_by_link(tag)
        elif address := tag.get(_LOADED_BY[tag.name]):
            yield str(address)


def _loaded_by_link(tag: Tag) -> Iterator[str]:
    kinds = set(tag.get_attribute_list("rel"))
    if kinds - _NOT_LOADED and tag.get("href"):
        yield str(tag["href"])


def _whole(answer: Answer, addresses: list[str]) -> list[str]:
    whole = dict.fromkeys(urldefrag(urljoin(answer.address, address)).url for address in addresses)
    return [address for address in whole if address.startswith(("http://", "https://"))]
