"""What lies open that should not: keys, hand-ins, marks, backups, a repository, and lists of all files in a folder."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from widerwindow.messages import Messages
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.reading import named_in
from widerwindow.site.doctor.visiting import Answer, Visitor, folder_of
from widerwindow.site.doctor.walking import Walk

_NOWHERE = "there-is-no-such-page.html"
_ABOVE = 3
"""How many folders above the site are looked at too: that of the whole course may have been put up."""

_OF_A_COURSE = (".env", ".git/HEAD", ".git/config", "organisation.yml", "gradebook.db", "roster.csv")
_IN_EXERCISES = (
    *("answers.csv", "extensions.yml", "gradebook.db", "grades.csv", "grades.xlsx", "moodle/learners.csv"),
    *("nbgrader_config.py", "origins.csv", "roster.csv", "senders.csv"),
    *("archives/", "backups/", "bank/", "cohorts/", "feedback/", "kept-aside/", "quizzes/", "source/", "submitted/"),
)
_PACKED = ("_build/packages/with-answers/", "packages/with-answers/", "with-answers/")

_say = Messages(__package__)


def open_files(visitor: Visitor, walked: Walk) -> Iterator[Finding]:
    """Yield what lies open; nobody can tell of a folder where every address has an answer."""
    if _answers_to_all(visitor, walked.site):
        yield Finding(Weight.WRONG, _say.advice("answers_to_all"), [walked.site])
        return
    names = list(_names(walked.quizzes))
    folders = [folder for folder in _folders(walked.site) if not _answers_to_all(visitor, folder)]
    found = visitor.ask_all(urljoin(folder, name) for folder in folders for name in names)
    lying = [answer.address for answer in found if answer.is_there]
    if lying:
        yield Finding(Weight.WRONG, _say.advice("lies_open"), lying)
    listings = [answer.address for answer in visitor.ask_all(_own_folders(walked)) if _is_listing(answer, walked)]
    if listings:
        yield Finding(Weight.WRONG, _say.advice("listing"), listings)


def _answers_to_all(visitor: Visitor, folder: str) -> bool:
    nowhere = visitor.ask(urljoin(folder, _NOWHERE))
    return nowhere.is_there or nowhere.leads_to is not None


def _names(quizzes: set[str]) -> Iterator[str]:
    yield from (*_OF_A_COURSE, *_PACKED)
    yield from (f"exercises/{name}" for name in _IN_EXERCISES)
    for quiz in sorted(quizzes):
        yield from (f"exercises/quizzes/{quiz}.yml", f"exercises/source/{quiz}/{quiz}.ipynb")


def _folders(site: str) -> list[str]:
    """Return the folder of the site and those above it."""
    folders = [site]
    while len(folders) <= _ABOVE and urlsplit(folders[-1]).path not in ("", "/"):
        folders.append(urljoin(folders[-1], ".."))
    return folders


def _own_folders(walked: Walk) -> list[str]:
    """Return the folders that the site's files lie in, and that are no pages themselves."""
    folders = dict.fromkeys(folder_of(address) for address in walked.answers)
    return [folder for folder in folders if folder not in walked.answers]


def _is_listing(answer: Answer, walked: Walk) -> bool:
    """Return whether a page is nothing but a list of files, as a server makes it: it has no style of the site."""
    named = named_in(answer)
    inside = [link for link in named.links if link in walked.answers and folder_of(link) == answer.address]
    return bool(inside) and not any(file.startswith(walked.site) for file in named.loaded)
