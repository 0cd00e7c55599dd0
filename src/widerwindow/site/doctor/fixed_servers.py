"""The kinds of servers that nobody can tell which headers to send."""

from urllib.parse import urlsplit

from widerwindow.messages import Messages
from widerwindow.site.doctor.visiting import Answer

_say = Messages(__package__)

_BY_HEADER = {
    "github.com": _say("server_github"),
    "amazons3": _say("server_s3"),
    "windows-azure": _say("server_azure"),
    "uploadserver": _say("server_google"),
}
"""By how the header `Server` begins."""

_BY_HOST = {".github.io": _say("server_github"), ".gitlab.io": _say("server_gitlab")}
"""By how the name of the host ends."""


def fixed_server(answer: Answer) -> str | None:
    """Return what the server is called that answers, where it is of such a kind."""
    server, host = answer.headers.get("Server", "").lower(), urlsplit(answer.address).hostname or ""
    found = [name for start, name in _BY_HEADER.items() if server.startswith(start)]
    found += [name for end, name in _BY_HOST.items() if host.endswith(end)]
    return next(iter(found), None)
