"""How smoothly does the live view run? Updates and paints a second, slider to effect, and memory.

A real headless Chromium looks at a real server, both in processes of their own. Updates are frames of the server that
reached the page; a paint is a picture of the browser in which a floor was drawn; the latency runs from the moment a
slider is moved to the first picture that shows a day lived under the new value. Memory of the server is what the system
says of its process, memory of the page what the browser says of its heap after a collection of garbage.

    uv run python experiments/live_benchmark.py --people 1000 --seconds 20
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

START = "from sim.cli.live import live; live()"
GROWN = "client_coworker"
PEOPLE_OF_IT = 189

COUNTING = """() => {
  const page = window.livePage;
  const counts = (window.counts = { updates: 0, paints: 0, days: page.day ?? 0 });
  page.source.onframe(() => { counts.updates += 1; });
  for (const floor of page.floors.slice(0, 1)) {
    const paint = floor.paint.bind(floor);
    floor.paint = (now) => { const painted = paint(now); if (painted) counts.paints += 1; return painted; };
  }
}"""

MOVING = """(value) => new Promise((resolve) => {
  const page = window.livePage;
  const before = page.state.log.length;
  const slider = document.getElementById("lever-promise");
  const begun = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  let moved = null;
  const look = () => {
    if (moved === null && page.state.log.length > before) moved = page.state.log.at(-1).day;
    if (moved !== null && page.frame.day > moved) requestAnimationFrame((now) => resolve(now - begun));
    else requestAnimationFrame(look);
  };
  look();
})"""


def main() -> None:
    """Measure, and print what was found as JSON."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=PEOPLE_OF_IT, help="people in each office, about")
    asked.add_argument("--speed", type=float, default=10.0, help="days a second")
    asked.add_argument("--seconds", type=float, default=15.0)
    given = asked.parse_args()
    print(json.dumps(measured(given.people, given.speed, given.seconds), indent=2))


def measured(people: int = PEOPLE_OF_IT, speed: float = 10.0, seconds: float = 15.0) -> dict[str, float]:
    """Run the live view for some seconds and measure it.

    Args:
        people: People in each of the two offices, about.
        speed: Days a second that are asked for.
        seconds: How long to watch.

    Returns:
        People; days, updates and paints a second; median and worst latency in ms; memory of server and page in MB at the
        beginning and the end; bytes of a frame.
    """
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "grown.yaml"
        scenario.write_text(_grown(people / PEOPLE_OF_IT), encoding="utf-8")
        server, address = _served(scenario)
        try:
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 720})
                found = _watched(page, address, speed, seconds, server.pid)
                browser.close()
        finally:
            server.terminate()
            server.wait(timeout=20)
    return found


def _watched(page: Any, address: str, speed: float, seconds: float, server: int) -> dict[str, float]:
    sizes: list[int] = []
    page.on(
        "websocket",
        lambda opened: opened.on("framereceived", lambda sent: sizes.append(len(sent))),
    )
    page.goto(f"{address}/?day=60")
    while not page.evaluate("Boolean(window.livePage?.frame)"):
        page.wait_for_timeout(200)
    page.evaluate(COUNTING)
    page.evaluate(
        "(speed) => { livePage.send({ do: 'speed', days_per_second: speed }); livePage.send({ do: 'play' }); }", speed
    )
    page.wait_for_timeout(3000)  # until it runs evenly
    first = {"server": _memory(server), "page": _heap(page)}
    begun = page.evaluate("[performance.now(), counts.updates, counts.paints, livePage.day]")
    page.wait_for_timeout(1000 * seconds)
    ended = page.evaluate("[performance.now(), counts.updates, counts.paints, livePage.day]")
    took = (ended[0] - begun[0]) / 1000
    latencies = []
    for k in range(9):
        latencies.append(page.evaluate(MOVING, 0.1 + 0.1 * k))
        page.wait_for_timeout(400)
    last = {"server": _memory(server), "page": _heap(page)}
    return {
        "people": page.evaluate("livePage.stage.people.length"),
        "days_per_second": (ended[3] - begun[3]) / took,
        "updates_per_second": (ended[1] - begun[1]) / took,
        "paints_per_second": (ended[2] - begun[2]) / took,
        "latency_median_ms": statistics.median(latencies),
        "latency_worst_ms": max(latencies),
        "server_mb": first["server"],
        "server_mb_at_the_end": last["server"],
        "page_mb": first["page"],
        "page_mb_at_the_end": last["page"],
        "frame_bytes": statistics.median(sizes[len(sizes) // 2 :]),
    }


def _grown(times: float) -> str:
    """A scenario with larger departments."""
    from sim.scenario import load

    departments = load(GROWN).organization.departments
    sizes = "\n".join(f"    {name}: {{ size: {round(each.size * times)} }}" for name, each in departments.items())
    return f"extends: {GROWN}\ntitle: The client coworker, grown\norganization:\n  departments:\n{sizes}\n"


def _served(scenario: Path) -> tuple[subprocess.Popen[str], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", START, f"{scenario}", "--no-browser", "--port", f"{port}"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout is not None
    for line in server.stdout:
        if told := re.search(r"http://127\.0\.0\.1:\d+", line):
            return server, told[0]
    raise SystemExit("The live view did not start.")


def _memory(process: int) -> float:
    """Resident memory of a process in MB."""
    told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1024


def _heap(page: Any) -> float:
    """The heap of a page in MB, without garbage."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    used: float = session.send("Runtime.getHeapUsage")["usedSize"]
    return used / 2**20


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise SystemExit("There is no Chromium on the search path.")
    return found


if __name__ == "__main__":
    main()
