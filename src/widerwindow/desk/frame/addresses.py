"""Where a page of the desk is. Each address may name a cohort: so two tabs with two cohorts never mix."""

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


def led_back(html: str, cohort: str | None) -> str:
    """Return a page whose links and forms all lead to the same cohort.

    It is done here, for every page alike, so that no page can forget it. What people wrote has no plain quotes in it.
    """
    return re.sub(rf'="{_TOP}(?!/of/)(?=[/?#"])', f'="{top(cohort)}', html)


def led_to(address: str, cohort: str | None) -> str:
    """Return the address of the same page for a cohort, where it is one of the desk."""
    return re.sub(rf"^{_TOP}(?!/of/)(?=[/?#]|$)", top(cohort), address)


class Address(PathMatches):
    """Fits the address of a page, whichever cohort it names."""

    @override
    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        without_cohort = copy(request)
        without_cohort.path = bare(request.path)
        return super().match(without_cohort)
