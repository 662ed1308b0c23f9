"""Every test's settings."""

from hypothesis import settings

settings.register_profile("dateline", deadline=None)  # a test is never timed: the machine may be busy
settings.load_profile("dateline")
