"""`book/routes.yml`: ways through the course, each a list of modules for somebody."""

from collections.abc import Collection, Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text, repeated_ids
from widerwindow.messages import Messages

_say = Messages(__package__)


class Route(Part):
    """A way through: whom it is for, and its modules in their order."""

    id: Id
    title: Text
    text: Text
    modules: list[Id] = Field(min_length=1)


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

    def unknown_modules(self, known: Collection[str]) -> Iterator[Fault]:
        """Yield a fault for each module that is not among those `known`."""
        for position, route in enumerate(self.routes):
            for at, module in enumerate(route.modules):
                if module not in known:
                    advice = _say.advice("no_module", module=module, known=known)
                    yield Fault(("routes", position, "modules", at), *advice)
