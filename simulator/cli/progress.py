"""Progress on stderr, only once a command has taken more than a second."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from simulator.glossary import Language, word

FIRST_WORD_AFTER = 1.0
BETWEEN_WORDS = 5.0


@contextmanager
def progress(stage: str, language: Language, share_before: float = 0.0) -> Iterator[None]:
    """Say on stderr, after a second and then every five, which stage runs and about how long is left.

    `share_before` is the share of a usual run that lies before this stage; without one nobody knows how long
    is left, and it says so.
    """
    started, done = time.monotonic(), threading.Event()
    teller = threading.Thread(target=_tell, args=(stage, language, started, done, share_before), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(stage: str, language: Language, started: float, done: threading.Event, share_before: float) -> None:
    pause = FIRST_WORD_AFTER
    while not done.wait(pause):
        seconds = time.monotonic() - started
        facts = {"stage": word(f"progress_{stage}").say(language), "seconds": int(seconds)}
        left = _left(seconds, share_before, language)
        click.echo(word("progress_line").say(language).format(left=left, **facts), err=True)
        pause = BETWEEN_WORDS


def _left(seconds: float, share_before: float, language: Language) -> str:
    if not share_before:
        return word("time_unknown").say(language)
    return (
        word("time_left")
        .say(language)
        .format(seconds=max(1, int(seconds * (1 - share_before) / share_before)))
    )
