"""`yangguang publish` to a real sshd on this computer, through a real rsync."""

import os
import random
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from getpass import getuser
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.built import SOURCE
from tests.site.two_sites import NEW, OLD, contents, folders, made
from yangguang.cli import main
from yangguang.site.over_ssh import Server, server
from yangguang.site.publish import publish
from yangguang.site.refused import RefusedError

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
needs_sshd = pytest.mark.skipif(
    not (SSHD and shutil.which("rsync") and shutil.which("ssh")), reason="needs openssh-server and rsync"
)


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a server that lets us in; RSYNC_RSH says how to get there."""
    home = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / name], check=True)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        number = free.getsockname()[1]
    (home / "config").write_text(
        f"Port {number}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/user.pub\n"
        f"StrictModes no\nUsePAM no\nPidFile none\nPasswordAuthentication no\nPermitRootLogin yes\n"
    )
    (home / "known_hosts").write_text(f"[127.0.0.1]:{number} {(home / 'host.pub').read_text()}")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    ssh = ["ssh", "-F", "none", "-i", str(home / "user"), "-o", f"UserKnownHostsFile={home}/known_hosts"]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen([SSHD, "-D", "-e", "-f", home / "config"], stderr=log) as daemon,
    ):
        before = os.environ.get("RSYNC_RSH")
        os.environ["RSYNC_RSH"] = shlex.join(ssh)
        try:
            end = time.monotonic() + 30
            while subprocess.run(
                [*ssh, "-p", str(number), "127.0.0.1", "true"], capture_output=True, check=False
            ).returncode:
                assert time.monotonic() < end, (home / "log").read_text()
                time.sleep(0.1)
            yield number
        finally:
            daemon.terminate()
            del os.environ["RSYNC_RSH"]
            if before is not None:
                os.environ["RSYNC_RSH"] = before


@pytest.fixture
def root(tmp_path):
    return tmp_path / "w w; '网站'"


@pytest.fixture
def target(port, root):
    return server(f"ssh://{getuser()}@127.0.0.1:{port}{root.as_posix().replace(' ', '%20')}")


@needs_sshd
def test_a_site_goes_over_and_only_what_changed_after_it(target, root, tmp_path):
    old, new = made(tmp_path / "old", OLD), made(tmp_path / "new", NEW)
    assert len(publish(old, target, dry_run=True).sent) == 9
    assert not root.exists()
    publish(old, target)
    assert contents(root) == contents(old)
    done = publish(new, target)
    assert len(done.sent) == 7
    assert done.sent[-2:] == ("api/v1/build.json", "api/v1/manifest.txt")
    assert (contents(root), folders(root)) == (contents(new), folders(new))
    assert {path.stat().st_mode & 0o777 for path in root.rglob("*") if path.is_file()} == {0o644}
    assert publish(new, target).sent == ()
    (root / "unions/a/2024/index.html").write_text("SAME")
    assert publish(new, target).sent == ("unions/a/2024/index.html",)


@needs_sshd
def test_two_publishers_never_mix(target, root, tmp_path):
    old = made(tmp_path / "old", OLD)
    with target.held(), pytest.raises(RefusedError, match="another publisher"):
        publish(old, server(f"ssh://{getuser()}@127.0.0.1:{target.port}{root.as_posix().replace(' ', '%20')}"))
    publish(old, target)


@needs_sshd
def test_a_folder_of_others_is_refused(target, root, tmp_path):
    root.mkdir()
    (root / "thesis.odt").write_text("mine")
    with pytest.raises(RefusedError, match="empty folder"):
        publish(made(tmp_path / "old", OLD), target)
    assert contents(root) == {"thesis.odt": b"mine"}


@needs_sshd
def test_a_publisher_killed_at_random_moments_is_finished_by_the_next(target, root, tmp_path):
    dice = random.Random(3)
    sites = [made(tmp_path / name, texts) for name, texts in (("old", OLD), ("new", NEW))]
    address = f"ssh://{getuser()}@127.0.0.1:{target.port}{root.as_posix().replace(' ', '%20')}"
    code = "import sys; from yangguang.cli import main; main()"
    for number in range(4):
        site = sites[number % 2]
        command = [sys.executable, "-c", code, "publish", site, address]
        with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(SOURCE)}, stdout=-3, stderr=-3) as publisher:
            time.sleep(0.5 + dice.random() * 2)
            publisher.send_signal(signal.SIGKILL)
    end = time.monotonic() + 20
    while True:
        try:
            publish(sites[1], target)  # what the last one started may outlive it by a moment
            break
        except RefusedError:
            assert time.monotonic() < end
            time.sleep(0.1)
    assert (contents(root), folders(root)) == (contents(sites[1]), folders(sites[1]))


WRONG = [
    "ssh://-oProxyCommand=touch%20x/www", "ssh://-l@host/www", "ssh://host", "ssh://host/", "ssh:///www", "ssh://host:x/www",
    "s3://bucket/www", "http://host/www", "ssh://user:secret@host/www", "ssh://host/www?x", "ssh://host/w%0Aw", "ssh://a b/www",
]  # fmt: skip


@pytest.mark.parametrize("address", WRONG)
def test_addresses_that_are_none(address):
    with pytest.raises(RefusedError, match="should read"):
        server(address)


def test_addresses():
    assert server("ssh://host/srv/www/") == Server(host="host", root="/srv/www")
    assert server("ssh://me@host:22/srv/w%20w") == Server(host="host", user="me", port=22, root="/srv/w w")
    assert server("ssh://me@[::1]:22/www") == Server(host="::1", user="me", port=22, root="/www")


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("ssh://www:hunter2@127.0.0.1/srv", ()),
        ("https://hunter2@example.org/srv", ()),
        ("s3://AKIA:hunter2@bucket", ("--endpoint", "https://k:hunter2@example.org")),
        ("rsync://www:hunt/hunter2@10.0.0.1:x/srv", ()),
    ],
)
def test_no_password_in_an_address_is_printed(tmp_path, address, options):
    said = CliRunner().invoke(main, ["publish", str(tmp_path), address, *options])
    assert said.exit_code == 2
    assert "hunter2" not in said.output
