"""A Neo4j Community server from Maven Central, for tests and for machines without Docker.

    python tests/neo4j/server.py 5.26.30 FOLDER

runs one in the foreground, with its data in FOLDER, until it is interrupted.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LTS = "5.26.30"
CURRENT = "2026.08.1"
BROWSER = "5.24.0"

_POM = Path(__file__).with_name("pom.xml")
_OPENS = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.lang")
_START_SECONDS = 120


class ServerMissingError(Exception):
    """What a server needs is not there; the text says what."""


@dataclass(frozen=True, slots=True)
class _Release:
    version: str
    java: range
    main: str


_RELEASES = {
    LTS: _Release(LTS, range(17, 22), "org.neo4j.server.CommunityEntryPoint"),
    CURRENT: _Release(CURRENT, range(21, 100), "org.neo4j.server.Neo4jCommunity"),
}


class Server:
    """A server of its own in a folder; may be stopped, killed and started again with its data."""

    def __init__(
        self,
        version: str,
        home: Path,
        *,
        bolt_port: int = 0,
        http_port: int = 0,
        password: str | None = None,
    ) -> None:
        self._release = _RELEASES[version]
        self._home = home
        self._java = _java(self._release.java)
        self._classes = f"{_libraries(version)}/*"
        self._process: subprocess.Popen[bytes] | None = None
        self.bolt_port = bolt_port or _free_port()
        self.http_port = http_port or _free_port()
        self.username = "neo4j"
        self.password = password or secrets.token_hex(12)

    @property
    def uri(self) -> str:
        """The address for the driver."""
        return f"bolt://localhost:{self.bolt_port}"

    def prepare(self) -> None:
        """Writes the configuration and sets the password."""
        configuration = self._home / "conf"
        configuration.mkdir(parents=True)
        (configuration / "neo4j.conf").write_text(
            "\n".join(
                [
                    f"server.bolt.listen_address=localhost:{self.bolt_port}",
                    f"server.bolt.advertised_address=localhost:{self.bolt_port}",
                    f"server.http.listen_address=localhost:{self.http_port}",
                    f"server.http.advertised_address=localhost:{self.http_port}",
                    "server.memory.pagecache.size=128m",
                    "dbms.usage_report.enabled=false",
                    "dbms.security.allow_csv_import_from_file_urls=false",
                    "db.tx_log.rotation.retention_policy=1 files",
                    "",
                ]
            ),
            encoding="utf-8",
        )
        self._set_password()

    def _set_password(self) -> None:
        """Hands the password over in a file: a command line can be read in the list of processes."""
        file = self._home / "conf" / "password"
        file.touch(mode=0o600)
        escaped = self.password.replace("\\", "\\\\").replace('"', '\\"')
        file.write_text(f'"{escaped}"', encoding="utf-8")
        try:
            self._admin("dbms", "set-initial-password", f"@{file}")
        finally:
            file.unlink()

    def _admin(self, *arguments: str) -> None:
        environment = os.environ | {"NEO4J_HOME": str(self._home), "NEO4J_CONF": str(self._home / "conf")}
        encoding = "-Dfile.encoding=UTF-8"
        command = [str(self._java), encoding, "-cp", self._classes, "org.neo4j.cli.AdminTool", *arguments]
        subprocess.run(command, env=environment, check=True, capture_output=True)

    def launch(self, *, detached: bool = False) -> int:
        """Starts the process, without waiting for it; a detached one outlives this. Gives its number."""
        opens = [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENS]
        command = [
            str(self._java),
            *opens,
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-cp",
            self._classes,
            self._release.main,
            f"--home-dir={self._home}",
            f"--config-dir={self._home / 'conf'}",
            "--console-mode",
        ]
        with (self._home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=detached)
        return self._process.pid

    def start(self) -> None:
        """Starts the process and waits until it takes connections."""
        self.launch()
        self.wait()

    def wait(self) -> None:
        """Waits until the server says that it has started."""
        log = self._home / "console.log"
        started = log.read_bytes().count(b"Started.") if self._process is None else self._started
        deadline = time.monotonic() + _START_SECONDS
        while log.read_bytes().count(b"Started.") <= started:
            if self._process is None or self._process.poll() is not None or time.monotonic() > deadline:
                raise ServerMissingError(f"Neo4j {self._release.version} did not start; see {log}")
            time.sleep(0.2)
        self._started = started + 1

    _started = 0

    def kill(self) -> None:
        """Ends the process at once, as a power cut would."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """Ends the process in good order."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(60)
            self._process = None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _java(wanted: range) -> Path:
    for java in _javas():
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        found = re.search(r'version "(\d+)', said)
        if found and int(found[1]) in wanted:
            return java
    raise ServerMissingError(f"no Java {wanted.start} or newer")


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin/java"
    if java := shutil.which("java"):
        yield Path(java)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))


def _libraries(version: str) -> Path:
    """The server's jars, fetched once into the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "alliance-graph" / f"neo4j-{version}"
    if (folder / "complete").exists():
        return folder
    fetch_jars(_POM, folder, f"Neo4j {version}", f"-Dneo4j.version={version}")
    (folder / "complete").touch()
    return folder


def fetch_jars(pom: Path, folder: Path, what: str, *properties: str) -> None:
    """Copies the runtime dependencies of a pom into a folder.

    Raises:
        ServerMissingError: Maven is not there, or could not fetch `what`.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise ServerMissingError("no Maven")
    command = [
        maven,
        "--quiet",
        "--batch-mode",
        "--file",
        str(pom),
        "dependency:copy-dependencies",
        *properties,
        f"-DoutputDirectory={folder}",
        "-DincludeScope=runtime",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServerMissingError(f"Maven could not fetch {what}: {done.stdout.strip()[:300]}")


if __name__ == "__main__":
    server = Server(sys.argv[1], Path(sys.argv[2]).resolve(), bolt_port=7687, http_port=7474)
    server.prepare()
    server.start()
    sys.stdout.write(f"{server.uri} {server.username} {server.password}\n")
    sys.stdout.flush()
    try:
        signal.pause()
    finally:
        server.stop()
