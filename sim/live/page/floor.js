// One office on a canvas: painted when there is something new or something moves, between frames as well.

import { drawChosen, drawEmpty, drawGrudges, drawNames, drawPeople, drawPulses, drawRooms } from "./drawing.js";
import { GUESS } from "./colours.js";
import { Plan } from "./plan.js";
import { WAITS } from "./frame.js";

const MOST_PULSES = 150;
const SHORTEST = 300; // milliseconds that a pulse is on its way: shorter is only a flicker
const LONGEST = 900;

/** Whether the viewer asked for less motion. */
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Floor {
  constructor(canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d");
    this.rooms = document.createElement("canvas");
    this.pulses = [];
    this.chosen = null;
    this.rings = [];
    this.changed = false;
    new ResizeObserver(() => this.fit()).observe(canvas);
  }

  /** Draw another office. */
  setStage(stage) {
    this.stage = stage;
    this.office = null;
    this.pulses = [];
    this.fit();
  }

  /** Fit the canvas to its place on the page and to the pixels of the screen. */
  fit() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!this.stage || !width || !height) return;
    const sharp = window.devicePixelRatio || 1;
    for (const each of [this.canvas, this.rooms]) [each.width, each.height] = [Math.round(width * sharp), Math.round(height * sharp)];
    this.sharp = sharp;
    this.plan = new Plan(this.stage, width, height);
    const pen = this.rooms.getContext("2d");
    pen.scale(sharp, sharp);
    drawRooms(pen, this.plan);
    this.changed = true;
  }

  /**
   * Take in an office of a frame.
   * @param {number} lasts milliseconds until the next frame is expected
   */
  setOffice(office, now, lasts) {
    const smooth = this.office && this.office.morale.length === office.morale.length && !still.matches;
    this.from = smooth ? this.moraleAt(now) : office.morale;
    [this.office, this.since, this.lasts] = [office, now, Math.min(LONGEST, lasts)];
    this.beginPulses(office.pulses.shown, now, lasts);
    this.changed = true;
  }

  /** Set off a frame's pulses; a fast pace has many frames at once on the floor, so that each sets off fewer. */
  beginPulses(shown, now, lasts) {
    const way = Math.max(SHORTEST, Math.min(LONGEST, lasts * 1.1));
    const living = Math.max(1, way / Math.max(lasts, 1));
    const apart = Math.max(1, (shown.length * living) / MOST_PULSES);
    if (still.matches) this.pulses = [];
    this.pulses = this.pulses.filter((pulse) => now - pulse.since < pulse.lasts && pulse.kind !== WAITS);
    this.begun = 0;
    for (let k = 0; k < shown.length; k += apart) {
      const pulse = shown[Math.floor(k)];
      const late = still.matches || pulse.kind === WAITS ? 0 : Math.random() * lasts * 0.4;
      this.pulses.push({ ...pulse, since: still.matches ? now - way / 2 : now + late, lasts: way });
      this.begun += 1;
    }
  }

  moraleAt(now) {
    const { morale } = this.office;
    const part = Math.min(1, (now - this.since) / this.lasts);
    if (part >= 1 || this.from === morale) return morale;
    return Float32Array.from(morale, (to, k) => this.from[k] + (to - this.from[k]) * part);
  }

  /** Whether something on the floor is on its way. */
  get moves() {
    if (still.matches || !this.office) return false;
    return this.from !== this.office.morale || this.pulses.some((pulse) => pulse.kind !== WAITS);
  }

  /** Paint if needed; says whether it did. */
  paint(now) {
    if (!this.plan || !(this.changed || this.moves)) return false;
    this.changed = false;
    const { pen, plan, office } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.drawImage(this.rooms, 0, 0);
    pen.setTransform(this.sharp, 0, 0, this.sharp, 0, 0);
    if (!office) {
      drawEmpty(pen, plan);
      return true;
    }
    drawGrudges(pen, plan, office.grudges.shown);
    const morale = this.moraleAt(now);
    if (morale === office.morale) this.from = morale;
    drawPeople(pen, plan, office, morale);
    if (!still.matches) this.pulses = this.pulses.filter((pulse) => pulse.kind === WAITS || now - pulse.since < pulse.lasts);
    drawNames(pen, plan);
    drawPulses(pen, plan, this.pulses.filter((pulse) => pulse.since <= now), now);
    for (const ring of this.rings) drawChosen(pen, plan, ring, GUESS);
    drawChosen(pen, plan, this.chosen);
    return true;
  }

  /** Ring what a chapter asks to look at: {person, department}, each a number or null. */
  lookAt(place) {
    const rings = [["department", place?.department], ["person", place?.person]].filter(([, who]) => Number.isInteger(who));
    this.rings = rings.map(([what, who]) => ({ what, who }));
    this.changed = true;
  }

  /** Mark a person, a tie or a department. */
  choose(chosen) {
    this.chosen = chosen;
    this.changed = true;
  }

  /** What is at a place on the canvas. */
  at(x, y) {
    return this.plan ? this.plan.at(x, y, this.office?.grudges.shown) : null;
  }
}
