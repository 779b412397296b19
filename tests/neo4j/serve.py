"""`make neo4j` and `make neo4j-stop`: a Neo4j server of your own, whatever the machine has.

    python -m tests.neo4j.serve start|stop

Where a Docker engine answers and compose is there, `docker-compose.yml` is started; else a server from Maven
Central runs as a process, with its data in `.neo4j/`. Either way it is Neo4j 5.26 LTS with its Browser, on
this machine's own address only, and what was stored stays when it is stopped.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import neo4j
from neo4j import exceptions

from .server import LTS, Server, ServerMissingError

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".neo4j"
PID = HOME / "pid"
BOLT, HTTP = 7687, 7474
SHORTEST_PASSWORD = 8
STOP_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Starts or stops; gives the exit code."""
    try:
        {"start": start, "stop": stop}[arguments[0]]()
    except (KeyError, IndexError):
        sys.stderr.write("say start or stop\n")
        return 2
    except ServerMissingError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    return 0


def start() -> None:
    """Starts a server and waits until it takes connections."""
    password = os.environ.get("NEO4J_PASSWORD", "")
    if len(password) < SHORTEST_PASSWORD:
        raise ServerMissingError(
            f"set a password first, {SHORTEST_PASSWORD} characters or more: export NEO4J_PASSWORD=…"
        )
    if has_compose():
        subprocess.run(["docker", "compose", "up", "--detach", "--wait"], cwd=ROOT, check=True)
    elif running():
        tell("it is running already")
    else:
        start_process(password)
    check_password(password)
    tell(
        f"Neo4j {LTS} is at bolt://localhost:{BOLT}, its Browser at http://localhost:{HTTP}/browser/ "
        "(user neo4j)\n\n"
        "    export NEO4J_URI=bolt://localhost\n"
        "    alliances load PATH\n\n"
        "`make neo4j-stop` stops it; what was stored stays"
    )


def stop() -> None:
    """Stops the server that `start` started."""
    pid = running()
    if pid:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while running() and time.monotonic() < deadline:
            time.sleep(0.2)
        if running():
            raise ServerMissingError(f"process {pid} does not end; see {HOME / 'console.log'}")
        PID.unlink()
    elif has_compose():
        subprocess.run(["docker", "compose", "stop"], cwd=ROOT, check=True)
    else:
        tell("no server of `make neo4j` is running")
        return
    tell("stopped")


def has_compose() -> bool:
    """Whether a Docker engine answers and compose is there."""
    if shutil.which("docker") is None:
        return False
    asked = (["docker", "compose", "version"], ["docker", "info"])
    return all(subprocess.run(c, capture_output=True, check=False).returncode == 0 for c in asked)


def start_process(password: str) -> None:
    """Starts a server from Maven Central as a process of its own."""
    for port in (BOLT, HTTP):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what has just ended is no hindrance
            try:
                probe.bind(("localhost", port))
            except OSError as error:
                raise ServerMissingError(f"port {port} is taken: {error.strerror}") from error
    tell("no Docker engine with compose answers: a server from Maven Central, in .neo4j/")
    try:
        server = Server(LTS, HOME, bolt_port=BOLT, http_port=HTTP, password=password)
    except ServerMissingError as error:
        raise ServerMissingError(
            f"there is {error}: install Java 17 and Maven (apt install default-jre-headless maven), "
            "or Docker with compose"
        ) from error
    if not (HOME / "conf").exists():
        server.prepare()
    (HOME / "console.log").unlink(missing_ok=True)
    PID.write_text(str(server.launch(detached=True)), encoding="ascii")
    server.wait()


def running() -> int:
    """The number of the server's process; 0 where there is none."""
    if not PID.exists():
        return 0
    pid = int(PID.read_text(encoding="ascii"))
    listed = subprocess.run(
        ["ps", "-ww", "-p", str(pid), "-o", "args="], capture_output=True, text=True, check=False
    )
    return pid if str(HOME) in listed.stdout else 0


def check_password(password: str) -> None:
    """Signs in once: the password is the one that the server was first started with."""
    try:
        with neo4j.GraphDatabase.driver(f"bolt://localhost:{BOLT}", auth=("neo4j", password)) as driver:
            driver.verify_connectivity()
    except exceptions.AuthError as error:
        raise ServerMissingError(
            "the server runs, but with another password, that of its first start: export that as "
            "NEO4J_PASSWORD. To begin anew, without what was stored: stop it and remove .neo4j "
            "(with Docker: docker compose down --volumes)"
        ) from error


def tell(text: str) -> None:
    """A line for whoever typed make."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
