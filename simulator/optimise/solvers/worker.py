"""The far side of `child`: a process that answers one model after another until nobody asks any more."""

import fcntl
import os
import select
import sys

from simulator.optimise.solvers import backend
from simulator.optimise.solvers.wire import receive_model, send_answer


def serve(lifeline: int) -> None:
    """Answer models from the standard input on the standard output until the input ends.

    `lifeline` is the reading end of a pipe on which nothing is ever written: when its other end goes away,
    so does this process and whatever solver it has started.
    """
    _hang_on(lifeline)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # what a solver prints may not fall between the answers
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while True:
        try:
            model, orders = receive_model(sys.stdin.buffer)
        except EOFError:
            return
        solve = backend(orders["solver"])
        send_answer(answers, solve(model, orders["node_limit"], orders["seconds"]))


def _hang_on(lifeline: int) -> None:
    # a signal, not a thread: a solver deep in its own code lets no thread run, and one that has started a
    # program of its own (CBC) must take it along; the signal's default is to end the whole group
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:
        sys.exit()
