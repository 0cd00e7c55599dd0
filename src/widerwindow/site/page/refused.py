"""Finds what no built page may have: a widget that stays blank, another host, what its own policy passes over."""

import re
from pathlib import Path

from widerwindow.content.checks.markup import PASSED_OVER
from widerwindow.messages import Messages
from widerwindow.site.page.memo import Remember, anew

_DEAD_WIDGET = re.compile(re.escape("application/vnd.jupyter.widget-view+json"))
_DATA = re.compile(r"<script type=\"application/json\">.*?</script>", re.DOTALL)
_ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|source)[^>]*(?:src|href)=[\"'](?:https?:)?//[^\"']*")
_say = Messages(__package__)


def refused(site: Path, remember: Remember = anew) -> list[str]:
    """Return what is wrong in the pages of the built `site`: one plain message for each kind and page."""
    pages = sorted(site.rglob("*.html"))
    found = [(page.name, remember(_wrong, page.read_text(encoding="utf-8"))) for page in pages]
    return [_say(kind, page=page, what=what) for page, wrong in found for kind, what in wrong.items()]


def _wrong(html: str) -> dict[str, str]:
    """Return the kinds of what is wrong in a page, each with its first place."""
    looked = {
        "dead_widget": _DEAD_WIDGET.search(html),
        "another_host": _ELSEWHERE.search(html),
        "passed_over": PASSED_OVER.search(_DATA.sub("", html)),
    }
    return {kind: place[0] for kind, place in looked.items() if place}
