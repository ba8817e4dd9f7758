"""Machine code: from LLVM's language to a function in memory, by way of a file that the next process reads."""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm

_DIGEST = 16

PREFERS = (18, 0, 0)
"""The first version of LLVM that can be told to read numbers one by one which lie apart."""


@cache
def _target() -> Any:
    """This processor."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    triple = llvm.Target.from_triple(llvm.get_process_triple())
    return triple.create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=_features(), opt=3, jit=True, reloc="pic", codemodel="jitdefault"
    )


def _features() -> str:
    """What this processor can do, and that numbers which lie apart are better read one by one.

    The instruction that gathers them takes longer: on AMD's processors ever, on Intel's since it is mended against spying.
    """
    can, is_told = llvm.get_host_cpu_features().flatten(), llvm.llvm_version_info >= PREFERS
    return f"{can},+prefer-no-gather" if is_told and llvm.get_process_triple().startswith("x86_64") else can


@cache
def processor() -> str:
    """Eight hexadecimal digits that tell processors apart, as far as machine code differs."""
    told = f"{llvm.get_process_triple()} {llvm.get_host_cpu_name()} {_features()}"
    return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()


def translate(text: str) -> bytes:
    """Machine code of a module in LLVM's language, as an object file."""
    module = llvm.parse_assembly(text)
    target = _target()
    module.triple, module.data_layout = target.triple, str(target.target_data)
    tuning = llvm.create_pipeline_tuning_options(speed_level=2)
    tuning.loop_vectorization = tuning.slp_vectorization = tuning.loop_unrolling = True
    builder = llvm.create_pass_builder(target, tuning)
    builder.getModulePassManager().run(module, builder)
    made: bytes = target.emit_object(module)
    return made


@cache
def _linker() -> Any:
    return llvm.create_lljit_compiler(_target())


_linked: list[Any] = []
_linking = threading.Lock()


@dataclass(frozen=True, slots=True)
class Linked:
    """A function in memory. It lets go of Python's lock.

    Attributes:
        run: Runs it, given the addresses of a table of arguments, and the first lane of a group.
        share: Runs it for one piece after the other, together with other threads that were given the same counter and
            the same pieces, see :data:`sim.compiled.functions.SHARE`.
        share_at: The address of that, for other machine code.
    """

    run: Callable[[int, int], None]
    share: Callable[[int, int, int, int, int, int, int], None]
    share_at: int


_RUN = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)
_SHARE = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 3, *[ctypes.c_int64] * 4)


def link(code: bytes) -> Linked:
    """A function from an object file."""
    found = link_names(code, "entry", "share")
    return Linked(_RUN(found["entry"]), _SHARE(found["share"]), found["share"])


def link_names(code: bytes, *names: str) -> dict[str, int]:
    """The addresses of some functions from an object file."""
    library = llvm.JITLibraryBuilder()
    library.add_object_img(code).add_current_process()
    for name in names:
        library.export_symbol(name)
    with _linking:  # the first runs of a sweep link on several threads, and no two libraries may have one name
        tracker = library.link(_linker(), f"library{len(_linked)}")
        _linked.append(tracker)  # the code lives as long as this does
    return {name: tracker[name] for name in names}


def read(path: Path) -> bytes | None:
    """Machine code from a file; None where there is none, or where it is damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    code = content[_DIGEST:]
    return code if hashlib.blake2b(code, digest_size=_DIGEST).digest() == content[:_DIGEST] else None


def write(path: Path, code: bytes) -> None:
    """Keep machine code in a file, all at once, since another process may be about the same. A full disk is no error."""
    name = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            name = file.name
            file.write(hashlib.blake2b(code, digest_size=_DIGEST).digest() + code)
        os.replace(name, path)  # noqa: PTH105
    except OSError:
        if name is not None:
            Path(name).unlink(missing_ok=True)
