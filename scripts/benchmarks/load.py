"""What a classroom for many bears on this machine, with readers beside it, and what 10,000 learners would cost.

Everything stays on this machine, and ends by itself: so many requests, and no more.
"""

import asyncio
import re
import shutil
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from statistics import median, quantiles

import aiohttp
import httpx
import psutil

from benchmarks.tools import ROOT

sys.path[:0] = [str(ROOT / "tests" / name) for name in ("", "grading", "classroom")]

import lti_platform
import postgres
from hubs import Hub, Visitor
from room import QUIZ, blank, hand_in, make_course, put
from test_hub import DESK, HONEST, LAB, press, submits, works

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judging

READERS, PAGES_EACH = 500, 10
SERVERS, HAND_INS = 8, 200
TRAINERS, MARKS_EACH = 20, 5
MANY, AT_WORK = 10_000, 0.02

_NGINX = """\
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes auto;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
    root {root};
  }}
}}
"""


def load(folder: Path) -> None:
    """Measure readers, hand-ins and marks, and say what memory each person takes."""
    _readers(folder / "readers")
    with lti_platform.opened() as platform, postgres.started() as database, postgres.started() as marks:
        trainers = [f"trainer{number}" for number in range(TRAINERS)]
        course = make_course(folder / "course")
        with (course.exercises / "nbgrader_config.py").open("a") as settings:
            settings.write(f"\nc.CourseDirectory.db_url = {marks!r}\n")
        hub = Hub(folder, {course: trainers}, platform, database)
        try:
            people = [Visitor(hub, each, DESK) for each in trainers]
            press(people[0], "release")
            _hand_ins(hub)
            _costs(folder)
            _marks(hub, course, people)
        finally:
            hub.stop()


def _readers(folder: Path) -> None:
    """Have many read the built pages over TLS at once, where nginx is there and the pages are built."""
    if not shutil.which("nginx") or not (ROOT / "_build" / "html").is_dir():
        print("  readers are not measured: that needs nginx, and the pages built by `widerwindow build`")
        return
    with _nginx(folder) as address:
        begun = time.perf_counter()
        waits = asyncio.run(_read(address))
        seconds = time.perf_counter() - begun
    slow = 1000 * quantiles(waits, n=100)[-1]
    print(f"  {READERS} readers over TLS: {len(waits) / seconds:,.0f} files a second, 99 of 100 within {slow:.0f} ms")


@contextmanager
def _nginx(folder: Path) -> Iterator[str]:
    folder.mkdir()
    made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    keys = ["-keyout", folder / "key.pem", "-out", folder / "cert.pem"]
    subprocess.run(["openssl", "req", *made, *keys], check=True, capture_output=True)
    port = 18443
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port, root=ROOT / "_build" / "html"))
    with subprocess.Popen(["nginx", "-c", folder / "nginx.conf"]) as process:
        try:
            _wait_for(lambda: httpx.get(f"https://127.0.0.1:{port}/", verify=False, trust_env=False))
            yield f"https://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(ask: Callable[[], object]) -> None:
    for _ in range(100):
        try:
            ask()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The web server does not answer.")


async def _read(address: str) -> list[float]:
    """Return the seconds of each answer to all readers, who begin together and keep their connections."""
    pages = [f"/{each.name}" for each in sorted((ROOT / "_build" / "html").glob("*.html"))]
    unchecked = ssl.create_default_context()
    unchecked.check_hostname, unchecked.verify_mode = False, ssl.CERT_NONE
    connector = aiohttp.TCPConnector(limit=READERS, ssl=unchecked)
    async with aiohttp.ClientSession(address, connector=connector) as session:

        async def reader(number: int) -> list[float]:
            waits = []
            for page in range(PAGES_EACH):
                begun = time.perf_counter()
                async with session.get(pages[(number + page) % len(pages)]) as answer:
                    await answer.read()
                    answer.raise_for_status()
                waits.append(time.perf_counter() - begun)
            return waits

        return [*chain.from_iterable(await asyncio.gather(*map(reader, range(READERS))))]


