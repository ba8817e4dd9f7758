// The words around the floor: names of the offices, today's numbers, how much is drawn, and the same for screen readers.

import { by, make, sentence, tell } from "./dom.js";
import { BEFORE, DAYS_OF_A_WEEK, WITH, WITHOUT } from "./history.js";
import { VACANT } from "./frame.js";
import { meaningOf } from "./meanings.js";

/** What is told of an office, with how many decimals. */
export const TOLD = { productivity: 3, animosity: 3, morale: 2 };
const WINDOW = `; above: ${DAYS_OF_A_WEEK}-day means`;
const PAUSE = 250; // milliseconds between two tellings: digits that flicker cannot be read
const PAUSE_ALOUD = 5000; // the same for the names of the canvases

export class Numbers {
  setStage(stage) {
    this.stage = stage;
    this.told = this.toldAloud = -Infinity;
    const meaning = (name) => meaningOf(stage.measures.find((each) => each.name === name));
    for (const k of [0, 1]) {
      const numbers = Object.keys(TOLD).map((name) => make("span", { title: meaning(name) }, `${name} –`));
      by(`numbers${k}`).replaceChildren(...numbers.flatMap((number, at) => (at ? ["  ·  ", number] : [number])));
      by(`numbers${k}`).title = `Means of the last ${DAYS_OF_A_WEEK} days`;
    }
    this.setState({ beside: "twin" });
  }

  setState(state) {
    this.state = state;
    const [policy, other] = this.stage.offices;
    tell(by("name0"), sentence(policy));
    tell(by("name1"), state.beside === "first" ? "The first run" : sentence(other));
    this.told = -Infinity;
  }

  setFrame(frame, history, floors) {
    const now = performance.now();
    if (now - this.told < PAUSE && frame.playing) return;
    this.told = now;
    const aloud = now - this.toldAloud > PAUSE_ALOUD || !frame.playing;
    if (aloud) this.toldAloud = now;
    frame.offices.forEach((office, k) => {
      const place = k === 0 ? WITH : this.state.beside === "first" ? BEFORE : WITHOUT;
      const words = Object.entries(TOLD).map(([name, decimals]) => [name, fixed(history.now(place, name, DAYS_OF_A_WEEK), decimals)]);
      words.forEach((word, at) => tell(by(`numbers${k}`).children[at], word.join(" ")));
      tell(by(`shown${k}`), shown(office, floors[k]) + (k === 0 ? WINDOW : ""));
      if (aloud) by(`floor${k}`).setAttribute("aria-label", `${by(`name${k}`).textContent}, day ${frame.day}: ${aloudOf(office, words)}`);
    });
  }
}

/** A number of a fixed width, so that it can be read while it changes. */
const fixed = (value, decimals) => (Number.isFinite(value) ? value.toFixed(decimals) : "–");

/** How much of what there is is drawn. */
function shown({ pulses, grudges }, floor) {
  const of = (drawn, all, what) => (all ? `${Math.min(drawn, all)} of ${all} ${what}` : `no ${what}`);
  return `showing ${of(floor.begun ?? 0, pulses.all, "requests")}, ${of(grudges.shown.length, grudges.all, "grudges")}`;
}

function aloudOf({ flags, grudges }, words) {
  let [people, empty] = [0, 0];
  for (const flag of flags) {
    if (flag & VACANT) empty += 1;
    else people += 1;
  }
  const numbers = words.map((word) => word.join(" ")).join(", ");
  return `${people} people at work, ${empty} empty chairs, ${grudges.all} grudges; ${numbers}. The people are listed under People.`;
}
