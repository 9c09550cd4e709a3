"""Parts that templates share are there because a template uses them."""

import re

from yangguang.core.paths import SITE_TEMPLATES


def test_every_macro_is_called_somewhere():
    texts = [path.read_text(encoding="utf-8") for path in sorted(SITE_TEMPLATES.rglob("*.html"))]
    macros = [name for text in texts for name in re.findall(r"{%-? macro (\w+)\(", text)]
    called = {name for text in texts for name in re.findall(r"(?<!macro )\b(\w+)\(", text)}
    assert macros
    assert [f"macro {name} is called by no template" for name in macros if name not in called] == []
