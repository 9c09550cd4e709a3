"""`yangguang publish`: what changed goes out in an order in which every link leads somewhere, and any end can be resumed."""

import hashlib
import random
import shutil

import pytest
from click.testing import CliRunner

from tests.site.faults import Faults, in_child, kill_ourselves
from tests.site.two_sites import NEW, contents, folders, made
from yangguang.cli import main
from yangguang.site.publish import MANIFEST, Folder, publish
from yangguang.site.refused import RefusedError
from yangguang.site.store import SIGN, write


def command(*arguments, code=0):
    done = CliRunner().invoke(main, ["publish", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done.output


def test_only_what_changed_goes_out_in_its_order(old, new, tmp_path):
    target = tmp_path / "www"
    publish(old, Folder(target))
    assert contents(target) == contents(old)
    done = publish(new, Folder(target))
    assert done.sent == (
        "unions/b/index.html", "assets/a.css", "unions/a/index.html", "index.html", "unions/index.html", SIGN, MANIFEST,
    )  # fmt: skip
    assert done.removed == ("unions/gone/2024/index.html",)
    assert done.kept == 2
    assert (contents(target), folders(target)) == (contents(new), folders(new))
    assert publish(new, Folder(target)).sent == ()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(old, new, tmp_path):
    target = tmp_path / "www"
    assert "to send 9" in command(old, target, "--dry-run")
    assert not target.exists()
    command(old, target)
    said = command(new, target, "--dry-run")
    assert "+ unions/b/index.html\n" in said
    assert "- unions/gone/2024/index.html\n" in said
    assert contents(target) == contents(old)


def test_files_of_others_stay_and_a_folder_of_others_is_refused(old, new, tmp_path):
    target = tmp_path / "www"
    publish(old, Folder(target))
    (target / "robots.txt").write_text("theirs")
    (target / ".well-known").mkdir()
    publish(new, Folder(target))
    assert (target / "robots.txt").read_text() == "theirs"
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.odt").write_text("mine")
    assert "空目录" in command(new, tmp_path / "home", code=2)
    assert contents(tmp_path / "home") == {"thesis.odt": b"mine"}


SPOILT = {
    "changed": lambda site: (site / "index.html").write_text("edit"),
    "missing": lambda site: (site / "index.html").unlink(),
    "added": lambda site: (site / "robots.txt").write_text("x"),
    "without a manifest": lambda site: (site / MANIFEST).unlink(),
    "without its sign": lambda site: write(site, MANIFEST, b""),
    "a manifest that leads out": lambda site: (site / MANIFEST).write_text(f"{'0' * 64}  1  ../x\n"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_site_that_is_not_as_it_was_built_is_not_published(old, tmp_path, spoil):
    spoil(old)
    command(old, tmp_path / "www", code=2)
    assert not (tmp_path / "www").exists()


def test_what_somebody_changed_in_the_target_is_made_good(old, tmp_path):
    target = tmp_path / "www"
    publish(old, Folder(target))
    (target / "unions/a/2024/index.html").write_text("SAME")
    assert publish(old, Folder(target)).sent == ("unions/a/2024/index.html",)


def test_a_target_whose_manifest_leads_out_loses_nothing_outside(old, new, tmp_path):
    target = tmp_path / "www"
    publish(old, Folder(target))
    (tmp_path / "mine").write_text("mine")
    text = "".join(f"{'0' * 64}  1  {path}\n" for path in ("../mine", "/etc/hostname", "unions//a", ".yangguang/x"))
    (target / MANIFEST).write_text(text)
    publish(new, Folder(target))
    assert (tmp_path / "mine").read_text() == "mine"


def test_two_publishers_never_mix(old, new, tmp_path):
    target = tmp_path / "www"
    publish(old, Folder(target))
    with Folder(target).held():
        assert "another" in command(new, target, code=2)
        assert contents(target).keys() - {".yangguang.lock"} == contents(old).keys()
    publish(new, Folder(target))


def test_a_publisher_killed_at_any_step_is_finished_by_the_next(old, new, tmp_path):
    """Seen from outside, too: no list leads to a page that is not there yet, and the manifest comes after what it lists."""
    target, kept = tmp_path / "www", tmp_path / "kept"
    publish(old, Folder(kept))
    with Faults(writes_only=True) as seen:
        shutil.copytree(kept, target)
        before = seen.count
        publish(new, Folder(target))
    for at in range(1, seen.count - before + 1):
        shutil.rmtree(target)
        shutil.copytree(kept, target)

        def work(at=at):
            with Faults(at, happen=kill_ourselves, writes_only=True):
                publish(new, Folder(target))

        assert in_child(work) == -9, at
        texts = {path: text.decode() for path, text in contents(target).items()}
        if texts["unions/index.html"] == "new":
            assert texts["unions/b/index.html"] == "new"
        if texts[SIGN] == NEW[SIGN]:
            assert texts["index.html"] == "new"
        if texts[MANIFEST] == (new / MANIFEST).read_text():
            assert texts[SIGN] == NEW[SIGN]
        publish(new, Folder(target))
        assert (contents(target), folders(target)) == (contents(new), folders(new)), at


def test_a_publisher_killed_and_another_site_published_next(old, new, tmp_path):
    dice = random.Random(7)
    third = made(tmp_path / "third", {"index.html": "third", SIGN: "{}", "unions/c/index.html": "third"})
    target = tmp_path / "www"
    for _ in range(12):
        shutil.rmtree(target, ignore_errors=True)
        publish(old, Folder(target))
        at = dice.randint(1, 60)

        def work(at=at):
            with Faults(at, happen=kill_ourselves, writes_only=True):
                publish(new, Folder(target))

        in_child(work)
        publish(third, Folder(target))
        assert (contents(target), folders(target)) == (contents(third), folders(third)), at


def test_a_site_that_another_build_replaced_meanwhile_is_not_mixed(old, new, tmp_path):
    class Slow(Folder):
        def note(self, journal):
            super().note(journal)
            shutil.rmtree(old)
            new.rename(old)

    with pytest.raises((RefusedError, FileNotFoundError)):
        publish(old, Slow(tmp_path / "www"))
    assert not (tmp_path / "www" / MANIFEST).exists()


def test_hashes_are_those_of_the_manifest(old):
    lines = (old / MANIFEST).read_text().splitlines()
    assert all(hashlib.sha256((old / line.split("  ")[2]).read_bytes()).hexdigest() == line[:64] for line in lines)
