"""Looks at a copy that is up, from outside, as anybody can: what is wrong, and what its server cannot be told.

`visiting` asks within limits, `reading` says what a page names, `walking` goes through the site, `classroom` looks at
a classroom in place of one; every other module looks at one thing and yields what it finds.
"""

from datetime import date

from widerwindow.site.doctor.answers import wrong_with_answers
from widerwindow.site.doctor.classroom import version_of_hub, wrong_with_classroom
from widerwindow.site.doctor.finding import Finding, Report
from widerwindow.site.doctor.open_files import open_files
from widerwindow.site.doctor.own_words import wrong_with_imprint
from widerwindow.site.doctor.visiting import Visitor
from widerwindow.site.doctor.walking import Walk, walk
from widerwindow.site.doctor.way_in import way_in


def look(address: str, today: date) -> Report:
    """Return what is found on the site, or in the classroom, that is at `address`. Raises UnreachableError."""
    with Visitor() as visitor:
        way, found = way_in(visitor, address)
        first = way[-1]
        if version := version_of_hub(visitor, first):
            return Report(first.address, None, [*found, *wrong_with_classroom(visitor, way, version)])
        walked = walk(visitor, first)
        return Report(first.address, len(walked.answers), [*found, *_on_site(visitor, walked, today)])


def _on_site(visitor: Visitor, walked: Walk, today: date) -> list[Finding]:
    looks = (
        walked.findings(),
        wrong_with_answers(list(walked.answers.values())),
        wrong_with_imprint(visitor, walked.site, today),
        open_files(visitor, walked),
    )
    return [finding for looked in looks for finding in looked]
