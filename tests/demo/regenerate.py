"""Write the demo federation into `data/` again, after its generator changed: python tests/demo/regenerate.py."""

import shutil
from pathlib import Path

from yangguang.demo import demo

DATA = Path(__file__).parents[2] / "data"
COMMITTED = {"unions": 36, "years": 3, "running": True, "public_since": "2026-11-27"}


def main():
    for folder in ("registry", "unions"):
        shutil.rmtree(DATA / folder, ignore_errors=True)
    for path, content in demo(**COMMITTED):
        if not path.startswith("policy/"):
            (DATA / path).parent.mkdir(parents=True, exist_ok=True)
            (DATA / path).write_bytes(content)


if __name__ == "__main__":
    main()
