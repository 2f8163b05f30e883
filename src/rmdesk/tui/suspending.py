"""Stopped and continued from outside (`kill -TSTP`, `fg`): between two steps of the event loop.

Textual does it wherever the signal falls. Within a write that would wait for ever for the lock which the write holds,
and the terminal would stay as it is, deaf.
"""

import asyncio
import signal
from typing import Any


def watch(driver: Any) -> None:
    """Let the running event loop hear both signals, where `driver` (Textual's) knows them: not on Windows, and not
    without a terminal."""
    stop = getattr(driver, "_sigtstp_application", None)
    if stop is None:
        return

    def go_on() -> None:
        if not driver._must_signal_resume:  # stopped by what nobody hears (SIGSTOP): the input is still read
            driver.suspend_application_mode()
        driver._sigcont_application()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTSTP, stop)
    loop.add_signal_handler(signal.SIGCONT, go_on)
