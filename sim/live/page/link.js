// The address bar holds the moment: scenario, seed, what was done on which day, and the day.

import { movesOf } from "./moves.js";

const MOST_MOVES = 60; // as many as the server takes
const PAUSE = 700; // milliseconds: browsers count how often an address is replaced

/** Read what a link asks for; whatever is malformed is left out. */
export function readLink(search = location.search) {
  const asked = new URLSearchParams(search);
  const whole = (name) => (/^\d{1,15}$/.test(asked.get(name) ?? "") ? Number(asked.get(name)) : null);
  return { scenario: asked.get("scenario"), seed: whole("seed"), levers: null, day: whole("day"), moves: readMoves(asked.get("moves")) };
}

/** Moves as the link writes them: day.what.value, separated by a comma ("60.promise.0.8,90.recession"). */
function readMoves(text) {
  if (!text) return null;
  const made = [];
  for (const each of text.split(",")) {
    const found = /^(\d{1,9})\.([a-z_]+)(?:\.(\d(?:\.\d+)?))?$/.exec(each);
    if (!found) continue;
    const [, day, name, value] = found;
    made.push(value === undefined ? { day: Number(day), do: "shock", name } : { day: Number(day), do: "lever", name, value: Number(value) });
  }
  return made.length ? made.slice(-MOST_MOVES) : null;
}

/** A link to the moment that is on the screen. */
export function linkOf(stage, state) {
  const asked = new URLSearchParams({ scenario: stage.scenario.key, seed: stage.seed });
  const moves = movesOf(state.log).slice(-MOST_MOVES);
  if (moves.length) {
    const told = moves.map((each) => `${each.day}.${each.name}${each.do === "lever" ? `.${Number(each.value.toFixed(4))}` : ""}`);
    asked.set("moves", told.join(","));
  }
  if (state.day > 0) asked.set("day", state.day);
  return `?${asked}`;
}

/** Keep the address bar at the moment, but not at every frame. */
export class Address {
  constructor() {
    this.timer = null;
    this.link = null;
  }

  keep(stage, state) {
    if (!stage || !state || location.protocol === "file:") return;
    this.link = () => linkOf(stage, state);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      history.replaceState(null, "", this.link());
    }, PAUSE);
  }
}
