// What differs on the page of a recording: sliders that stand where something is recorded, and what cannot be done is gone.

import { by, make, sentence, tell } from "./dom.js";
import { number } from "./levers.js";
import { about } from "./recorded_words.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, PageUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: -1, Home: -Infinity, End: Infinity };
const FINE = 0.01;
const HELD = 700; // milliseconds after which a slider that was let go follows what is shown

export class RecordedPage {
  /**
   * @param {Page} page
   * @param {RecordedSource} source
   */
  constructor(page, source) {
    [this.source, this.head] = [source, source.head];
    document.body.classList.add("recorded");
    page.address = { keep() {} }; // there is no server that a link could ask
    page.levers.patience = HELD / 2; // and nobody who answers late
    this.stops = stops(this.head, source.recording);
    const panel = by("panel-levers");
    panel.addEventListener("input", (event) => this.snap(event.target), true);
    panel.addEventListener("keydown", (event) => this.step(event));
    panel.addEventListener("change", () => setTimeout(() => source.show(), HELD));
    source.onmessage((message) => message.is === "state" && this.tellPolicy(message));
  }

  /** Say what this is, and at which levels each slider stops; a lever that was not varied rests. */
  dress() {
    this.told = make("p", { class: "recorded-told", "aria-live": "polite" });
    by("panel-levers").prepend(make("p", { class: "recorded-about" }, about(this.head)), this.told);
    for (const { name } of this.head.stage.levers) {
      const input = by(`lever-${name}`);
      const found = this.stops.get(name);
      input.disabled = !found;
      if (found) input.step = FINE;
      input.title = found ? `Recorded at ${found.map(number).join(", ")}${this.together(name)}` : "Not varied in this recording";
      by(`lever-${name}-meaning`).append(`. ${input.title}.`);
    }
    for (const group of by("panel-levers").querySelectorAll("details")) {
      const sliders = [...group.querySelectorAll("input")];
      if (sliders.length) group.open = sliders.some((each) => !each.disabled);
    }
    this.tellPolicy(this.source.state());
  }

  /** With which other levers one moves. */
  together(name) {
    const others = this.head.axes.find((axis) => axis.levers.includes(name))?.levers.filter((each) => each !== name) ?? [];
    return others.length ? `, together with ${others.map(spoken).join(" and ")}` : "";
  }

  /** Which policy is shown: what was asked for may have been another. */
  tellPolicy({ levers, chapter }) {
    const words = this.head.axes.map((axis) => {
      const levels = axis.levers.map((name) => levers[name]);
      const same = levels.every((level) => level === levels[0]);
      return same ? `${axis.levers.map(spoken).join(", ")} ${number(levels[0])}` : axis.levers.map((name) => `${spoken(name)} ${number(levers[name])}`).join(", ");
    });
    tell(this.told, chapter ? "The story moves the levers." : sentence(`shown: ${words.join(" · ")}.`));
  }

  /** Bring a slider to its nearest stop before anybody reads it. */
  snap(input) {
    const found = this.stops.get(input.id.replace("lever-", ""));
    if (!found) return;
    const wished = input.valueAsNumber;
    input.value = found.reduce((best, each) => (Math.abs(each - wished) < Math.abs(best - wished) ? each : best));
  }

  /** From stop to stop by keys. */
  step(event) {
    const found = this.stops.get(event.target.id.replace("lever-", ""));
    const way = STEPS[event.key];
    if (!found || way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.snap(event.target);
    const at = found.findIndex((each) => Math.abs(each - event.target.valueAsNumber) < 0.006);
    event.target.value = found[Math.max(0, Math.min(found.length - 1, at + way))];
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** The levels of each lever that was varied, in order; the scenario's own among them. */
function stops({ axes, own }, recording) {
  const made = new Map();
  const home = recording.film(own);
  for (const { levers, stops: levels } of axes) {
    levers.forEach((name, k) => {
      const found = new Set(levels.map((each) => each[k]));
      for (const [, standing] of home.timed ? [] : home.levers.slice(-1)) found.add(standing[name]);
      made.set(name, [...found].sort((a, b) => a - b));
    });
  }
  return made;
}

const spoken = (name) => name.replace("scope_", "").replaceAll("_", " ");
