"""Files are written as told, and a failure says which one."""

import errno
import hashlib

import pytest

from tests.site.faults import Faults
from yangguang.site.store import Entry, manifest, write


def test_a_written_file_is_told_by_path_size_and_hash(tmp_path):
    assert write(tmp_path, "unions/a/index.html", b"abc") == Entry(
        "unions/a/index.html", 3, hashlib.sha256(b"abc").hexdigest()
    )
    assert (tmp_path / "unions/a/index.html").read_bytes() == b"abc"


def test_a_manifest_lists_files_by_path():
    assert manifest([Entry("b", 2, "bb"), Entry("a", 1, "aa")]) == b"aa  1  a\nbb  2  b\n"


def test_a_disk_that_fills_up_names_the_file(tmp_path):
    with Faults(at=2, number=errno.ENOSPC), pytest.raises(OSError, match="No space left") as failed:
        write(tmp_path, "index.html", b"abc")
    assert failed.value.filename == str(tmp_path / "index.html")
