"""What the door costs at worst: a pathological file may take no more than 2 s and 300 MB; and what it imports."""

import subprocess
import sys

import pytest

from tests.built import SOURCE

SECONDS, MEGABYTES = 4, 300  # twice the promised time: the machine that tests is shared
LIMITED = """
import resource, time
from yangguang.door.admit import admit
from tests.door.submissions import package, policy, registry
data = {make}
name = {name!r}
assert len(data) <= 5_000_000
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
raw = package(data) if name == "datapackage" else package(**{{name: data}})
start = time.process_time()
found = admit(raw, registry(), policy(), {{}})
spent = time.process_time() - start
assert any(one.is_error for one in found.issues)
assert len(found.issues) < 5_000
# Not ru_maxrss, which a child inherits from the process that started it.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(spent, int(status["VmHWM"].split()[0]) / 1024)
"""
HEADER = b"account_code,account_name,budget_initial\n"
FILES = {
    "commas": "b',' * 5_000_000",
    "line breaks": "b'\\n' * 5_000_000",
    "quotes": "b'\"' * 4_999_999",
    "doubled quotes": f"{HEADER!r} + b'\"' + b'\"\"' * 2_400_000 + b'\",x,1'",
    "an open quote": f"{HEADER!r} + b'\"' + b'a,b\\n' * 1_200_000",
    "one cell": f"{HEADER!r} + b'1' * 4_900_000 + b',x,1'",
    "short rows": f"{HEADER!r} + b'1\\n' * 50_000",
    "bad cells": f"{HEADER!r} + b'=,=,=\\n' * 50_000",
    "bad amounts": f"{HEADER!r} + b'1,x,NaN\\n' * 50_000",
    "unknown codes": f"{HEADER!r} + ('\\u202e,\\u202e,1\\n' * 50_000).encode()",
    "one long label": "b'x' * 5_000_000",
    "many labels": "b','.join(b'actuel%d' % n for n in range(380_000))",
    "blank cells": f"{HEADER!r} + b',,\\n' * 50_000",
    "nulls": "b'\\0' * 5_000_000",
    "gb18030": "('科目编码,' * 500_000).encode('gb18030')",
    "combining marks": f"{HEADER!r} + ('a' + '\\u0301' * 2_000_000).encode() + b',x,1'",
    "conflict": f"{HEADER!r} + b'=======x\\n' * 500_000",
    "digits everywhere": f"{HEADER!r} + (b'5,' + b'1381234567' * 390 + b',1\\n') * 1_200",
    "digits apart": f"{HEADER!r} + (b'5,' + b'1 3-8 ' * 650 + b',1\\n') * 1_200",
    "chinese": f"{HEADER!r} + ('5,' + '北京市海淀区中关村大街' * 120 + ',1\\n').encode() * 1_200",
    "rare characters": f"{HEADER!r} + ''.join('5,' + ''.join(chr(0x4e00 + (7919 * n + 101 * k) % 20_900) for k in range(20)) + ',1\\n' for n in range(50_000)).encode()",
    "long rare cells": f"{HEADER!r} + ('5,' + ''.join(chr(0x4e00 + 7919 * n % 20_900) for n in range(1_300)) + ',1\\n').encode() * 1_200",
    "question marks": f"{HEADER!r} + ('5,' + '何?' * 600 + ',1\\n').encode() * 1_900",
    "many good rows": f"{HEADER!r} + b''.join(b'%d,abc,1234.56\\n' % n for n in range(50_000)) + b',,'",
    "rows that repeat": f"{HEADER!r} + b'501,y,1\\n' * 50_000",
}  # fmt: skip
DESCRIPTORS = {
    "deep": "b'[' * 63_000",
    "keys": "b'{' + b','.join(b'\"k%d\":0' % n for n in range(6_000)) + b'}'",
    "resources": "b'{\"resources\":[' + b','.join([b'{}'] * 20_000) + b']}'",
    "long keys": "b'{\"' + b'titl' * 15_000 + b'\":0}'",
}


def spent_on(name, make):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED.format(name=name, make=make)], capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return map(float, done.stdout.split())


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_no_file_of_five_megabytes_costs_much(make):
    seconds, megabytes = spent_on("accounts", make)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("make", DESCRIPTORS.values(), ids=DESCRIPTORS)
def test_no_descriptor_costs_much(make):
    seconds, megabytes = spent_on("datapackage", make)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_the_door_needs_only_the_standard_library():
    code = """
import sys
import yangguang.door.admit, yangguang.door.history, yangguang.door.loader, yangguang.door.packages
ours = {name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names
print(sorted(name for name in ours if not name.startswith('_') and sys.modules[name].__spec__ is not None))
"""
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(SOURCE)}
    )
    assert done.stdout.strip() == "['yangguang']"
