"""What is wrong with how files are sent: headers, kinds, cookies, and whether they are compressed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from widerwindow.messages import Advice, Messages
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.fixed_servers import fixed_server
from widerwindow.site.doctor.visiting import Answer, file_ending
from widerwindow.site.page.headers import CACHE_CONTROL, FRAMING, PICTURES, POLICY, UNUSED, headers

_HALF_A_YEAR = 15_552_000  # seconds
_TEN_MINUTES = 600
_SMALL = 1000  # bytes: to compress less gains nothing
_COMPRESSED = {"text/html", "text/css", "text/javascript", "application/javascript"}
_KINDS = {
    "html": {"text/html"},
    "css": {"text/css"},
    "js": {"text/javascript", "application/javascript"},
    "svg": {"image/svg+xml"},
}
_FRAMED_BY_ALL = {"*", "http:", "https:"}

_say = Messages(__package__)


def wrong_with_answers(answers: Sequence[Answer]) -> Iterator[Finding]:
    """Yield what is wrong with these answers, each thing once."""
    there = [answer for answer in answers if answer.is_there]
    fixed = fixed_server(there[0])
    seen: dict[Advice, list[str]] = defaultdict(list)
    for answer in there:
        for advice in (*_headers(answer), *_compression(answer)):
            seen[advice].append(answer.address)
    for advice, places in seen.items():
        if fixed:
            yield Finding(Weight.FIXED, _say.advice("fixed", server=fixed, what=advice.message), places)
        else:
            yield Finding(Weight.WRONG, advice, places)
    yield from _always_wrong(there)


def _headers(answer: Answer) -> Iterator[Advice]:
    for name, is_well in WELL.items():
        value = answer.headers.get(name)
        if value is None:
            if name in headers():
                yield _say.advice("missing_header", name=name)
        elif not is_well(value):
            yield _say.advice("weak_header", name=name, value=value)
    if not is_framed_by_few(answer):
        yield _say.advice("framed_by_all")
    if file_ending(answer.address) not in PICTURES and not _is_fresh(answer.headers.get(CACHE_CONTROL, "")):
        yield _say.advice("kept_too_long", name=CACHE_CONTROL)


def _compression(answer: Answer) -> Iterator[Advice]:
    if answer.kind in _COMPRESSED and len(answer.content) > _SMALL and "Content-Encoding" not in answer.headers:
        yield _say.advice("not_compressed")


def _always_wrong(answers: Sequence[Answer]) -> Iterator[Finding]:
    cookies = [answer.address for answer in answers if "Set-Cookie" in answer.headers]
    if cookies:
        yield Finding(Weight.WRONG, _say.advice("cookies"), cookies)
    kinds = [answer.address for answer in answers if not _is_of_its_kind(answer)]
    if kinds:
        yield Finding(Weight.WRONG, _say.advice("wrong_kind"), kinds)


def _is_of_its_kind(answer: Answer) -> bool:
    known = _KINDS.get(file_ending(answer.address))
    return known is None or answer.kind in known


def _policies(value: str) -> list[dict[str, set[str]]]:
    """Return the policies in a header, of which a browser keeps every one."""
    return [
        {words[0].lower(): set(words[1:]) for part in policy.split(";") if (words := part.split())}
        for policy in value.split(",")
    ]


def _is_as_strict(value: str) -> bool:
    return any(
        all(name in policy and policy[name] <= set(sources) for name, sources in POLICY.items())
        for policy in _policies(value)
    )


def is_framed_by_few(answer: Answer) -> bool:
    """Return whether no other site, or none but those that are named, may show the answer in a frame."""
    policies = _policies(answer.headers.get("Content-Security-Policy", ""))
    named = [policy[FRAMING] for policy in policies if FRAMING in policy]
    older = answer.headers.get("X-Frame-Options", "").upper() in {"DENY", "SAMEORIGIN"}
    return older or any(not sources & _FRAMED_BY_ALL for sources in named)


def _max_age(value: str) -> int | None:
    age = re.search(r"max-age=(\d+)", value)
    return int(age[1]) if age else None


def _is_fresh(value: str) -> bool:
    age = _max_age(value)
    return "no-cache" in value or "no-store" in value or (age is not None and age <= _TEN_MINUTES)


WELL: dict[str, Callable[[str], bool]] = {
    "Content-Security-Policy": _is_as_strict,
    "Permissions-Policy": lambda value: all(f"{feature}=()" in value for feature in UNUSED),
    "Referrer-Policy": lambda value: value.lower() == "no-referrer",
    "Strict-Transport-Security": lambda value: (_max_age(value) or 0) >= _HALF_A_YEAR,
    "X-Content-Type-Options": lambda value: value.lower() == "nosniff",
}
"""When a header is well that may say more, or last longer, than ours."""
