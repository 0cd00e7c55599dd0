"""`book/routes.yml`: ways through the course, each a list of modules for somebody."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import Field
from typing_extensions import override

from widerwindow.content.about.module import OVERVIEW, Module
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text, Title, repeated_ids
from widerwindow.messages import Messages

_say = Messages(__package__)


class Route(Part):
    """A way through: whom it is for, its modules in their order, and where of one `only` some pages, which."""

    id: Id
    title: Title
    text: Text
    modules: list[Id] = Field(min_length=1)
    only: dict[Id, list[Id]] = Field(default_factory=dict)

    def pages(self, modules: Mapping[str, Module]) -> list[str]:
        """Return the pages of the way in their order, paths inside the book; `modules` are those of the course."""
        return [f"{name}/{page}" for name in self.modules for page in (OVERVIEW, *self.of(modules[name]))]

    def minutes(self, modules: Mapping[str, Module]) -> int:
        """Return how long the way takes, without what is extra to its modules."""
        return sum(modules[name].minutes_of(self.of(modules[name])) for name in self.modules)

    def of(self, module: Module) -> list[str]:
        """Return the names of the pages of `module` that are on the way, beside its overview."""
        return [page for page in module.pages if page in self.only.get(module.id, module.pages)]


class Routes(File):
    """All ways through the course."""

    routes: list[Route] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("routes",), self.routes))
        for position, route in enumerate(self.routes):
            for at, module in enumerate(route.modules):
                if module in route.modules[:at]:
                    advice = _say.advice("module_twice", route=route.id, module=module)
                    yield Fault(("routes", position, "modules", at), *advice)

    def unknown(self, known: Mapping[str, Collection[str]]) -> Iterator[Fault]:
        """Yield a fault for each module, or page of one, that is not among those `known`."""
        for position, route in enumerate(self.routes):
            for at, module in enumerate(route.modules):
                if module not in known:
                    advice = _say.advice("no_module", module=module, known=known)
                    yield Fault(("routes", position, "modules", at), *advice)
            for module, pages in route.only.items():
                if module not in route.modules:
                    advice = _say.advice("not_on_route", module=module, known=route.modules)
                    yield Fault(("routes", position, "only", module), *advice)
                for at, page in enumerate(pages):
                    if page not in known.get(module, [page]):
                        advice = _say.advice("unknown_taught", name=page, known=known[module])
                        yield Fault(("routes", position, "only", module, at), *advice)
