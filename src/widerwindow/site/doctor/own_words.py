"""What a site says of itself: how old its helplines are, for whom it was made, and by which version."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

from pydantic import ValidationError

from widerwindow import __version__
from widerwindow.content.pages.page import Audience
from widerwindow.messages import Messages
from widerwindow.site.doctor.finding import Finding, Weight
from widerwindow.site.doctor.visiting import Visitor
from widerwindow.site.page.imprint import PLACE, Imprint

_say = Messages(__package__)


def wrong_with_imprint(visitor: Visitor, site: str, today: date) -> Iterator[Finding]:
    """Yield what is wrong by what the site says of itself on `today`."""
    answer = visitor.ask(urljoin(site, PLACE))
    try:
        imprint = Imprint.model_validate_json(answer.content)
    except ValidationError:
        yield Finding(Weight.WRONG, _say.advice("no_imprint"), [answer.address])
        return
    yield from _helplines(imprint, today)
    if imprint.made_for == Audience.TRAINERS:
        yield Finding(Weight.WRONG, _say.advice("for_trainers"))
    if imprint.version != __version__:
        yield Finding(Weight.TOLD, _say.advice("other_version", theirs=imprint.version, ours=__version__))


def _helplines(imprint: Imprint, today: date) -> Iterator[Finding]:
    for line in imprint.helplines:
        if line.is_stale(today):
            yield Finding(Weight.WRONG, _say.advice("stale_helpline", id=line.id, day=line.checked_on))
        elif line.is_due(today):
            yield Finding(Weight.WRONG, _say.advice("due_helpline", id=line.id, day=line.review_by))
