"""A solver in a process of its own, where it can be ended: some hang, some ignore limits, some crash."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self

from simulator.optimise.float_model import FloatModel, checked
from simulator.optimise.solvers import require
from simulator.optimise.solvers.answer import Answer, Claim
from simulator.optimise.solvers.wire import receive_answer, send_model

GRACE = 2.0
"""Seconds beyond its limit that a solver gets to hand over what it has found, before its process is ended."""

MOST_SECONDS = 1_000_000
"""Eleven days; a clock that is set much later fails by itself."""

STOPPED = Answer(Claim.UNKNOWN, ended=True)

BROKEN = (OSError, EOFError, ValueError, KeyError)
"""What talking to a process that has died or gone mad may raise."""

WORKER = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from simulator.optimise.solvers.worker import serve; serve(int(sys.argv[2]))"
)


def apart(name: str, *, seconds: float) -> "Apart":
    """Return the named solver as a backend in a child process that may run so many seconds in all.

    Raises ValueError for an unknown name or a time that is none. Use it in a `with`, or close it.
    """
    require(name)
    if not 0 < seconds <= MOST_SECONDS:
        raise ValueError(f"a solver cannot be given {seconds} seconds")
    return Apart(name, seconds, WORKER)


@dataclass(frozen=True, slots=True)
class _Child:
    """A running process, what it is asked and answers by, and the end of the pipe that keeps it alive."""

    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: IO[bytes]
    lifeline: int

    def kill(self) -> None:
        """End the process and whatever it has started; safe at any time, from any thread."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def bury(self) -> None:
        """End the process and wait until nothing is left of it."""
        self.kill()
        self.process.wait()
        os.close(self.lifeline)
        for stream in (self.requests, self.answers):
            with contextlib.suppress(OSError):
                stream.close()


class Apart:
    """A backend whose every run takes place in one child process, started when it is first needed.

    A run that is ended by the clock, or ends itself by a crash, is answered as unknown and marked `ended`;
    `struck` tells whether any was. An interrupt ends the child and goes on to the caller.
    """

    def __init__(self, name: str, seconds: float, script: str) -> None:
        self.struck = False
        self._name = name
        self._left = seconds
        self._script = script
        self._child: _Child | None = None

    def __call__(self, model: FloatModel, node_limit: int, seconds: float | None = None) -> Answer:
        """Return what the solver found within what is left of its time, and within `seconds` if given."""
        checked(model)
        limit = self._left if seconds is None else min(seconds, self._left)
        started = time.monotonic()
        answer = self._asked(model, node_limit, limit) if limit > 0 else STOPPED
        self._left -= time.monotonic() - started
        self.struck = self.struck or answer.ended
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child if there is one; the next run would start another."""
        child, self._child = self._child, None
        if child is not None:
            child.bury()

    @property
    def process(self) -> int | None:
        """Return the id of the child process, None when there is none."""
        return None if self._child is None else self._child.process.pid

    def _asked(self, model: FloatModel, node_limit: int, limit: float) -> Answer:
        answer = None
        try:
            answer = self._exchange(model, node_limit, limit)
        except BROKEN:
            return STOPPED
        finally:
            # after a death as after an interrupt nothing may be left running
            if answer is None:
                self.close()
        return answer

    def _exchange(self, model: FloatModel, node_limit: int, limit: float) -> Answer:
        child = self._child = self._child or _started(self._script)
        clock = threading.Timer(limit + GRACE, child.kill)
        clock.start()
        try:
            orders = {"solver": self._name, "node_limit": node_limit, "seconds": limit}
            send_model(child.requests, model, orders)
            return receive_answer(child.answers)
        finally:
            clock.cancel()


def _started(script: str) -> _Child:
    lifeline, kept = os.pipe()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-I", "-c", script, json.dumps(sys.path), str(lifeline)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(lifeline,),
            # a group of its own, so that it can be ended with whatever it has started
            start_new_session=True,
        )
    except BaseException:
        os.close(kept)
        raise
    finally:
        os.close(lifeline)
    return _Child(process, _stream(process.stdin), _stream(process.stdout), kept)


def _stream(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("a process was started without its pipes")
    return pipe
