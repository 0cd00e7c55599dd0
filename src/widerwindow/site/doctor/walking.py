"""Goes through a whole site from its first page: every file that a page names and that lies in the site."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from widerwindow.messages import Messages
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.reading import Named, named_in
from widerwindow.site.doctor.visiting import SECONDS, Answer, Visitor, folder_of

MOST = 2000
"""How many files are asked for."""

BETWEEN_LOOKS = 50
"""How many are asked for before the clock is looked at."""

_say = Messages(__package__)


@dataclass
class Walk:
    """The files of a `site`: what was answered, where each is named first, which other hosts are asked, and by whom."""

    site: str
    answers: dict[str, Answer] = field(default_factory=dict)
    named_on: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)
    quizzes: set[str] = field(default_factory=set)
    is_whole: bool = True

    def take(self, answer: Answer) -> None:
        """Take in an answer, and what it names."""
        self.answers[answer.address] = answer
        named = named_in(answer)
        self.quizzes |= set(named.quizzes)
        for address in self._to_walk(answer, named):
            self.named_on.setdefault(address, answer.address)
        host = urlsplit(self.site).netloc
        self.elsewhere |= {address: answer.address for address in named.loaded if urlsplit(address).netloc != host}

    def _to_walk(self, answer: Answer, named: Named) -> list[str]:
        onwards = [answer.leads_to] if answer.leads_to else []
        return [each for each in (*named.links, *named.loaded, *onwards) if each.startswith(self.site)]

    def waiting(self) -> list[str]:
        """Return what is named and was not asked for yet."""
        return [address for address in self.named_on if address not in self.answers]

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with links, and with what is loaded."""
        dead = [each.address for each in self.answers.values() if each.is_dead]
        if dead:
            seen = [_say("on_page", address=address, page=self.named_on[address]) for address in dead]
            yield Finding(Weight.WRONG, _say.advice("dead_links", count=len(dead)), seen)
        if self.elsewhere:
            seen = [_say("on_page", address=address, page=page) for address, page in self.elsewhere.items()]
            yield Finding(Weight.WRONG, _say.advice("elsewhere"), seen)
        if not self.is_whole:
            yield Finding(Weight.TOLD, _say.advice("stopped", files=len(self.answers), most=MOST, seconds=SECONDS))


def walk(visitor: Visitor, first: Answer) -> Walk:
    """Return the site that begins with the page `first`, or as much of it as the limits allow."""
    walked = Walk(folder_of(first.address))
    walked.take(first)
    while (waiting := walked.waiting()) and not visitor.is_late and len(walked.answers) < MOST:
        for answer in visitor.ask_all(waiting[:BETWEEN_LOOKS]):
            walked.take(answer)
    walked.is_whole = not walked.waiting()
    return walked
