"""A virtual environment gets its pip by the first way that works, and a machine with none is told why."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from tools import bootstrap

PRETEND_PIP = "import pathlib, sys\npathlib.Path(sys.prefix, 'came').write_text(' '.join(sys.argv[1:]))\n"
QUIET_ENVIRONMENT = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT", "PIP_CONFIG_FILE")


def pretend_wheel(folder: Path, version: str) -> Path:
    """Write a wheel whose pip only notes in its environment that it ran, and with which words."""
    path = folder / f"pip-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("pip/__main__.py", PRETEND_PIP)
    return path


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """Return a path for an environment, on a machine whose pip has no settings at all."""
    for name in QUIET_ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(bootstrap, "config_files", lambda environment: ())
    return tmp_path / "venv"


def index_of(folder: Path, wheel: Path, sha256: str) -> str:
    """Write a simple index that offers one wheel and return its address."""
    page = folder / "simple" / "pip" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<a href="../../{wheel.name}#sha256={sha256}">{wheel.name}</a>', encoding="utf-8")
    return (folder / "simple").as_uri()


def test_pip_comes_from_the_index_that_pip_is_set_to(environment, tmp_path, monkeypatch):
    wheel = pretend_wheel(tmp_path, "23.1")
    address = index_of(tmp_path, wheel, hashlib.sha256(wheel.read_bytes()).hexdigest())
    monkeypatch.setenv("PIP_INDEX_URL", address)
    monkeypatch.setattr(bootstrap, "WAYS", (("the index", bootstrap.by_configured_index),))
    assert bootstrap.bootstrap(environment) == "the index"
    assert "--no-index" in (environment / "came").read_text(encoding="utf-8").split()


def test_a_wheel_that_is_not_the_promised_file_is_refused(environment, tmp_path, monkeypatch):
    address = index_of(tmp_path, pretend_wheel(tmp_path, "23.1"), "0" * 64)
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"{(tmp_path / 'nowhere').as_uri()} {address}")
    with pytest.raises(bootstrap.UnavailableError, match="sha256"):
        bootstrap.by_configured_index(environment)


def test_a_folder_of_wheels_gives_its_newest_release(environment, tmp_path, monkeypatch):
    names = [pretend_wheel(tmp_path, version).name for version in ("9.0.3", "23.1", "23.0.9", "24.0b1")]
    assert len(names) == len(list(tmp_path.iterdir()))
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    wheels = bootstrap.offered_wheels(bootstrap.pip_settings({"PIP_FIND_LINKS": str(tmp_path)}))
    assert bootstrap.newest(wheels).version == (23, 1)


def test_a_machine_without_any_setting_says_so(environment):
    with pytest.raises(bootstrap.UnavailableError, match="no index"):
        bootstrap.by_configured_index(environment)


def test_the_first_way_that_works_is_taken_and_the_rest_are_not_tried(environment, monkeypatch):
    def fails(path):
        raise bootstrap.UnavailableError("not here")

    def works(path):
        (path / "came").write_text("yes", encoding="utf-8")

    monkeypatch.setattr(bootstrap, "WAYS", (("one", fails), ("two", works), ("three", fails)))
    assert bootstrap.bootstrap(environment) == "two"
    assert (environment / "pyvenv.cfg").is_file()


def test_when_no_way_works_every_reason_and_a_remedy_are_told(environment, monkeypatch, capsys):
    def fails(path):
        raise bootstrap.UnavailableError(f"not here {len(str(path)) > 0}")

    monkeypatch.setattr(bootstrap, "WAYS", (("one", fails), ("two", fails)))
    assert bootstrap.main([str(environment)]) == 1
    told = capsys.readouterr().err
    assert told.count("not here") == len(bootstrap.WAYS)
    assert "python3-venv" in told


@pytest.mark.parametrize(
    "attributes", ['data-yanked=""', 'data-yanked="a fault"', 'data-requires-python="&gt;=99.1"']
)
def test_a_withdrawn_wheel_or_one_for_a_later_python_is_left_out(attributes):
    page = f'<a {attributes} href="pip-9.1-py3-none-any.whl">x</a><a href="pip-8.1-py3-none-any.whl">x</a>'
    assert [wheel.version for wheel in bootstrap.parse_page(page, "https://host/pip/")] == [(8, 1)]


def test_the_environment_wins_over_a_file_and_a_later_file_over_an_earlier(tmp_path, monkeypatch):
    files = (tmp_path / "first.conf", tmp_path / "second.conf", tmp_path / "absent.conf")
    files[0].write_text(
        "[global]\nindex-url = https://one/s\ncert = a.pem\nfind-links = x\n", encoding="utf-8"
    )
    files[1].write_text("[global]\nindex-url = https://two/s\n[install]\ncert = b.pem\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "config_files", lambda environment: files)
    settings = bootstrap.pip_settings({"PIP_FIND_LINKS": "y"})
    assert settings == {"index-url": "https://two/s", "cert": "b.pem", "find-links": "y"}


def test_pips_own_files_are_read_from_the_whole_machine_to_the_one_named():
    files = bootstrap.config_files({"HOME": "/h", "XDG_CONFIG_DIRS": "/a:/b", "PIP_CONFIG_FILE": "/named"})
    told = [str(path) for path in files]
    assert told == [
        "/b/pip/pip.conf",
        "/a/pip/pip.conf",
        "/etc/pip.conf",
        "/h/.pip/pip.conf",
        "/h/.config/pip/pip.conf",
        "/named",
    ]
