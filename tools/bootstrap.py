"""Make a virtual environment that has pip, on a machine that may have neither `ensurepip` nor pip.

Standard library only, Python 3.11 or later. `python3 tools/bootstrap.py .venv` tries the ways in `WAYS` in
order, says which one worked, and exits 1 with every way's reason when none did. Nothing outside the given
folder is changed: no system package is installed.
"""

import configparser
import hashlib
import html
import importlib.util
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import pathname2url, urlopen

SYSTEM_WHEELS = Path("/usr/share/python-wheels")
PIP_WHEEL = re.compile(r"pip-(\d+(?:\.\d+)*)-py3-none-any\.whl\Z")
ANCHOR = re.compile(r"<a\s([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
PIP_SETTINGS = ("index-url", "extra-index-url", "find-links", "cert")
CONFIG_SECTIONS = ("global", "download", "install")
TIMEOUT_SECONDS = 60
NOT_FOUND = 404
REMEDY = """No way was found to put pip into the virtual environment. Any one of these helps:
  - install Debian's package python3-venv (apt-get install python3-venv), or
  - set PIP_INDEX_URL to the simple index your office uses, or
  - name a Python that has ensurepip: make setup PYTHON=/path/to/python3"""


class UnavailableError(Exception):
    """One way does not work on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A pip wheel that an index or a folder offers: its version, address and sha256 ("" when not told)."""

    version: tuple[int, ...]
    address: str
    sha256: str


def run(command: list[str], folder: Path | None = None) -> None:
    """Run a command quietly; raises UnavailableError with its last line of output when it fails."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise UnavailableError(f"{command[0]} cannot be run: {error.strerror}") from error
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()
        raise UnavailableError(f"{Path(command[0]).name}: {lines[-1]}")


def python_of(environment: Path) -> str:
    """Return the path of the environment's own interpreter."""
    return str(environment / "bin" / "python")


def install_wheel(environment: Path, wheel: Path) -> None:
    """Let the pip inside a wheel install that same wheel into the environment, offline."""
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    run([python_of(environment), str(wheel / "pip"), "install", *options, str(wheel)])


def by_ensurepip(environment: Path) -> None:
    """Use the pip that Python ships."""
    if importlib.util.find_spec("ensurepip") is None:
        raise UnavailableError("this Python has no ensurepip")
    run([python_of(environment), "-m", "ensurepip", "--default-pip"])


def by_host_pip(environment: Path) -> None:
    """Use the pip of the Python that runs this script."""
    if importlib.util.find_spec("pip") is None:
        raise UnavailableError("this Python has no pip")
    run([sys.executable, "-m", "pip", "--python", python_of(environment), "install", "--quiet", "pip"])


def by_system_wheel(environment: Path) -> None:
    """Use a pip wheel that the system's packages left on disk."""
    wheels = [wheel for path in SYSTEM_WHEELS.glob("pip-*.whl") if (wheel := offered(path.name, str(path)))]
    if not wheels:
        raise UnavailableError(f"{SYSTEM_WHEELS} holds no pip wheel")
    install_wheel(environment, Path(newest(wheels).address))


def by_configured_index(environment: Path) -> None:
    """Download a pip wheel from where pip itself is told to look: environment, then pip.conf."""
    settings = pip_settings(os.environ)
    wheels = list(offered_wheels(settings))
    if not wheels:
        raise UnavailableError("no index or wheel folder that pip is set to offers a pip wheel")
    with tempfile.TemporaryDirectory() as folder:
        install_wheel(environment, download(newest(wheels), Path(folder), settings.get("cert", "")))


def by_debian_archive(environment: Path) -> None:
    """Unpack Debian's package of the pip wheel, without installing it and without being root."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        raise UnavailableError("this is no Debian system")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch_from_debian("python3-pip-whl", folder)
        run(["dpkg-deb", "-x", str(next(folder.glob("*.deb"))), str(folder / "unpacked")])
        install_wheel(environment, next((folder / "unpacked").rglob("pip-*.whl")))


def fetch_from_debian(package: str, folder: Path) -> None:
    """Leave one .deb in the folder; reads its own copy of the package lists where the system has none."""
    folder.chmod(0o755)  # apt drops to a user of its own, who must be able to look in
    try:
        run(["apt-get", "download", package], folder)
    except UnavailableError:
        state = [part for key in ("lists", "cache") for part in apt_folder(key, folder / key)]
        run(["apt-get", *state, "update"], folder)
        run(["apt-get", *state, "download", package], folder)


def apt_folder(key: str, folder: Path) -> tuple[str, str]:
    """Make a folder of apt's state and return the option that names it."""
    (folder / ("partial" if key == "lists" else "archives/partial")).mkdir(parents=True)
    return "-o", f"Dir::{'State::lists' if key == 'lists' else 'Cache'}={folder}"


def pip_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Return pip's own settings of where to look; a later file wins, the environment wins over files."""
    found: dict[str, str] = {}
    for path in config_files(environment):
        parser = configparser.RawConfigParser()
        parser.read(path, encoding="utf-8")
        for section in filter(parser.has_section, CONFIG_SECTIONS):
            found |= {key: value for key, value in parser.items(section) if key in PIP_SETTINGS}
    names = {key: f"PIP_{key.upper().replace('-', '_')}" for key in PIP_SETTINGS}
    return found | {key: environment[name] for key, name in names.items() if environment.get(name)}


def config_files(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Return pip's configuration files in the order pip reads them, whether they exist or not."""
    home = Path(environment.get("HOME") or Path.home())
    shared = environment.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    own = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    named = environment.get("PIP_CONFIG_FILE")
    return (
        *(Path(folder) / "pip" / "pip.conf" for folder in reversed(shared.split(":"))),
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        own / "pip" / "pip.conf",
        *([Path(named)] if named else []),
    )


def offered_wheels(settings: Mapping[str, str]) -> Iterator[Wheel]:
    """Yield every pip wheel that the set indexes and folders offer; an unreachable place offers none."""
    indexes = shlex.split(settings.get("index-url", "")) + shlex.split(settings.get("extra-index-url", ""))
    for index in indexes:
        yield from read_page(index.rstrip("/") + "/pip/", settings.get("cert", ""))
    for place in shlex.split(settings.get("find-links", "")):
        yield from read_place(place, settings.get("cert", ""))


def read_place(place: str, cert: str) -> Iterable[Wheel]:
    """Return the pip wheels of a `find-links` value: a folder, or a page of links."""
    folder = Path(place)
    if folder.is_dir():
        return [wheel for path in folder.iterdir() if (wheel := offered(path.name, str(path)))]
    return read_page(place, cert)


def read_page(address: str, cert: str) -> Iterable[Wheel]:
    """Return the pip wheels that a page of links offers; an unreadable place is named and skipped."""
    page = address + "index.html" if address.startswith("file:") and address.endswith("/") else address
    try:
        return parse_page(read(page, cert).decode("utf-8", "replace"), page)
    except (OSError, ValueError) as error:
        if not is_absent(error):
            place = urlsplit(address)
            print(f"bootstrap: cannot read {place.hostname or place.path}: {error}", file=sys.stderr)
        return ()


def is_absent(error: Exception) -> bool:
    """Say whether a place answered that it simply has no such page."""
    return getattr(error, "code", 0) == NOT_FOUND or isinstance(
        getattr(error, "reason", None), FileNotFoundError
    )


def parse_page(text: str, address: str) -> tuple[Wheel, ...]:
    """Return the pip wheels of a simple-index page that this Python may use, withdrawn ones left out.

    >>> parse_page('<a href="../pip-9.1-py3-none-any.whl#sha256=0a">x</a>', "https://host/simple/pip/")
    (Wheel(version=(9, 1), address='https://host/simple/pip-9.1-py3-none-any.whl', sha256='0a'),)
    """
    found: list[Wheel] = []
    for anchor in ANCHOR.findall(text):
        said = {name.lower(): html.unescape(a or b) for name, a, b in ATTRIBUTE.findall(anchor)}
        if "href" in said and "data-yanked" not in anchor and allows(said.get("data-requires-python", "")):
            link, fragment = urldefrag(urljoin(address, said["href"]))
            wheel = offered(unquote(link.rsplit("/", 1)[-1]), link, fragment.partition("sha256=")[2])
            found += [wheel] if wheel else []
    return tuple(found)


def allows(requirement: str) -> bool:
    """Say whether the lowest Python that a link asks for is at most this one.

    >>> allows(">=3.9"), allows(">=99.0"), allows("")
    (True, False, True)
    """
    lowest = re.search(r">=\s*(\d+)\.(\d+)", requirement)
    return lowest is None or (int(lowest[1]), int(lowest[2])) <= sys.version_info[:2]


def offered(name: str, address: str, sha256: str = "") -> Wheel | None:
    """Return a wheel of a released pip, or None when the file name is anything else.

    >>> offered("pip-23.0.1-py3-none-any.whl", "here").version
    (23, 0, 1)
    >>> offered("pip-24.1b1-py3-none-any.whl", "here") is None
    True
    """
    match = PIP_WHEEL.match(name)
    return Wheel(tuple(map(int, match[1].split("."))), address, sha256) if match else None


def newest(wheels: Iterable[Wheel]) -> Wheel:
    """Return the wheel of the highest version; of equal ones, the one whose digest is told."""
    return max(wheels, key=lambda wheel: (wheel.version, bool(wheel.sha256)))


def download(wheel: Wheel, folder: Path, cert: str) -> Path:
    """Save a wheel in a folder; raises UnavailableError when it is not the file the page promised."""
    is_address = bool(urlsplit(wheel.address).scheme)
    content = read(wheel.address if is_address else "file:" + pathname2url(wheel.address), cert)
    if wheel.sha256 and hashlib.sha256(content).hexdigest() != wheel.sha256:
        raise UnavailableError("the downloaded pip wheel has another sha256 than its index says")
    path = folder / unquote(wheel.address.rsplit("/", 1)[-1])
    path.write_bytes(content)
    return path


def read(address: str, cert: str) -> bytes:
    """Return the bytes at an address, trusting the certificates that pip is told to trust."""
    context = ssl.create_default_context(cafile=cert or None) if address.startswith("https:") else None
    with urlopen(address, timeout=TIMEOUT_SECONDS, context=context) as answer:
        content: bytes = answer.read()
    return content


WAYS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("Python's own ensurepip", by_ensurepip),
    ("the pip of this Python", by_host_pip),
    ("a pip wheel on the system", by_system_wheel),
    ("the index that pip is set to", by_configured_index),
    ("Debian's archive", by_debian_archive),
)


def bootstrap(environment: Path) -> str:
    """Make the environment anew and return the name of the way that gave it pip."""
    venv.create(environment, clear=True, symlinks=True, with_pip=False)
    refused: list[str] = []
    for name, way in WAYS:
        try:
            way(environment)
        except UnavailableError as error:
            refused.append(f"  - {name}: {error}")
        else:
            return name
    raise UnavailableError("\n".join(refused))


def main(arguments: list[str]) -> int:
    """Run from the command line; returns 0, or 1 with every reason on stderr."""
    environment = Path(arguments[0] if arguments else ".venv")
    try:
        print(f"{environment}: made, pip came by {bootstrap(environment)}")
    except UnavailableError as error:
        print(f"{error}\n{REMEDY}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
