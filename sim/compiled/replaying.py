"""A day again in machine code: threads do all its phases, and wait for each other after each without asking Python.

Python lets one thread run at a time, and waking another takes some 50 microseconds: eight times a day, that is a fortieth
of the day of 200,000 people.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache

from sim.compiled import machine

WORDS_OF_A_STEP = 8
"""A step: the function that shares its pieces, where the threads' tables are listed, and the function's arguments."""

WORDS_OF_A_GATE = 16
"""A gate: how many have arrived; and on a line of memory of its own, how many times it has opened, and :data:`GIVEN_UP`."""

GIVEN_UP = 9
"""The word of a gate that is not zero where nobody needs to wait any longer, since one will never arrive."""

CAN_REPLAY = sys.platform != "win32"
"""Whether the system lets a thread give way by the name that is used here."""

TEXT = """
declare i32 @sched_yield()

define void @replay(ptr %steps, i64 %count, i64 %me, i64 %threads, ptr %gate, i64 %day) nounwind {
begin:
  %opened.at = getelementptr i64, ptr %gate, i64 8
  %given.up.at = getelementptr i64, ptr %gate, i64 9
  %others = sub i64 %threads, 1
  br label %step

step:
  %s = phi i64 [ 0, %begin ], [ %following, %passed ]
  %more = icmp slt i64 %s, %count
  br i1 %more, label %look, label %end

look:
  %opened = load atomic i64, ptr %opened.at acquire, align 8
  %at = getelementptr [8 x i64], ptr %steps, i64 %s
  %share = load ptr, ptr %at, align 8
  %tables.at = getelementptr i64, ptr %at, i64 1
  %tables = load ptr, ptr %tables.at, align 8
  %next.at = getelementptr i64, ptr %at, i64 2
  %next = load ptr, ptr %next.at, align 8
  %table.at = getelementptr ptr, ptr %tables, i64 %me
  %table = load ptr, ptr %table.at, align 8
  %idle = icmp eq ptr %table, null
  br i1 %idle, label %arrive, label %work

work:
  %pieces.at = getelementptr i64, ptr %at, i64 3
  %pieces = load ptr, ptr %pieces.at, align 8
  %number.at = getelementptr i64, ptr %at, i64 4
  %number = load i64, ptr %number.at, align 8
  %words.at = getelementptr i64, ptr %at, i64 5
  %words = load i64, ptr %words.at, align 8
  %lanes.at = getelementptr i64, ptr %at, i64 6
  %lanes = load i64, ptr %lanes.at, align 8
  %width.at = getelementptr i64, ptr %at, i64 7
  %width = load i64, ptr %width.at, align 8
  %before = sub i64 %words, 3
  %day.at = getelementptr i64, ptr %table, i64 %before
  store i64 %day, ptr %day.at, align 8
  call void %share(ptr %table, ptr %next, ptr %pieces, i64 %number, i64 %words, i64 %lanes, i64 %width)
  br label %arrive

arrive:
  %here = atomicrmw add ptr %gate, i64 1 acq_rel
  %last = icmp eq i64 %here, %others
  br i1 %last, label %open, label %wait

open:
  store i64 0, ptr %next, align 8
  store atomic i64 0, ptr %gate monotonic, align 8
  %once.more = add i64 %opened, 1
  store atomic i64 %once.more, ptr %opened.at release, align 8
  br label %passed

wait:
  %looks = phi i64 [ 0, %arrive ], [ %again, %stay ], [ %again, %yield ]
  %now = load atomic i64, ptr %opened.at acquire, align 8
  %is.open = icmp ne i64 %now, %opened
  %again = add i64 %looks, 1
  %long = icmp sgt i64 %again, 5000
  br i1 %is.open, label %passed, label %stay

stay:
  br i1 %long, label %yield, label %wait

yield:
  %ignored = call i32 @sched_yield()
  %given.up = load atomic i64, ptr %given.up.at acquire, align 8
  %goes.on = icmp eq i64 %given.up, 0
  br i1 %goes.on, label %wait, label %end

passed:
  %following = add i64 %s, 1
  br label %step

end:
  ret void
}
"""
"""Goes through the steps of a day with other threads. Whoever is last at the gate after a step opens it; whoever waits
looks for some microseconds whether it is open, and then gives way to others in between."""

Replay = Callable[[int, int, int, int, int, int], None]


@cache
def replay() -> Replay:
    """The function: takes the address of the steps, how many there are, the number of the thread, how many threads there
    are, the address of the gate, and the day. It lets go of Python's lock.
    """  # noqa: D205
    code = machine.link_names(machine.translate(TEXT), "replay")
    return ctypes.CFUNCTYPE(None, ctypes.c_void_p, *[ctypes.c_int64] * 3, ctypes.c_void_p, ctypes.c_int64)(
        code["replay"]
    )
