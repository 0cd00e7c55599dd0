"""What a page may load, and the headers that a built site wants from its server, as each server is told them.

A page carries its own policy too: it holds where nobody can set a header, and for a copy on a disk.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from widerwindow.messages import Messages

_say = Messages(__package__)

POLICY = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}
"""What a page may load, and from where."""

FRAMING = "frame-ancestors"
"""Who may show a page in a frame; a page cannot say that of itself."""

UNUSED = ("camera", "geolocation", "microphone", "payment", "usb")
"""What no page uses, and so no script may ask for."""

CACHE_CONTROL = "Cache-Control"
AS_NEW = "no-cache"
"""A browser asks each time whether a file has changed: a helpline may have, and no name says which build it is of."""

FOR_A_DAY = "max-age=86400"
PICTURES = ("gif", "ico", "jpeg", "jpg", "png", "svg", "webp")
"""The kinds of files that may be a day old."""


class Server(StrEnum):
    """The servers that headers are written for."""

    PLAIN = "plain"
    NGINX = "nginx"
    APACHE = "apache"
    CADDY = "caddy"
    NETLIFY = "netlify"


def page_policy() -> str:
    """Return the policy that a page carries.

    "self" is the site itself on a server; `file:` is the same for a copy on a disk, where not every browser has a
    "self". No site on a server can reach a `file:`, so it opens nothing there.
    """
    here = {name: [*_with_disk(sources)] for name, sources in POLICY.items()}
    return _written(here)


def headers(framed_by: Sequence[str] = ()) -> dict[str, str]:
    """Return the headers for every file; the sites `framed_by` may show a page in a frame, besides the site itself.

    The older header for frames cannot name another site, so it is there only where none is named.
    """
    policy = {**POLICY, FRAMING: ("'self'", *framed_by)}
    alone = {} if framed_by else {"X-Frame-Options": "SAMEORIGIN"}
    return alone | {
        "Content-Security-Policy": _written(policy),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
    }


def written_for(server: Server, framed_by: Sequence[str] = ()) -> str:
    """Return the headers as `server` is told them."""
    return _WRITERS[server](headers(framed_by))


def _with_disk(sources: Sequence[str]) -> Sequence[str]:
    return ["'self'", "file:", *sources[1:]] if "'self'" in sources else sources


def _written(policy: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(" ".join([name, *sources]) for name, sources in policy.items())


def _plain(every: dict[str, str]) -> str:
    everywhere = [f"{name}: {value}" for name, value in every.items()]
    pictures = f"{CACHE_CONTROL}: {FOR_A_DAY}"
    return "\n".join(
        [*everywhere, f"{CACHE_CONTROL}: {AS_NEW}", "", f"# {_say('headers_pictures', kinds=PICTURES)}", pictures]
    )


def _nginx(every: dict[str, str]) -> str:
    lines = [f'add_header {name} "{value}" always;' for name, value in every.items()]
    picture = rf"if ($uri ~* \.({'|'.join(PICTURES)})$) {{ set $widerwindow_cache {FOR_A_DAY}; }}"
    cache = f"add_header {CACHE_CONTROL} $widerwindow_cache always;"
    return "\n".join([f"# {_say('headers_nginx')}", *lines, f"set $widerwindow_cache {AS_NEW};", picture, cache])


def _apache(every: dict[str, str]) -> str:
    lines = [f'Header always set {name} "{value}"' for name, value in (every | {CACHE_CONTROL: AS_NEW}).items()]
    pictures = [
        rf'<FilesMatch "\.({"|".join(PICTURES)})$">',
        f'  Header always set {CACHE_CONTROL} "{FOR_A_DAY}"',
        "</FilesMatch>",
    ]
    return "\n".join([*lines, *pictures])


def _caddy(every: dict[str, str]) -> str:
    lines = [f'  {name} "{value}"' for name, value in every.items()]
    kinds = " ".join(f"*.{kind}" for kind in PICTURES)
    pictures = [f"@pictures path {kinds}", f'header @pictures {CACHE_CONTROL} "{FOR_A_DAY}"']
    others = [f"@others not path {kinds}", f'header @others {CACHE_CONTROL} "{AS_NEW}"']
    return "\n".join(["header {", *lines, "}", *pictures, *others])


def _netlify(every: dict[str, str]) -> str:
    """Leave out how long files are kept: Netlify and Cloudflare have browsers ask each time unless told otherwise."""
    return "\n".join(["/*", *(f"  {name}: {value}" for name, value in every.items())])


_WRITERS: dict[Server, Callable[[dict[str, str]], str]] = {
    Server.PLAIN: _plain,
    Server.NGINX: _nginx,
    Server.APACHE: _apache,
    Server.CADDY: _caddy,
    Server.NETLIFY: _netlify,
}
