// Pointing at the floor: a name under the pointer, and why? at a click.

import { by, tell } from "./dom.js";
import { FULL_PILE, NEWCOMER, VACANT } from "./frame.js";

export class Choosing {
  constructor(floors, tabs, why, send) {
    Object.assign(this, { floors, tabs, why, send, chosen: null, before: "levers" });
    floors.forEach((floor, office) => {
      const { canvas } = floor;
      canvas.addEventListener("pointermove", (event) => this.point(floor, event));
      canvas.addEventListener("pointerleave", () => (by("tip").hidden = true));
      canvas.addEventListener("click", (event) => {
        const at = floor.at(event.offsetX, event.offsetY);
        by("tip").hidden = true;
        if (at) this.ask(at.what, office, at.who);
      });
    });
  }

  setStage(stage) {
    this.stage = stage;
    this.chosen = null;
    this.why.empty();
    this.mark();
  }

  /** An account that is open is told anew where the offices come to rest on another day: an old one would not be true of it. */
  setState(state) {
    this.state = state;
    if (!this.chosen || this.tabs.shown !== "why" || state.playing || momentOf(state) === this.moment) return;
    const { what, office, who } = this.chosen;
    this.ask(what, office, who, false, this.since);
  }

  /** Ask why; `keys` says that the focus should follow. */
  ask(what, office, who, keys = false, since = 0) {
    if (this.tabs.shown !== "why") this.before = this.tabs.shown;
    [this.chosen, this.keys, this.since, this.moment] = [{ what, office, who }, keys, since, momentOf(this.state)];
    this.mark();
    this.send({ do: "why", what, office, who, since });
  }

  /** Ask the same again, of the days since another one. */
  again(since) {
    if (this.chosen) this.ask(this.chosen.what, this.chosen.office, this.chosen.who, true, since);
  }

  answer(message, stage, day) {
    const { chosen } = this;
    if (!chosen || chosen.what !== message.what || chosen.who !== message.who || chosen.office !== message.office) return;
    const name = message.office === 1 && this.state?.beside === "first" ? "The first run" : stage.offices[message.office];
    this.why.setWhy(message, name, message.day ?? day);
    this.tabs.show("why");
    if (this.keys) this.why.focus();
  }

  /** Close why? and go back to what was open before. */
  close() {
    by("tip").hidden = true;
    if (this.tabs.shown !== "why") return;
    this.chosen = null;
    this.mark();
    this.why.empty();
    this.tabs.show(this.before);
    by(`tab-${this.before}`).focus({ preventScroll: true });
  }

  mark() {
    this.floors.forEach((floor, office) => floor.choose(this.chosen?.office === office ? this.chosen : null));
  }

  point(floor, event) {
    const at = floor.at(event.offsetX, event.offsetY);
    const tip = by("tip");
    floor.canvas.style.cursor = at ? "pointer" : "default";
    tip.hidden = !at;
    if (!at) return;
    tell(tip, this.told(floor, at));
    const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(4, left)}px`;
    tip.style.top = `${event.clientY > 60 ? event.clientY - tip.offsetHeight - 10 : event.clientY + 18}px`;
  }

  /** What the tip says of a person, a tie or a department. */
  told(floor, { what, who }) {
    const { stage } = this;
    const name = (person) => stage.people[person].name;
    if (what === "department") return `${stage.rooms[who].name}: why?`;
    if (what === "tie") return `a grudge of ${name(stage.ties.client[who])} against ${name(stage.ties.provider[who])}`;
    const { office } = floor;
    if (!office) return name(who);
    if (office.flags[who] & VACANT) return `${name(who)}: the chair is empty`;
    const days = ((office.pile[who] / 255) * FULL_PILE).toFixed(1);
    const fresh = office.flags[who] & NEWCOMER ? ", newcomer" : "";
    return `${name(who)}${fresh}: morale ${(office.morale[who] / 255).toFixed(2)}, ${days} days of work on the desk`;
  }
}

/** What an account is an account of. */
const momentOf = (state) => state && JSON.stringify([state.day, state.beside, state.log?.length]);
