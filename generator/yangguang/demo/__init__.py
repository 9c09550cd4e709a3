"""A fictional federation in the layout of `data/`: what `yangguang demo` writes, benchmarks measure and tests read."""

from yangguang.demo.federation import demo

__all__ = ["demo"]
