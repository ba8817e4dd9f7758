// The levers as sliders, and the shocks as buttons, as the stage declares them.

import { isOver } from "./story.js";
import { make, seldom, sentence, tell } from "./dom.js";

const GROUPS = [
  ["The message", ["client_mindset", "promise"], true],
  ["What a wise manager adds", null, true], // all that stand in no other group
  ["Whom it is for", ["internal_priority", "scope_departments", "scope_bosses", "scope_reports", "scope_peers"], false],
];
const STEP = 0.05;
const FINE = 0.01;
const RESTS = "While a chapter is told the levers rest: the story moves them. Leave the story to move them yourself.";
const PAUSE = 80; // milliseconds between two values of a slider that is dragged
const PATIENCE = 5000; // milliseconds for which a slider keeps what was chosen, until a state says the same: an earlier one is old

export class Levers {
  /**
   * @param {HTMLElement} panel where they stand
   * @param {(command: object) => void} send what a movement does
   */
  constructor(panel, send) {
    this.panel = panel;
    this.send = send;
    this.sliders = new Map();
    this.patience = PATIENCE;
  }

  setStage(stage) {
    this.sliders.clear();
    const named = new Set(GROUPS.flatMap(([, names]) => names ?? []));
    const groups = GROUPS.map(([title, names, open]) => {
      const levers = stage.levers.filter((lever) => (names ? names.includes(lever.name) : !named.has(lever.name)));
      const held = make("details", { open }, make("summary", {}, make("h3", {}, title)), ...levers.map((lever) => this.slider(lever)));
      return levers.length ? held : null;
    });
    this.rest = make("p", { class: "hint", hidden: true }, RESTS);
    this.moved = [...groups.filter(Boolean), this.shocks(stage)];
    this.panel.replaceChildren(this.rest, ...this.moved, this.log());
  }

  slider(lever) {
    const id = `lever-${lever.name}`;
    const step = isWhole(lever.value / STEP) ? STEP : FINE;
    const input = make("input", {
      id, type: "range", min: lever.low, max: lever.high, step, value: lever.value, "aria-describedby": `${id}-meaning`,
    });
    const told = make("output", { for: id }, number(lever.value));
    const send = seldom((value) => this.send({ do: "lever", name: lever.name, value }), PAUSE);
    const next = make("span", { class: "next" });
    const slider = { input, told, next, lever, chosen: -Infinity, wish: null, held: false };
    input.addEventListener("input", () => {
      [slider.chosen, slider.wish] = [performance.now(), input.valueAsNumber];
      this.show(slider, input.valueAsNumber);
      send(input.valueAsNumber);
    });
    input.addEventListener("pointerdown", () => (slider.held = true));
    for (const end of ["pointerup", "pointercancel", "blur"]) input.addEventListener(end, () => (slider.held = false));
    this.sliders.set(lever.name, slider);
    this.show(slider, lever.value);
    return make("div", { class: "lever" },
      make("label", { for: id }, sentence(lever.title)), next, told, input,
      make("p", { id: `${id}-meaning`, class: "meaning" }, sentence(lever.meaning)));
  }

  show(slider, value) {
    const { lever, input, told } = slider;
    tell(told, number(value));
    const part = (at) => `${(100 * (at - lever.low)) / (lever.high - lever.low)}%`;
    input.style.setProperty("--at", part(value));
    input.style.setProperty("--neutral", part(lever.neutral));
    input.classList.toggle("moved", Math.abs(value - lever.neutral) > 1e-9);
  }

  shocks(stage) {
    const buttons = (stage.shocks ?? []).map((shock) => {
      const { name: kind, title, meaning } = shock;
      return make("button", { type: "button", "data-shock": kind, title: meaning ?? null, onclick: () => this.send({ do: "shock", kind }) },
        sentence(title ?? kind));
    });
    return make("section", { class: "shocks", "aria-label": "Shocks" },
      make("h3", {}, "Shocks, from tomorrow on"), make("div", { class: "buttons" }, ...buttons));
  }

  /** Say beside each lever where the scenario will move it next. */
  tellPlans(planned) {
    for (const [name, slider] of this.sliders) {
      const next = planned.find((each) => each.do === "lever" && each.name === name);
      tell(slider.next, next ? plan(next) : "");
    }
  }

  log() {
    this.list = make("ol", { class: "log" });
    this.logged = make("details", {}, make("summary", {}, make("h3", {}, "What was done, and what is to come")), this.list);
    return this.logged;
  }

  /** Follow the state: values, unless just moved here, and the log. */
  setState(state) {
    const now = performance.now();
    for (const [name, slider] of this.sliders) {
      const value = state.levers?.[name];
      if (Math.abs(value - slider.wish) < 1e-9) slider.chosen = -Infinity; // that was the answer
      if (value === undefined || slider.held || now - slider.chosen < this.patience) continue;
      if (!isWhole(value / Number(slider.input.step))) slider.input.step = FINE;
      slider.input.value = value;
      this.show(slider, value);
    }
    const rests = Boolean(state.chapter) && !isOver(state.chapter);
    this.rest.hidden = !rests;
    for (const each of this.moved) each.inert = rests;
    const planned = state.planned ?? [];
    this.tellPlans(planned);
    const happened = state.happened ?? [];
    const told = JSON.stringify([state.log, happened, planned]);
    if (!this.list || told === this.told) return;
    this.told = told;
    const done = [...happened.map((each) => ({ ...each, text: `${each.text} (the scenario)` })), ...(state.log ?? [])];
    this.list.replaceChildren(...done.map((each) => make("li", {},
      make("button", { type: "button", class: "link", onclick: () => this.send({ do: "rewind", day: Math.min(each.day, state.last_day) }) },
        `Day ${each.day}`), ` ${each.text}`)));
    this.list.append(...planned.map((each) => make("li", { class: "planned" }, `Day ${each.day} `, `${each.text} (to come)`)));
    if (!this.list.childElementCount) this.list.append(make("li", {}, "Nothing yet."));
  }
}

/** What comes next of a lever. */
const plan = ({ day, value }) => `to ${number(value)} on day ${day}`;

const isWhole = (value) => Math.abs(value - Math.round(value)) < 1e-9;

/** A value of a lever with two decimals. */
export const number = (value) => Number(value).toFixed(2);
