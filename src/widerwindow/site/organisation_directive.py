"""The directive `{organisation}`: contacts and helplines, put into a page from `organisation.yml`."""

from pathlib import Path

from docutils import nodes
from typing_extensions import override

from widerwindow.content.about.organisation import Contact, Helpline
from widerwindow.site.directive import CourseDirective

_VERB = {"phone": "Call", "text": "Text", "chat": "Chat at"}
_SCHEME = {"phone": "tel:", "text": "sms:", "chat": ""}


class OrganisationDirective(CourseDirective):
    """Lists whom to ask and where to turn for help, each with what it costs and when it was last checked."""

    @override
    def show(self) -> list[nodes.Node]:
        self.note(self.course.root / "organisation.yml", Path(__file__))
        organisation = self.course.organisation()
        return [
            _section("Helplines", [_helpline(line) for line in organisation.helplines]),
            _section(f"People at {organisation.name}", [_contact(contact) for contact in organisation.contacts]),
        ]


def _section(title: str, entries: list[nodes.definition_list_item]) -> nodes.section:
    section = nodes.section(ids=[nodes.make_id(title)])
    section += nodes.title(title, title)
    section += nodes.definition_list("", *entries, classes=["ww-reach"])
    return section


def _entry(term: str, *lines: nodes.paragraph) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *lines))


def _contact(contact: Contact) -> nodes.definition_list_item:
    return _entry(contact.name, nodes.paragraph("", f"{contact.role}. {contact.how}"))


def _helpline(line: Helpline) -> nodes.definition_list_item:
    address = _SCHEME[line.channel] + line.number.replace(" ", "")
    link = nodes.reference("", "", nodes.strong(line.number, line.number), refuri=address, internal=False)
    reach = nodes.paragraph("", "", nodes.Text(f"{_VERB[line.channel]} "), link)
    return _entry(
        line.name,
        reach,
        nodes.paragraph("", f"{line.for_whom}. {', '.join(line.nations)}. {line.hours}. {line.cost}."),
        nodes.paragraph("", f"Last checked {line.checked_on:%-d %B %Y}."),
    )
