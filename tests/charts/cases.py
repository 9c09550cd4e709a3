"""What the tests of cases share."""

from __future__ import annotations

from yangguang.charts.display import Display
from yangguang.core.language import ZH

SHOWN = Display(ZH)
