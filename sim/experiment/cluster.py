"""A Dask cluster as a crew: its executor, its slots, and whether its scheduler is still there."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sim.experiment.batches import WorkerError
from sim.experiment.factors import DesignError
from sim.experiment.performing import Crew

SECONDS_TO_CONNECT = 10.0
"""How long to wait for a scheduler that does not answer."""

SECONDS_OF_SILENCE = 5.0
"""How long a scheduler may be gone before it is given up; Dask's own futures would wait for ever."""


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """The workers of a running Dask cluster.

    Args:
        address: Where its scheduler listens, such as ``tcp://scheduler:8786``.

    Raises:
        DesignError: If Dask is not installed, or the address is none.
        WorkerError: If nobody answers, or there are no workers.
    """
    try:
        import distributed
        from distributed.comm.addressing import get_address_host_port
    except ImportError:
        raise DesignError("--cluster needs Dask: install client-coworker[cluster]") from None
    try:
        get_address_host_port(address)  # here, for a client that cannot begin takes twenty seconds to end
    except (ValueError, TypeError) as error:
        raise DesignError(f"{address!r} is no address of a scheduler ({error}); such as tcp://scheduler:8786") from None
    with _quiet():
        try:
            connect: Any = distributed.Client
            client = connect(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise WorkerError(f"no scheduler answers at {address} ({type(error).__name__})") from None
        try:
            slots = sum(client.nthreads().values())
            if not slots:
                raise WorkerError(
                    f"the scheduler at {address} has no workers yet; start some with: dask worker {address}"
                )
            # Luck is addressed: the same run twice is the same. But a task that failed must be done again when asked again.
            watch = _Watch(client, address)
            yield Crew(client.get_executor(pure=False), slots, watch.trouble, watch.gone)
        finally:
            client.close(timeout=2)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from showing a trace for what is told in words here; it gives some of its loggers a level of their own."""
    names = ("distributed", *(each for each in logging.root.manager.loggerDict if each.startswith("distributed.")))
    loud = [log for each in names if (log := logging.getLogger(each)).level or each == "distributed"]
    before = [each.level for each in loud]
    for each in loud:
        each.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for each, level in zip(loud, before, strict=True):
            each.setLevel(level)


class _Watch:
    """Looks whether the scheduler is still there."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._silent_since: float | None = None

    @property
    def gone(self) -> str:
        """What to say when it is gone."""
        return (
            f"the scheduler at {self._address} is gone; what is done is kept, and the same command goes on with the rest "
            "once it is back"
        )

    def trouble(self) -> str | None:
        """What is wrong; None where all is well, or the silence is still short."""
        if self._client.status == "running":
            self._silent_since = None
            return None
        now = time.monotonic()
        self._silent_since = self._silent_since if self._silent_since is not None else now
        if self._client.status != "closed" and now - self._silent_since < SECONDS_OF_SILENCE:
            return None
        return self.gone