def _hand_ins(hub: Hub) -> None:
    """Have learners hand in from servers of their own, again and again, until so many are in."""
    learners = [Visitor(hub, f"learner{number}", LAB) for number in range(SERVERS)]
    with ThreadPoolExecutor(SERVERS) as together:
        begun = time.perf_counter()
        list(together.map(Visitor.start_server, learners))
        print(f"  {SERVERS} JupyterLab servers started together in {time.perf_counter() - begun:.0f} s")
        list(together.map(lambda each: works(each, HONEST), learners))
        learners[0].does("POST", "api/kernels", {"name": "python3"})  # as one who opens the notebook has it
        begun = time.perf_counter()
        list(together.map(submits, learners * (HAND_INS // SERVERS)))
        seconds = time.perf_counter() - begun
    inbound = len(list((hub.folder / "kept" / "exchange").glob("*/inbound/*")))
    print(f"  {inbound} hand-ins through the hub in {seconds:.0f} s: {60 * inbound / seconds:.0f} a minute")


def _costs(folder: Path) -> None:
    """Say what each kind of process takes of the memory, what several share counted in parts."""
    kinds = {"-m jupyterhub -f": "the hub", "configurable-http": "its proxy", "desk_config": "the desk"}
    kinds |= {
        "classroom.carrier": "what carries",
        "jupyterhub-singleuser": "a learner's JupyterLab",
        "ipykernel": "a kernel",
    }
    found: dict[str, list[float]] = {}
    for process in psutil.process_iter(["cmdline", "environ"]):
        if str(folder) in f"{process.info['cmdline']} {process.info['environ']}":
            line = " ".join(process.info["cmdline"] or [])
            kind = next((name for sign, name in kinds.items() if sign in line), None)
            found.setdefault(kind or "others", []).append(process.memory_full_info().pss / 2**20)
    for kind, sizes in found.items():
        print(f"  {kind:<46} {median(sizes):9.0f} MB")
    each = median(found["a learner's JupyterLab"])
    print(
        f"  {MANY:,} learners of whom {AT_WORK:.0%} hand in at once: "
        f"{MANY * AT_WORK * each / 1024:.0f} GB for their servers"
    )


def _marks(hub: Hub, course: Course, people: list[Visitor]) -> None:
    """Have trainers mark at once, each answers of her own, on one desk whose gradebook a server keeps."""
    for number in range(TRAINERS * MARKS_EACH):
        put(course, f"b{number}", hand_in(blank(course), HONEST))
    hub.give(course)
    press(people[0], "autograde")
    places = _places(course)
    begun = time.perf_counter()
    with ThreadPoolExecutor(TRAINERS) as together:
        shares = [places[number::TRAINERS] for number in range(TRAINERS)]
        waits = [*chain.from_iterable(together.map(_mark, people, shares))]
    minute = 60 * len(waits) / (time.perf_counter() - begun)
    print(f"  {TRAINERS} trainers at once: {minute:.0f} marks a minute, each saved in {1000 * median(waits):.0f} ms")


def _places(course: Course) -> list[str]:
    quiz = course.quiz(QUIZ)
    with connection.open_gradebook(course) as book:
        return [each.id for each in Judging(book, quiz, quiz.questions[-1]).places()]


def _mark(trainer: Visitor, places: list[str]) -> list[float]:
    """Give a mark at each of `places`; return the seconds of each until it was saved."""
    waits = []
    for place in places[:MARKS_EACH]:
        at = f"{DESK}/marking/{QUIZ}/a-letter/{place}"
        page = trainer.browser.get(at).text
        form = {name: re.findall(rf'name="{name}" value="(.*?)"', page)[-1] for name in ("_xsrf", "seen")}
        begun = time.perf_counter()
        said = trainer.browser.post(at, data=form | {"level-plan": "2", "level-words": "1", "then": "stay"}).json()
        waits.append(time.perf_counter() - begun)
        if "seen" not in said:
            sys.exit(f"A mark was lost: {said}")
    return waits
