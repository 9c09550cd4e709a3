"""The two large tables of the portal as typed files: Parquet, compressed by zstd, which DuckDB, pandas and R read by column.

`value` is a decimal of 38 digits, 12 of them behind the point: whole cents are exact in it. The few quotients that have
more digits than that are rounded there and stand in `exact` as `figures.csv` has them.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from yangguang.site.disk import named

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LACKING = "Parquet 需要 duckdb：pip install 'yangguang[parquet]' / Parquet needs duckdb, the extra 'parquet'"
_TYPED = {"year": "year::SMALLINT", "asked": "asked::BOOLEAN", "value": "value::DECIMAL(38, 12)"}
_EXACT = ", CASE WHEN length(split_part(value, '.', 2)) > 12 OR contains(value, 'E') THEN value END AS exact"


def available() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("duckdb") is not None


def write_parquet(rows: Path, columns: Sequence[str], target: Path) -> None:
    """The CSV file `rows` with these columns, all of them text, as Parquet: the same bytes of the same rows. Raises OSError."""
    import duckdb  # noqa: PLC0415 (an extra, and a tenth of a second)

    read = (
        "read_csv(?, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', nullstr='', "
        f"max_line_size=16000000, columns={dict.fromkeys(columns, 'VARCHAR')})"
    )
    typed = ", ".join(f'{_TYPED[one]} AS "{one}"' if one in _TYPED else f'"{one}"' for one in columns)
    exact = _EXACT if "value" in columns else ""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with named(target):
        try:
            with duckdb.connect(":memory:", config=settings) as connection:
                connection.execute(
                    f"COPY (SELECT {typed}{exact} FROM {read}) TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION zstd)",  # noqa: S608 (columns are ours)
                    [str(rows)],
                )
        except duckdb.Error as failed:
            raise OSError(str(failed)) from None


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
