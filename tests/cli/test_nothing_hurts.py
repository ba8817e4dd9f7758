"""Whatever a student types is answered: within two seconds and 500 MB, with words and no stack trace.

Each file is given to the program in a process of its own whose time and memory are taken; what starting costs, which is
the same for all, is in tests/cli/test_main.py.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="what one process takes is told on POSIX systems")

SECONDS, BYTES = 2.0, 500_000_000
"""What an answer may take: processor time, and memory."""

H = b"extends: cubicle_farm\n"
LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + k, 98 + k, b", ".join([b"*%c" % (97 + k)] * 10)) for k in range(12)
)

BYTES_OF = {
    "billion laughs": LAUGHS,
    "deep list": H + b"days: " + b"[" * 10_000 + b"]" * 10_000,
    "deep section": H + b"{a: " * 10_000,
    "deep indentation": b"".join(b" " * k + b"a:\n" for k in range(600)),
    "not a number": H + b"environment: {demand: .nan}",
    "infinity": H + b"environment: {demand: .inf}",
    "a huge number": H + b"days: 1e999",
    "a long number": H + b"days: " + b"9" * 100_000,
    "a date": H + b"policy: {start: 2024-01-01}",
    "a time": H + b"policy: {start: 12:30}",
    "tabs": H + b"policy:\n\tpromise: 1\n",
    "latin-1": H + "title: Büro\n".encode("latin-1"),
    "utf-16": (H + b"days: 3\n").decode().encode("utf-16"),
    "empty": b"",
    "blanks": b"   \n\n  \n",
    "zeros": b"\0" * 1000,
    "noise": bytes(range(256)) * 100,
    "yes": H + b"organization: {departments: {sales: {faces_customers: yes}}}",
    "a word for a number": H + b"policy: {promise: much}",
    "10^12 employees": H + b"organization: {departments: {sales: {size: 1000000000000}}}",
    "as many as are allowed, often": H + b"organization: {departments: {"
    + b", ".join(b"d%d: {size: 5000000}" % k for k in range(300)) + b"}}",
    "all that is allowed at once": H + b"organization: {span_of_control: 2, contacts: 50, peers: 50, departments: "
    b"{sales: {size: 4999800}}}",
    "a name of a megabyte": H + b"x" * 200_000 + b": 1",
    "code": H + b"title: !!python/object/apply:os.system [exit]",
    "itself": b"extends: ./itself.yaml\n",
    "escapes": H + b'title: "\\x1b[31m\\x07"\npolicy: {"\\x1b[2J": 1}',
    "many mistakes": H + b"".join(b"k%d: 1\n" % k for k in range(4000)),
    "many doubts": H + b"policy: {start: 9000, " + b", ".join(b"%s: 1" % k for k in (b"promise", b"recognition")) + b"}",
}  # fmt: skip


def a_gigabyte_of_numbers(path: Path) -> None:
    with path.open("wb") as file:
        file.write(H + b"days: [" + b"1, " * 100_000)
        file.truncate(10**9)  # the rest takes no room on the disk


THINGS: dict[str, Callable[[Path], object]] = {
    **{name: lambda path, content=content: path.write_bytes(content) for name, content in BYTES_OF.items()},  # type: ignore[misc]
    "a gigabyte of numbers": a_gigabyte_of_numbers,
    "a folder": Path.mkdir,
    "a named pipe": lambda path: os.mkfifo(path),
    "a link to itself": lambda path: path.symlink_to(path),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "nothing": lambda _: None,
}


LAUNCHER = """
import contextlib, gc, io, json, os, sys
from sim.cli import main
for warm in ("check small_shop", "describe small_shop", "diff small_shop recognition", "run /", "new /"):
    silent = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
        main(warm.split())
gc.freeze()
for line in sys.stdin:
    folder, arguments = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(folder)
        out = os.open("out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(out, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        main(arguments)
        os._exit(99)  # not reached: a command leaves by SystemExit
    _, status, used = os.wait4(child, 0)
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, flush=True)
"""
"""The program once it has started, which forks off a process for each answer: starting fifty times would take a minute."""


class Launcher:
    """The program, started once, that answers each command in a process of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", LAUNCHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, folder: Path, *arguments: str) -> Answer:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(folder), arguments]) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], 120)
        assert ready, "no answer within two minutes"
        status, seconds, kilobytes = self._process.stdout.readline().split()
        used = int(kilobytes) * (1 if sys.platform == "darwin" else 1024)
        return Answer(int(status), (folder / "out").read_text(encoding="utf-8"), float(seconds), used)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def ask() -> Iterator[Launcher]:
    made = Launcher()
    yield made
    made.close()


@dataclass(frozen=True)
class Answer:
    """What a process said, and what it took: processor time in seconds, and memory in bytes."""

    status: int
    said: str
    seconds: float
    bytes: int

    def assert_harmless(self, status: int | None = None) -> None:
        assert "Traceback" not in self.said
        assert self.said.strip()
        assert "\x1b" not in self.said
        assert "\x07" not in self.said
        assert len(self.said) < 200_000
        assert self.status in ((0, 2) if status is None else (status,))
        assert self.seconds < SECONDS
        assert self.bytes < BYTES


GOOD = {"many doubts"}
MAY_BE_GOOD = {"all that is allowed at once"}  # where the machine has the memory
"""What is no mistake."""


@pytest.mark.parametrize("name", THINGS)
def test_check_answers(name: str, ask: Launcher, tmp_path: Path) -> None:
    THINGS[name](tmp_path / "itself.yaml")
    answer = ask(tmp_path, "check", "itself.yaml")
    answer.assert_harmless(None if name in MAY_BE_GOOD else 0 if name in GOOD else 2)
    assert "itself.yaml" in answer.said


@pytest.mark.parametrize("name", ["billion laughs", "a named pipe"])
@pytest.mark.parametrize(
    "command", [("run",), ("describe",), ("diff", "small_shop"), ("new", "x.yaml", "--from")], ids=str
)
def test_all_other_commands_answer_it_too(command: tuple[str, ...], name: str, ask: Launcher, tmp_path: Path) -> None:
    THINGS[name](tmp_path / "itself.yaml")
    ask(tmp_path, *command, "itself.yaml").assert_harmless(2)
    assert not (tmp_path / "x.yaml").exists()


@pytest.mark.parametrize(
    "option", ["policy.promise=[[[[", "days=1e999", "x" * 10_000, "a.b.c.d.e.f.g.h.i.j=1", "policy.promise=*a", "=", ""]
)
def test_an_option_is_answered(option: str, ask: Launcher, tmp_path: Path) -> None:
    ask(tmp_path, "describe", "small_shop", "--set", option).assert_harmless(2)


def test_a_byte_order_mark_is_no_mistake(ask: Launcher, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"\xef\xbb\xbf" + H + b"days: 3\n")
    ask(tmp_path, "check", "x.yaml").assert_harmless(0)
