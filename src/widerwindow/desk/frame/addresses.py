"""Where a page of the desk is. Each address may name a cohort: so two tabs with two cohorts never mix.

On a server with other things beside it, all of them begin with one base; on this machine alone, that is empty.
"""

import re
from copy import copy
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.routing import PathMatches
from typing_extensions import override

_TOP = "/desk"
NO_COHORT = f"{_TOP}/of/-"
"""The address that leads to those in no cohort from everywhere."""

_OF_COHORT = re.compile(rf"{_TOP}/of/([a-z0-9-]+)(?=/|$)")


def cohort_in(path: str) -> str | None:
    """Return the cohort that the address of a page names, None where it names none."""
    found = _OF_COHORT.match(path)
    return found[1] if found and found[0] != NO_COHORT else None


def bare(path: str) -> str:
    """Return the address of the same page without its cohort."""
    return _OF_COHORT.sub(_TOP, path)


def top(cohort: str | None) -> str:
    """Return the address of the first page of a cohort, or of those in none."""
    return f"{_TOP}/of/{cohort}" if cohort else _TOP


def led_back(html: str, cohort: str | None, base: str) -> str:
    """Return a page whose links and forms all lead to the same cohort, and below the `base`.

    It is done here, for every page alike, so that no page can forget it. What people wrote has no plain quotes in it.
    """
    return re.sub(rf'(?<==")({_TOP}(?=[/?#"])[^"]*)', lambda found: led_to(found[1], cohort, base), html)


def led_to(address: str, cohort: str | None, base: str) -> str:
    """Return the address of the same page for a cohort, where it is one of the desk, below the `base`."""
    named = re.sub(rf"^{_TOP}(?!/of/)(?=[/?#]|$)", top(cohort), address)
    return re.sub(rf"^(?={_TOP}(?:[/?#]|$))", base, named)


class Address(PathMatches):
    """Fits the address of a page below a `base`, whichever cohort it names."""

    def __init__(self, place: str, base: str) -> None:
        super().__init__(place)
        self._base = base

    @override
    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        without_cohort = copy(request)
        without_cohort.path = bare(request.path.removeprefix(self._base))
        return super().match(without_cohort)
