"""How a model and an answer cross between two processes: a line of JSON, then the bare numbers.

No object is ever unpickled, and an array of a hundred thousand columns costs no more than its bytes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from simulator.optimise.float_model import FloatModel
from simulator.optimise.solvers.answer import Answer, Claim

Facts = dict[str, Any]


def send_model(stream: IO[bytes], model: FloatModel, orders: Mapping[str, Any]) -> None:
    """Write a model and what is to be done with it."""
    arrays = {field.name: getattr(model, field.name) for field in fields(model)}
    cost_scale = arrays.pop("cost_scale")
    _send(stream, {"orders": dict(orders), "cost_scale": cost_scale}, arrays)


def receive_model(stream: IO[bytes]) -> tuple[FloatModel, Facts]:
    """Return a model and the orders it came with; raises EOFError when the stream has ended."""
    facts, arrays = _receive(stream)
    everything: Facts = {**arrays, "cost_scale": facts["cost_scale"]}
    return FloatModel(**everything), facts["orders"]


def send_answer(stream: IO[bytes], answer: Answer) -> None:
    """Write an answer."""
    arrays = {} if answer.values is None else {"values": answer.values}
    _send(stream, {"claim": answer.claim.value, "ended": answer.ended}, arrays)


def receive_answer(stream: IO[bytes]) -> Answer:
    """Return an answer; raises EOFError when the stream ends before it does, ValueError for nonsense."""
    facts, arrays = _receive(stream)
    return Answer(Claim(facts["claim"]), arrays.get("values"), facts["ended"])


def _send(stream: IO[bytes], facts: Facts, arrays: Mapping[str, NDArray[Any]]) -> None:
    shapes = [[name, array.dtype.str, len(array)] for name, array in arrays.items()]
    stream.write(json.dumps({**facts, "arrays": shapes}).encode() + b"\n")
    for array in arrays.values():
        stream.write(array.tobytes())
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[Facts, dict[str, NDArray[Any]]]:
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    facts = json.loads(line)
    return facts, dict(_arrays(stream, facts["arrays"]))


def _arrays(stream: IO[bytes], shapes: Iterable[tuple[str, str, int]]) -> Iterable[tuple[str, NDArray[Any]]]:
    for name, kind, length in shapes:
        dtype = np.dtype(kind)
        content = stream.read(dtype.itemsize * length)
        if len(content) < dtype.itemsize * length:
            raise EOFError
        yield name, np.frombuffer(content, dtype)
