"""The yardstick: what a competent user glues together from the same libraries, over the same packages.

frictionless validates, pandas reads and adds up, pyplot draws seven charts, Markdown tables go through MkDocs with the
Material theme. No verdicts, no comparison, no privacy check, no English: it does less than the portal and is kept fast
(one process, constrained layout off, ASCII labels). Run as `python -m benchmarks.glued DATA SCHEMAS OUT COUNT`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import frictionless
import matplotlib as mpl
import pandas as pd
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

mpl.use("svg")
import matplotlib.pyplot as plt

AMOUNTS = ["budget_initial", "budget_adjusted", "actual"]


def main(data: Path, schemas: Path, out: Path, count: int) -> None:
    """Glue the first `count` packages of `data` into a site below `out`."""
    docs = out / "docs"
    docs.mkdir(parents=True)
    packages = sorted(data.glob("unions/*/*/*/datapackage.json"))[:count]
    (docs / "index.md").write_text("# Unions\n\n" + "".join(f"- [{p.parts[-3]}]({name(p)}.md)\n" for p in packages))
    for descriptor in packages:
        (docs / f"{name(descriptor)}.md").write_text(page(descriptor, schemas, docs), encoding="utf-8")
    (out / "mkdocs.yml").write_text(
        yaml.safe_dump({"site_name": "Glued", "theme": {"name": "material", "font": False}, "plugins": []})
    )
    build(load_config(str(out / "mkdocs.yml"), site_dir=str(out / "site")))


def name(descriptor: Path) -> str:
    return f"{descriptor.parts[-3]}-{descriptor.parts[-2]}"


def page(descriptor: Path, schemas: Path, docs: Path) -> str:
    """Validate one package, read it, draw it, and write its Markdown."""
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource["schema"] = json.loads((schemas / f"{resource['name']}.json").read_text(encoding="utf-8"))
        resource["schema"].pop("foreignKeys", None)  # they point outside the package
    report = frictionless.Package(
        {"name": package["name"], "resources": package["resources"]}, basepath=str(descriptor.parent)
    ).validate()
    frames = {
        file.stem: pd.read_csv(file, dtype={"account_code": str}) for file in sorted(descriptor.parent.glob("*.csv"))
    }
    accounts = frames["accounts"]
    top = accounts[accounts.account_code.str.len() == 3]
    income, spending = top[top.account_code.str.startswith("4")], top[top.account_code.str.startswith("5")]
    pictures = {
        "income": income.set_index("account_code").actual,
        "spending": spending.set_index("account_code").actual,
        "budget": top.set_index("account_code").filter(AMOUNTS),
        "three-public": _sums(frames, "three_public", "item", AMOUNTS),
        "balances": _sums(frames, "balances", "item", ["opening", "closing"]),
        "findings": _counts(frames, "findings", "status"),
        "filings": _counts(frames, "filings", "outcome"),
    }
    text = [f"# {package['title']}\n", f"Valid: {report.valid}\n", f"Income {income.actual.sum():,.2f}\n"]
    for title, series in pictures.items():
        figure, axes = plt.subplots(figsize=(7, 3))
        if len(series):
            series.plot.barh(ax=axes)
        axes.set_title(title)
        file = f"{name(descriptor)}-{title}.svg"
        figure.savefig(docs / file)
        plt.close(figure)
        text += [f"![{title}]({file})\n", _table(series.reset_index())]
    text.append(f"## Accounts\n\n{_table(accounts)}")
    return "\n".join(text)


def _sums(frames: dict[str, pd.DataFrame], table: str, key: str, columns: list[str]) -> pd.DataFrame:
    return frames[table].set_index(key).filter(columns).groupby(level=0).sum() if table in frames else pd.DataFrame()


def _counts(frames: dict[str, pd.DataFrame], table: str, column: str) -> pd.Series:
    return frames[table][column].value_counts() if table in frames else pd.Series(dtype=int)


def _table(frame: pd.DataFrame) -> str:
    rows = [[str(cell).replace("|", r"\|") for cell in row] for row in frame.itertuples(index=False)]
    lines = [list(map(str, frame.columns)), ["---"] * len(frame.columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
