"""Fixtures of every room's tests."""

from tests.built import demo_site  # noqa: F401 (a fixture)
