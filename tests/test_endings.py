"""However a command ends, it says so in a sentence, with a path where there is one, and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.built import AS_OF, DATA, YANGGUANG, once
from tests.site.test_place import mounted
from yangguang.cli import main
from yangguang.demo.scaffold import scaffold
from yangguang.site.store import SIGN


def run(*arguments, code, **settings):
    """Run `yangguang` as a user does; all it printed. No ending is a traceback."""
    environment = os.environ | settings.pop("env", {})
    settings = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} | settings
    done = subprocess.run([YANGGUANG, *arguments], check=False, encoding="utf-8", env=environment, **settings)
    said = (done.stdout or "") + (done.stderr or "")
    assert "Traceback" not in said
    assert done.returncode == code, said
    return said


def invoke(*arguments, code, **environment):
    """The same in this process, for what ends before any work."""
    result = CliRunner().invoke(main, [str(one) for one in arguments], env=environment)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """A portal fresh from `yangguang init`, with its site."""

    def make(folder):
        run("init", folder, code=0)
        run("build", folder / "data", "--site", folder / "site", "--as-of", AS_OF, code=0)

    return once(tmp_path_factory, "begun", make)


@pytest.fixture
def portal(begun, tmp_path):
    return Path(shutil.copytree(begun, tmp_path / "portal"))


@pytest.fixture(scope="session")
def federation(tmp_path_factory):
    """Unions enough for several workers."""
    return once(
        tmp_path_factory, "federation", lambda folder: run("demo", folder, "--unions", "45", "--years", "1", code=0)
    )


def state(site):
    """Every file of the site and what it holds."""
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def build(portal, *flags, code, **settings):
    return run("build", portal / "data", "--site", portal / "site", "--as-of", AS_OF, *flags, code=code, **settings)


@pytest.mark.parametrize("command", ["check", "rules", "--help"])
def test_nobody_reads_the_output(portal, command):
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [portal / "data"] if command == "check" else []
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run([YANGGUANG, command, *arguments], stdout=pipe, stderr=subprocess.PIPE, check=False)
    assert done.returncode == (1 if command == "--help" else 141)
    assert b"Error" not in done.stderr


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_output_is_closed(portal, command):
    data = {"rules": "--data data", "build": "data --site site"}.get(command, "data")
    said = run(
        "-c", f"{YANGGUANG} {command} {data} >&-", code=1, executable="/bin/sh", cwd=portal, stdout=None,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    assert "stdout: 已关闭 / Bad file descriptor" in said
    assert (portal / "site" / SIGN).read_text(encoding="utf-8").startswith("{"), "no file of ours became the output"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux' own")
@pytest.mark.parametrize("command", [["rules"], ["--help"]])
def test_the_output_is_full(command):
    with Path("/dev/full").open("w") as full:
        said = run(*command, code=1, stdout=full, stderr=subprocess.PIPE)
    assert "磁盘已满 / No space left on device" in said


SETTINGS = {
    "broken": b"site_name: [\n",
    "no text": b"site_name: \xff\xfe\n",
    "not ours": b"site_name: x\ndocs_dir: docs\n",
    "incomplete": b"plugins: [yangguang]\n",
    "a day that is none": b"site_name: x\nplugins: [{yangguang: {as_of: soon}}]\n",
    "a day with an hour": b"site_name: x\nplugins: [{yangguang: {as_of: 2026-11-23 10:00:00}}]\n",
}


@pytest.mark.parametrize("content", SETTINGS.values(), ids=SETTINGS)
def test_settings_that_cannot_be_used(portal, content):
    (portal / "mkdocs.yml").write_bytes(content)
    before = state(portal / "site")
    said = invoke("build", portal / "data", "--site", portal / "site", code=2)
    assert "mkdocs.yml" in said or "as_of=" in said
    assert state(portal / "site") == before
    assert names(portal) == sorted({path.split("/")[0] for path, _ in scaffold()} | {"site"})


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that cannot be read is Linux' own")
def test_settings_that_cannot_be_read(portal):
    said = build(portal, "--config", "/proc/self/mem", code=1)
    assert "/mem: 读写出错 / Input/output error" in said


def test_folders_and_files_that_cannot_be_written(portal):
    nowhere = portal / "README.md" / "x"
    for command in (
        ["schemas", "--out", nowhere],
        ["demo", nowhere, "--unions", "1"],
        ["init", nowhere],
        ["build", portal / "data", "--site", nowhere],
    ):
        assert "README.md" in invoke(*command, code=1)
    too_long = ["build", portal / "data", "--site", portal / ("x" * 300)]
    assert "名字太长 / File name too long" in invoke(*too_long, code=1)
    assert str(nowhere) in build(portal, "--timings", nowhere, code=1)


@pytest.mark.parametrize("where", ["", "/site"])
def test_a_number_in_a_path_that_the_system_refuses_is_not_told(tmp_path, where):
    """What click refuses, what we refuse and what the system refuses end in the same place."""
    (tmp_path / "13800138000").touch()
    said = invoke("build", DATA, "--site", f"{tmp_path}/13800138000{where}", code=1 if where else 2)
    said += invoke("schemas", "--out", f"{tmp_path}/13800138000{where}", code=1 if where else 2)
    assert "***" in said
    assert "138001" not in said


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_full_disk(portal, share):
    need = sum(-(-len(content) // 4096) * 4096 for content in state(portal / "site").values())  # in whole blocks
    disk = portal / "disk"
    disk.mkdir()
    with mounted(disk, "-t", "tmpfs", "-o", f"size={int(need * (1 + share))}", "tmpfs"):
        shutil.copytree(portal / "site", disk / "site")
        before = state(disk / "site")
        said = run("build", portal / "data", "--site", disk / "site", "--as-of", AS_OF, code=1)
        assert "磁盘已满 / No space left on device" in said
        assert str(disk) in said
        assert state(disk / "site") == before
        assert names(disk) == ["site"]


def start(federation, site):
    """A build of many unions with two workers, once it is well under way."""
    command = [YANGGUANG, "build", federation, "--site", site, "--as-of", AS_OF, "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    end = time.monotonic() + 60
    while not any(site.parent.glob(".site.*/unions/*/index.html")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)
    return process


def alive(session):
    """Processes of a session that are not dead."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(status.parent.name)
    return found


