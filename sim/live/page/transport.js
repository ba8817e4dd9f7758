// Time: play, one day, speed, reset, the days gone by with what was done on them, and which office stands beside.

import { by, make, seldom, tell } from "./dom.js";
import { movesOf } from "./moves.js";

/** Days a second that can be chosen. */
export const SPEEDS = [1, 2, 5, 10, 20, 35, 50];
const ON_THE_WAY = 1000; // milliseconds for which a way back may still be under way
const PATIENCE = 5000; // milliseconds for which a speed that was chosen stands, until a state says the same: an earlier one is old
const PAUSE = 200; // milliseconds between two days of a slider that is dragged back

export class Transport {
  /** @param {(command: object) => void} send what a control does */
  constructor(send) {
    this.send = send;
    this.state = null;
    this.dragged = false;
    [this.wish, this.wished] = [null, -Infinity]; // the speed that was chosen last, and when
    [this.aim, this.aimed] = [0, -Infinity]; // the day to which they were sent back last, and when
    by("play").addEventListener("click", () => this.playOrPause());
    by("step").addEventListener("click", () => send({ do: "step" }));
    by("reset").addEventListener("click", () => send({ do: "reset" }));
    by("beside").addEventListener("click", () => this.otherBeside());
    by("speed").addEventListener("input", () => this.setSpeed(by("speed").valueAsNumber));
    this.speed = by("speed");
    this.day = by("day");
    const rewind = seldom((day) => send({ do: "rewind", day }), PAUSE);
    this.day.addEventListener("input", () => {
      this.dragged = true;
      const day = Math.min(this.day.valueAsNumber, this.state?.last_day ?? 0);
      this.day.value = day;
      this.tellDay(day);
      rewind(day);
    });
    this.day.addEventListener("change", () => setTimeout(() => this.letGo(), 2 * PAUSE));
  }

  /** The slider follows the offices again. */
  letGo() {
    this.dragged = false;
    this.setDay(this.today);
  }

  playOrPause() {
    this.send({ do: this.state?.playing ? "pause" : "play" });
  }

  setSpeed(place) {
    const kept = Math.max(0, Math.min(SPEEDS.length - 1, place));
    this.speed.value = kept;
    this.tellSpeed(SPEEDS[kept]);
    [this.wish, this.wished] = [SPEEDS[kept], performance.now()];
    this.send({ do: "speed", days_per_second: SPEEDS[kept] });
  }

  /** Faster by one, or slower. */
  changeSpeed(steps) {
    this.setSpeed(this.speed.valueAsNumber + steps);
  }

  /** Go back some days; where the offices have not yet come to where they were sent last, from there. */
  goBack(days) {
    if (!this.state) return;
    const now = performance.now();
    this.aim = Math.max(0, Math.min(this.today, now - this.aimed < ON_THE_WAY ? this.aim : Infinity) - days);
    this.aimed = now;
    this.send({ do: "rewind", day: this.aim });
  }

  otherBeside() {
    if (this.state?.has_first) this.send({ do: "beside", what: this.state.beside === "first" ? "twin" : "first" });
  }

  tellSpeed(speed) {
    this.speed.style.setProperty("--at", `${(100 * this.speed.valueAsNumber) / (SPEEDS.length - 1)}%`);
    tell(by("speed-told"), speed === 1 ? "1 day/s" : `${speed} days/s`);
    this.speed.setAttribute("aria-valuetext", `${speed} days a second`);
  }

  tellDay(day) {
    tell(by("day-told"), `Day ${day}`);
    this.day.setAttribute("aria-valuetext", `day ${day} of ${this.state?.last_day ?? day} lived`);
    const span = Number(this.day.max) || 1;
    this.day.style.setProperty("--at", `${(100 * day) / span}%`);
    this.day.style.setProperty("--lived", `${(100 * (this.state?.last_day ?? day)) / span}%`);
  }

  setStage(stage) {
    this.days = stage.days ?? 0;
    this.aimed = this.wished = -Infinity;
    this.told = null;
  }

  setState(state) {
    this.state = state;
    const play = by("play");
    tell(play, state.playing ? "Pause" : "Play");
    play.setAttribute("aria-pressed", String(Boolean(state.playing)));
    this.followSpeed(state.speed);
    by("beside").hidden = !state.has_first;
    tell(by("beside"), state.beside === "first" ? "Show the office without" : "Show the first run");
    this.setDay(state.day);
    this.mark([...(state.happened ?? []), ...movesOf(state.log), ...(state.planned ?? []).map((each) => ({ ...each, planned: true }))]);
  }

  /** Follow the speed of a state, unless it is older than what was chosen here. */
  followSpeed(speed) {
    if (speed === this.wish) this.wished = -Infinity; // that was the answer
    if (performance.now() - this.wished < PATIENCE) return;
    const place = SPEEDS.findLastIndex((each) => each <= speed);
    if (document.activeElement !== this.speed) this.speed.value = Math.max(0, place);
    this.tellSpeed(speed);
  }

  /** Follow the day of a frame, unless somebody is dragging. */
  setDay(day) {
    this.today = day;
    if (day === this.aim) this.aimed = -Infinity; // there
    if (this.state) this.state.last_day = Math.max(this.state.last_day ?? 0, day);
    this.day.max = Math.max(this.days || 0, this.state?.last_day ?? 0, 1);
    if (this.dragged) return;
    this.day.value = day;
    this.tellDay(day);
  }

  /** What was done, as marks above the days. */
  mark(moves) {
    const span = Number(this.day.max) || 1;
    const told = JSON.stringify([moves, span]);
    if (told === this.told) return;
    this.told = told;
    by("marks").replaceChildren(...moves.map((each) => {
      const mark = make("span", { class: each.planned ? "mark planned" : "mark", title: `Day ${each.day}: ${each.text}` });
      mark.style.left = `${(100 * each.day) / span}%`;
      return mark;
    }));
  }
}
