"""A clock for tests."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
"""10:30 on a Saturday in Shanghai."""


class Clock:
    """Says what it was set to. Calling it gives the instant, as a desk wants it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> datetime:
        """Move on: `forward(days=3, seconds=1)`."""
        self.now += timedelta(**by)
        return self.now
