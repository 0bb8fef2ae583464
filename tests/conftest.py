"""What holds for every test."""

from hypothesis import settings

from tests.limit import pytest_runtest_protocol, pytest_unconfigure

__all__ = ["pytest_runtest_protocol", "pytest_unconfigure"]

settings.register_profile("untimed", deadline=None)  # a slow machine is no fault; what hangs has its limit
settings.load_profile("untimed")
