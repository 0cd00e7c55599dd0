"""The directive `{organisation}`: contacts and helplines, put into a page from `organisation.yml`."""

from pathlib import Path

from docutils import nodes
from typing_extensions import override

from widerwindow.content.about.organisation import Contact, Helpline
from widerwindow.messages import Messages
from widerwindow.site.directives.directive import CourseDirective

_say = Messages(__package__)

_LINK = "\0"
_SCHEME = {"phone": "tel:", "text": "sms:", "chat": ""}


class OrganisationDirective(CourseDirective):
    """Lists whom to ask and where to turn for help, each with what it costs and when it was last checked."""

    @override
    def show(self) -> list[nodes.Node]:
        self.note(self.course.organisation_file, Path(__file__))
        organisation = self.course.organisation()
        people = _section(_say("people", name=organisation.name), [_contact(each) for each in organisation.contacts])
        helplines = [_helpline(line) for line in organisation.lines]
        return [_section(_say("helplines"), helplines), people] if helplines else [people]


def _section(title: str, entries: list[nodes.definition_list_item]) -> nodes.section:
    section = nodes.section(ids=[nodes.make_id(title)])
    section += nodes.title(title, title)
    section += nodes.definition_list("", *entries, classes=["ww-reach"])
    return section


def _entry(term: str, *lines: nodes.paragraph) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *lines))


def _contact(contact: Contact) -> nodes.definition_list_item:
    return _entry(contact.name, nodes.paragraph("", _say("contact", role=contact.role, how=contact.how)))


def _helpline(line: Helpline) -> nodes.definition_list_item:
    address = _SCHEME[line.channel] + line.number.replace(" ", "")
    link = nodes.reference("", "", nodes.strong(line.number, line.number), refuri=address, internal=False)
    before, after = _say(line.channel, number=_LINK).split(_LINK)
    about = _say("line_about", people=line.for_whom, nations=line.nations, hours=line.hours, cost=line.cost)
    return _entry(
        line.name,
        nodes.paragraph("", "", nodes.Text(before), link, nodes.Text(after)),
        nodes.paragraph("", about),
        nodes.paragraph("", _say("line_checked", day=line.checked_on)),
    )