@pytest.fixture
def published(begun, tmp_path):
    """A folder that holds nothing but a site of before."""
    (tmp_path / "www").mkdir()
    return Path(shutil.copytree(begun / "site", tmp_path / "www" / "site"))


@pytest.mark.parametrize(("number", "whom"), [(signal.SIGTERM, os.kill), (signal.SIGINT, os.killpg)])
def test_a_build_is_stopped(federation, published, number, whom):
    before = state(published)
    process = start(federation, published)
    whom(process.pid, number)
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 128 + number, said
    assert "Traceback" not in said
    assert f"stopped by {number.name}" in said
    assert state(published) == before
    assert names(published.parent) == ["site"]
    assert alive(process.pid) == []


def test_kill_9_ends_the_workers_too_and_the_next_run_clears_up(federation, published):
    before = state(published)
    process = start(federation, published)
    assert "another build" in run("build", federation, "--site", published, code=2)
    process.kill()
    process.communicate(timeout=60)
    end = time.monotonic() + 60
    while alive(process.pid):
        assert time.monotonic() < end, "orphans"
        time.sleep(0.01)
    assert state(published) == before
    assert len(names(published.parent)) > 1
    run("build", federation, "--site", published, "--as-of", AS_OF, "--accept-mass-refusal", code=0)
    assert names(published.parent) == ["site"]


def test_a_worker_is_killed(federation, published):
    before = state(published)
    process = start(federation, published)
    worker = next(one for one in alive(process.pid) if one != str(process.pid))
    os.kill(int(worker), signal.SIGKILL)
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 1, said
    assert "a worker process was killed" in said
    assert "Traceback" not in said
    assert state(published) == before
    assert names(published.parent) == ["site"]
