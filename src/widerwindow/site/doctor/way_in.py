"""How a reader gets in: over TLS, also where she types an address without it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from widerwindow.messages import Messages
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.visiting import Answer, UntrustedError, Visitor

_HOPS = 5

_say = Messages(__package__)


class UnreachableError(Exception):
    """Raised where no page answers; the message says so to a person."""


def way_in(visitor: Visitor, address: str) -> tuple[Answer, list[Finding]]:
    """Return the first page, and what is wrong on the way to it. Raises UnreachableError."""
    whole = address if "://" in address else f"https://{address}"
    found: list[Finding] = []
    try:
        first = _followed(visitor, whole)
    except UntrustedError:
        found = [Finding(Weight.WRONG, _say.advice("untrusted"), [whole])]
        visitor.trust_anybody()
        first = _followed(visitor, whole)
    if not first.is_page:
        raise UnreachableError(_say("unreachable", address=whole))
    return first, [*found, *_without_tls(visitor, whole, first)]


def _followed(visitor: Visitor, address: str) -> Answer:
    answer = visitor.ask(address)
    for _ in range(_HOPS):
        if not answer.leads_to:
            break
        answer = visitor.ask(answer.leads_to)
    return answer


def _without_tls(visitor: Visitor, asked: str, first: Answer) -> Iterator[Finding]:
    """Look whether the address without TLS leads to the one with it; on a port of its own there is no such address."""
    if not _has_tls(first.address):
        yield Finding(Weight.WRONG, _say.advice("no_tls"), [first.address])
    elif _has_tls(asked) and not urlsplit(asked).port:
        plain = visitor.ask(f"http{asked.removeprefix('https')}")
        if plain.status and not (plain.leads_to and _has_tls(plain.leads_to)):
            yield Finding(Weight.WRONG, _say.advice("no_redirect"), [plain.address])


def _has_tls(address: str) -> bool:
    return urlsplit(address).scheme == "https"
