"""The command line: arguments in, exit code out; what the commands do lives in the rooms.

Each command imports the rooms it needs when it runs: `check` answers without waiting for matplotlib.
`arguments` is what commands share, every other module a family of commands.
"""

from yangguang.cli import desk, forge, portal, questions
from yangguang.cli.arguments import main

__all__ = ["desk", "forge", "main", "portal", "questions"]
