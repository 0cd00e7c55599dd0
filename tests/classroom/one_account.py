"""Settings of the hub where the tests may make no accounts: learners and trainers work under that of the tests."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "deploy" / "hub"))

from classroom import people
from classroom.hub import HUB

FOLDER = Path(os.environ["WIDERWINDOW_HUB"]).parent

people.number_of = lambda _: os.getegid()

c = get_config()  # noqa: F821 - JupyterHub defines it
load_subconfig(str(HUB / "jupyterhub_config.py"))  # noqa: F821
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(FOLDER / "homes" / "{username}")
c.Spawner.pre_spawn_hook = None
c.Spawner.args = ["--allow-root"]
for service in c.JupyterHub.services:
    service["environment"] = {"HOME": str(FOLDER / "trainers"), **service.get("environment", {})}
    if "classroom.carrier" in service["command"]:
        service["command"].append("--one-account")
