"""Mends links between pages, which authors write to `.md` files, for the place where a widget is shown."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

_PAGE_LINK = re.compile(r'<a href="(?!\w+:|#|/)([^"#]+)\.md(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)


def from_folder(html: str, folder: str) -> str:
    """Return `html` with its links to pages leading through `folder`."""
    return _PAGE_LINK.sub(lambda link: f'<a href="{folder}/{link[1]}.md{link[2] or ""}"{link[3]}>{link[4]}</a>', html)


def to_built_page(html: str) -> str:
    """Return `html` with its links to pages leading to the built ones."""
    return _PAGE_LINK.sub(r'<a href="\1.html\2"\3>\4</a>', html)


def to_built_pages(content: Mapping[str, object]) -> dict[str, Any]:
    """Return `content` with its links to pages leading to the built ones."""
    return {key: throughout(value, to_built_page) for key, value in content.items()}


def without_page_links(content: Mapping[str, object]) -> dict[str, Any]:
    """Return `content` with the text of its links to pages only: a notebook has nowhere for them to lead."""
    change = partial(_PAGE_LINK.sub, r"\4")
    return {key: throughout(value, change) for key, value in content.items()}


def with_page_links(html: str, address: Callable[[str], str | None]) -> str:
    """Return `html` with its links to pages leading to their `address`; of a page that has none the text stays."""

    def lead(link: re.Match[str]) -> str:
        found = address(link[1])
        return f'<a href="{found}{link[2] or ""}"{link[3]}>{link[4]}</a>' if found else link[4]

    return _PAGE_LINK.sub(lead, html)


def throughout(value: object, change: Callable[[str], object]) -> object:
    """Return `value` with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: throughout(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [throughout(inner, change) for inner in value]
    return value
