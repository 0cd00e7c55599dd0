"""The values for Kubernetes, by the schema of the chart that they are for."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import yaml

ROOT = Path(__file__).parents[2]
VALUES = ROOT / "deploy" / "kubernetes" / "values.yaml"
SCHEMA = ROOT / "tests" / "samples" / "zero-to-jupyterhub" / "values.schema.json"


def wrong(values: object) -> list[str]:
    """Return where values do not fit. What must be there is in the chart's own values, and need not be in ours."""
    schema = _without_required(json.loads(SCHEMA.read_text(encoding="utf-8")))
    validator = jsonschema.validators.validator_for(schema)(schema)
    return sorted(each.json_path for each in validator.iter_errors(values))


def _without_required(schema: dict[str, Any]) -> dict[str, Any]:
    schema.pop("required", None)
    for part in schema.get("properties", {}).values():
        if isinstance(part, dict):
            _without_required(part)
    return schema


def test_the_values_fit_the_chart_and_a_slip_in_them_does_not() -> None:
    values = yaml.safe_load(VALUES.read_text(encoding="utf-8"))
    assert wrong(values) == []
    values["singleuser"]["defaulturl"] = values["singleuser"].pop("defaultUrl")
    values["hub"]["db"]["type"] = "postgresql"
    assert wrong(values) == ["$.hub.db.type", "$.singleuser"]


def test_what_the_hub_and_the_desk_call_each_other_is_the_same() -> None:
    values = yaml.safe_load(VALUES.read_text(encoding="utf-8"))
    *_, service, deployment = yaml.safe_load_all((VALUES.parent / "desk.yaml").read_text(encoding="utf-8"))
    (name,) = values["hub"]["services"]
    desk, carrier = deployment["spec"]["template"]["spec"]["containers"]
    told = {each["name"]: each.get("value") for each in desk["env"]}
    assert (
        values["hub"]["services"][name]["url"]
        == f"http://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}"
    )
    assert told["JUPYTERHUB_SERVICE_PREFIX"] == f"/services/{name}/"
    assert values["hub"]["loadRoles"][name]["scopes"] == [f"access:services!service={name}"]
    assert values["singleuser"]["extraEnv"]["WIDERWINDOW_EXCHANGE"] in carrier["command"]
    image = values["singleuser"]["image"]
    assert {desk["image"], carrier["image"]} == {f"{image['name']}:{image['tag']}"}
