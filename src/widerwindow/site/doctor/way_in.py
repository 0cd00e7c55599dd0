"""How a reader gets in: over TLS, also where she types an address without it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from widerwindow.messages import Messages
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.visiting import Answer, UntrustedError, Visitor, has_tls

_HOPS = 5

_say = Messages(__package__)


class UnreachableError(Exception):
    """Raised where no page answers; the message says so to a person."""


def way_in(visitor: Visitor, address: str) -> tuple[list[Answer], list[Finding]]:
    """Return all answers on the way to the first page, which is the last of them, and what is wrong with that way.

    Raises UnreachableError.
    """
    whole = address if "://" in address else f"https://{address}"
    found: list[Finding] = []
    try:
        way = _followed(visitor, whole)
    except UntrustedError:
        found = [Finding(Weight.WRONG, _say.advice("untrusted"), [whole])]
        visitor.trust_anybody()
        way = _followed(visitor, whole)
    if not way[-1].is_page:
        raise UnreachableError(_say("unreachable", address=whole))
    return way, [*found, *_without_tls(visitor, whole, way[-1])]


def _followed(visitor: Visitor, address: str) -> list[Answer]:
    way = [visitor.ask(address)]
    while (onwards := way[-1].leads_to) and len(way) <= _HOPS:
        way.append(visitor.ask(onwards))
    return way


def _without_tls(visitor: Visitor, asked: str, first: Answer) -> Iterator[Finding]:
    """Look whether the address without TLS leads to the one with it; on a port of its own there is no such address."""
    if not first.has_tls:
        yield Finding(Weight.WRONG, _say.advice("no_tls"), [first.address])
    elif has_tls(asked) and not urlsplit(asked).port:
        plain = visitor.ask(f"http{asked.removeprefix('https')}")
        if plain.status and not (plain.leads_to and has_tls(plain.leads_to)):
            yield Finding(Weight.WRONG, _say.advice("no_redirect"), [plain.address])
