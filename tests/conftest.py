"""What holds for every test."""

from tests.limit import pytest_runtest_protocol, pytest_unconfigure

__all__ = ["pytest_runtest_protocol", "pytest_unconfigure"]
