// Why? The story of a person, a department or a tie, with the ledger as bars whose amounts add up.

import { by, make, sentence } from "./dom.js";

const MINUS = "−";

/** A number with its sign and as many decimals as bars need to add up. */
export function signed(amount, decimals = 3) {
  const text = Math.abs(amount).toFixed(decimals);
  if (Number(text) === 0) return text;
  return amount < 0 ? `${MINUS}${text}` : `+${text}`;
}

/** One bar: to the right for more, to the left for less. */
function bar(amount, most) {
  const filled = make("span", { class: amount < 0 ? "bar less" : "bar more" });
  filled.style.width = `${Math.min(50, (50 * Math.abs(amount)) / most)}%`;
  return make("span", { class: "bars", "aria-hidden": "true" }, filled);
}

/** The ledger of one quantity as a table; of a tie it is said whose. */
export function ledgerTable(ledger, whose = "") {
  const most = Math.max(1e-9, ...ledger.entries.map((entry) => Math.abs(entry.amount)));
  const row = (name, amount, cell, kind = null) => make("tr", { class: kind },
    make("th", { scope: "row" }, name), make("td", { class: "drawn" }, cell), make("td", { class: "amount" }, signed(amount)));
  const span = ledger.from_day === undefined ? "" : `, day ${ledger.from_day} to ${ledger.to_day}`;
  const ends = `${Number(ledger.from).toFixed(3)} → ${Number(ledger.to).toFixed(3)}`;
  return make("table", { class: "ledger" },
    make("caption", { title: ledger.meaning ? `${sentence(ledger.meaning)}; from 0 to 1` : null },
      make("strong", {}, sentence(ledger.title ?? ledger.quantity)), `${whose ? ` of ${whose}` : ""} ${ends}${span}`),
    make("tbody", {}, ...ledger.entries.map((entry) => row(entry.text ?? entry.name, entry.amount, bar(entry.amount, most)))),
    make("tfoot", {}, row("together", ledger.total, "", "total")));
}

export class Why {
  /** @param {{close: () => void, again: (since: number) => void}} acts what its buttons do */
  constructor(panel, acts) {
    this.panel = panel;
    this.acts = acts;
    this.empty();
  }

  empty() {
    this.asked = null;
    this.panel.replaceChildren(make("p", { class: "hint" },
      "Click on a person, a room or a grudge, or choose somebody under People, and read what moved them."));
  }

  setWhy(message, officeName, day) {
    const again = this.asked?.what === message.what && this.asked.who === message.who; // whoever reads is left where they are
    const top = again ? this.panel.scrollTop : 0;
    this.asked = message;
    this.panel.replaceChildren(
      make("div", { class: "why-head" },
        make("h3", { id: "why-title", tabindex: "-1" }, message.title),
        make("button", { type: "button", class: "quiet", "aria-label": "Close", title: "Close (Esc)", onclick: this.acts.close }, "✕")),
      make("p", { class: "where" }, `${sentence(officeName)}, day ${message.since ?? 0} to ${day}. `, ...this.spans(day)),
      ...message.lines.map((line) => make("p", {}, line)),
      ...message.ledger.map((ledger) => ledgerTable(ledger, message.whose)));
    this.panel.scrollTop = top;
  }

  /** Ask again: of all days, or of the last ones. */
  spans(day) {
    const span = (text, since) => make("button", { type: "button", class: "link", onclick: () => this.acts.again(Math.max(0, since)) }, text);
    return [span("From the start", 0), " · ", span("Last 60 days", day - 60), " · ", span("Last 10 days", day - 10)];
  }

  /** Give the title the focus, for those who came by keyboard. */
  focus() {
    by("why-title")?.focus();
  }
}
