"""A committed portal of five unions over two years, so that golden pages change only when pages do.

Its packages were taken once from `demo(unions=5, years=2, seed=20)` and do not follow the demo; the policy is the packaged one.
"""

import shutil
from pathlib import Path

from yangguang.core.paths import POLICY


def healthy_portal(folder: Path) -> Path:
    """DATA of the healthy portal in `folder`."""
    shutil.copytree(Path(__file__).with_name("data"), folder)
    shutil.copytree(POLICY, folder / "policy")
    return folder
