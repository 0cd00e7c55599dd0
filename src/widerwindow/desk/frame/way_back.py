"""Where a page of the desk leads back to. It is said here for all pages but those that say it in words of their own."""

import re
from typing import NamedTuple


class Way(NamedTuple):
    """The page above another, by its address and by its name among the frame's words."""

    address: str
    name: str


_WAYS = [
    (r"/desk/(?:backups|cohorts)", Way("/desk/learners", "back_to_learners")),
    (r"/desk/learners/.+", Way("/desk/learners", "back_to_learners")),
    (r"/desk/backups/.+", Way("/desk/backups", "back_to_backups")),
    (r"/desk/cohorts/.+", Way("/desk/cohorts", "back_to_cohorts")),
    (r"/desk/aside/.+", Way("/desk/aside", "back_to_aside")),
    (r"/desk/(?:aside|taking-in|past|helplines)|/desk/marking/[\w-]+/[\w-]+/[0-9a-f]{32}", Way("/desk", "back")),
    (r"/desk/taking-in/.+", Way("/desk/taking-in", "back_to_taking_in")),
    (r"(/desk/giving-back/[\w-]+)/of/[\w-]+", Way(r"\1", "back_to_giving_back")),
    (r"/desk/fair/([\w-]+)/[\w-]+", Way(r"/desk/results/of/\1", "back_to_report")),
    (r"(/desk/fair/[\w-]+/[\w-]+)/.+", Way(r"\1", "back_to_fair")),
    (r"/desk/results/.+", Way("/desk/results", "back_to_results")),
]


def way_back(at: str) -> Way | None:
    """Return where the page at an address without a cohort leads back to; None where it says that itself."""
    for address, way in _WAYS:
        if found := re.fullmatch(address, at):
            return way._replace(address=found.expand(way.address))
    return None
