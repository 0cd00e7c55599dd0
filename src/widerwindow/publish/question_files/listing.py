"""The list of what is in a package of questions, as IMS content packaging has it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from widerwindow.publish.xml import add, element, written

_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"


class Standard(NamedTuple):
    """What a package says that it follows, word for word."""

    name: str
    version: str


def listing(
    ident: str,
    standard: Standard,
    files: Mapping[str, str],
    remark: str,
    used: Mapping[str, Sequence[str]] | None = None,
) -> bytes:
    """Return `imsmanifest.xml` for `files`, each with its kind; `used` says which others one of them needs."""
    root = element(f"{{{_CP}}}manifest", {"identifier": f"m-{ident}"})
    about = add(root, f"{{{_CP}}}metadata")
    add(about, f"{{{_CP}}}schema", text=standard.name)
    add(about, f"{{{_CP}}}schemaversion", text=standard.version)
    add(root, f"{{{_CP}}}organizations")
    resources = add(root, f"{{{_CP}}}resources")
    for name, kind in files.items():
        given = {"identifier": _ident(name), "type": kind, "href": name}
        resource = add(resources, f"{{{_CP}}}resource", given)
        add(resource, f"{{{_CP}}}file", {"href": name})
        for other in (used or {}).get(name, ()):
            add(resource, f"{{{_CP}}}dependency", {"identifierref": _ident(other)})
    return written(root, {"": _CP}, remark)


def _ident(name: str) -> str:
    return f"r-{name.removesuffix('.xml').replace('/', '-')}"
