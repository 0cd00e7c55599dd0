"""What the compose files take from the machine."""

from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "book" / "organisations-classroom.md").read_text(encoding="utf-8")


def test_what_is_secret_or_a_person_s_lies_outside_the_project_and_the_guide_says_where() -> None:
    told = yaml.safe_load((ROOT / "deploy" / "hub" / "compose.yml").read_text(encoding="utf-8"))
    volumes = [each.partition(":")[0] for service in told["services"].values() for each in service.get("volumes", [])]
    taken = [*(each["file"] for each in told["secrets"].values()), *volumes]
    own = {"./hub/nginx.conf", *told["volumes"]}
    assert {each for each in taken if each not in own and not (each.startswith("/") and each in GUIDE)} == set()
