// The same people as a list: for the keyboard, for screen readers, and to look somebody up.

import { by, make } from "./dom.js";
import { bosses } from "./plan.js";

const BOTH = ["with", "without"];

export class People {
  /** @param {(what: string, office: number, who: number) => void} ask what a choice does */
  constructor(panel, ask) {
    this.panel = panel;
    this.ask = ask;
    this.office = 0;
  }

  setStage(stage) {
    this.stage = stage;
    const offices = stage.offices.map((name, office) => make("label", { class: "choice" },
      make("input", { type: "radio", name: "office", value: office, checked: office === this.office, onchange: () => (this.office = office) }),
      ` ${name || BOTH[office]}`));
    const search = make("input", { id: "search", type: "search", autocomplete: "off", oninput: () => this.filter(search.value) });
    this.rooms = stage.rooms.map((room, department) => this.room(room, department));
    this.panel.replaceChildren(
      make("fieldset", { class: "choices" }, make("legend", {}, "In which office?"), ...offices),
      make("p", {}, make("label", { for: "search" }, "Look up "), search),
      ...this.rooms);
  }

  room(room, department) {
    const list = make("ul", { class: "members" });
    const held = make("details", {}, make("summary", {}, room.name),
      make("button", { type: "button", class: "link", onclick: () => this.ask("department", this.office, department) },
        `The department ${room.name}`), list);
    held.addEventListener("toggle", () => held.open && this.fill(list, department));
    return held;
  }

  /** The members of a department: filled when it is opened, since there may be a thousand. */
  fill(list, department) {
    if (list.childElementCount) return;
    const boss = bosses(this.stage.people);
    this.stage.people.forEach((person, who) => {
      if (person.department !== department) return;
      list.append(make("li", {}, make("button", {
        type: "button", class: "link", "data-person": who, onclick: () => this.ask("person", this.office, who),
      }, boss[who] ? `${person.name}, a boss` : person.name)));
    });
  }

  filter(text) {
    const wanted = text.trim().toLowerCase();
    this.rooms.forEach((room, department) => {
      if (!wanted) {
        room.open = room.hidden = false;
        for (const item of room.querySelectorAll("li")) item.hidden = false;
        return;
      }
      this.fill(room.querySelector("ul"), department);
      let some = false;
      for (const item of room.querySelectorAll("li")) {
        item.hidden = !item.textContent.toLowerCase().includes(wanted);
        some ||= !item.hidden;
      }
      room.hidden = !some;
      room.open = some;
    });
  }

  focus() {
    by("search")?.focus();
  }
}
