// The side panel: levers, why, people, story and room, one at a time.

import { by, make } from "./dom.js";

export const TABS = { levers: "Levers", why: "Why?", people: "People", story: "Story", room: "Room" };

export class Tabs {
  constructor() {
    this.tabs = Object.fromEntries(Object.entries(TABS).map(([name, title]) => [name, make("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => this.show(name),
    }, title)]));
    const list = by("tabs");
    list.append(...Object.values(this.tabs));
    list.addEventListener("keydown", (event) => this.move(event));
    this.offer("room", false);
    this.show("levers");
  }

  show(name) {
    this.shown = name;
    by("side").dataset.shown = name;
    for (const [each, tab] of Object.entries(this.tabs)) {
      tab.setAttribute("aria-selected", String(each === name));
      tab.tabIndex = each === name ? 0 : -1;
      by(`panel-${each}`).hidden = each !== name;
    }
  }

  /** Whether a tab is there at all. */
  offer(name, there) {
    this.tabs[name].hidden = !there;
  }

  move(event) {
    const names = Object.keys(this.tabs).filter((name) => !this.tabs[name].hidden);
    const at = names.indexOf(this.shown);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = names[(to + names.length) % names.length];
    this.show(name);
    this.tabs[name].focus();
  }
}
