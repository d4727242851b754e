"""A lock file is written from what pip reports: by name, exact, with the hashes of every target."""

import pytest

from tools import lock


def item(name: str, version: str, sha256: str) -> dict[str, object]:
    """Return one package as a pip installation report tells it."""
    archive = {"hashes": {"sha256": sha256}}
    return {
        "metadata": {"name": name, "version": version},
        "download_info": {"archive_info": archive, "url": "https://host/file.whl"},
    }


def test_pins_come_by_canonical_name_whatever_order_pip_reports():
    pins = lock.read_report({"install": [item("PyYAML", "6.0.3", "b"), item("Foo_Bar", "1", "a")]})
    assert pins == [lock.Pin("foo-bar", "1", ("a",)), lock.Pin("pyyaml", "6.0.3", ("b",))]


def test_the_hashes_of_all_targets_are_kept_once_and_in_order():
    same = [lock.Pin("numpy", "2", ("b",)), lock.Pin("numpy", "2", ("a",)), lock.Pin("numpy", "2", ("b",))]
    assert lock.merge(same) == lock.Pin("numpy", "2", ("a", "b"))


@pytest.mark.parametrize("other", [("numpy", "3"), ("scipy", "2")])
def test_targets_that_disagree_are_refused(other):
    with pytest.raises(ValueError, match="numpy"):
        lock.merge([lock.Pin("numpy", "2", ("a",)), lock.Pin(*other, ("b",))])


def test_no_address_reaches_the_text_of_a_lock():
    text = lock.lock_text("requirements.lock", lock.read_report({"install": [item("a", "1", "0" * 64)]}))
    assert "://" not in text
    assert text.endswith(f"a==1 \\\n    --hash=sha256:{'0' * 64}\n")


def test_both_locks_hold_the_build_backend_and_only_one_holds_the_tools():
    project = {
        "project": {"dependencies": ["a"], "optional-dependencies": {"dev": ["c"]}},
        "build-system": {"requires": ["b"]},
    }
    assert lock.declared(project) == {
        "requirements-dev.lock": ("a", "b", "c"),
        "requirements.lock": ("a", "b"),
    }


def test_every_target_names_its_python_and_its_machine():
    options = [" ".join(lock.target_options(*target)) for target in lock.TARGETS]
    assert len(set(options)) == len(lock.PYTHONS) * len(lock.PLATFORMS)
    assert all("--no-deps" in one and "--python-version" in one for one in options)
