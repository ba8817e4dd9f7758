// Keys, and the page that tells them.

import { by, make } from "./dom.js";

const TYPED = "input:not([type=range]):not([type=radio]), textarea, select";

/** Keys by what they do; the first is shown. */
export function keysOf(acts) {
  return [
    { keys: [" "], shown: "Space", does: "play or pause", act: acts.play, not: "button, summary, a, input[type=radio]" },
    { keys: ["ArrowRight"], shown: "→", does: "one day", act: acts.step, not: "input, [role=tab]" },
    { keys: ["ArrowLeft"], shown: "←", does: "one day back", act: () => acts.back(1), not: "input, [role=tab]" },
    { keys: ["PageUp"], shown: "Page up", does: "25 days back", act: () => acts.back(25), not: "input, [role=tabpanel]" },
    { keys: ["+", "="], shown: "+", does: "faster", act: () => acts.speed(1) },
    { keys: ["-"], shown: "−", does: "slower", act: () => acts.speed(-1) },
    { keys: ["r"], shown: "r", does: "begin again at day 0", act: acts.reset },
    { keys: ["b"], shown: "b", does: "put the twin or the first run beside", act: acts.beside },
    { keys: ["l"], shown: "l", does: "levers", act: () => acts.tab("levers") },
    { keys: ["w"], shown: "w", does: "why?", act: () => acts.tab("why") },
    { keys: ["p", "/"], shown: "p", does: "people, as a list", act: () => acts.tab("people") },
    { keys: ["s"], shown: "s", does: "story", act: () => acts.tab("story") },
    { keys: ["f"], shown: "f", does: "fill the screen", act: acts.full },
    { keys: ["Escape"], shown: "Esc", does: "close what is open", act: acts.close, typed: true },
    { keys: ["?"], shown: "?", does: "these keys", act: acts.help },
  ];
}

/** Listen for keys: never while somebody types, nor with a modifier that belongs to the browser. */
export function listen(keys) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const found = keys.find((each) => each.keys.includes(event.key));
    if (!found || by("keys").open) return;
    if (!found.typed && event.target.closest(TYPED)) return;
    if (found.not && event.target.closest(found.not)) return;
    event.preventDefault();
    found.act();
  });
}

/** Fill the page of keys. */
export function fillHelp(keys) {
  const dialog = by("keys");
  const close = () => dialog.close();
  dialog.replaceChildren(
    make("h2", { id: "keys-title" }, "Keys"),
    make("dl", {}, ...keys.flatMap((each) => [make("dt", {}, make("kbd", {}, each.shown)), make("dd", {}, each.does)])),
    make("p", {}, "Click on a person, a room or a grudge on the floor to read why. The address bar is a link to this moment."),
    make("button", { type: "button", class: "main-button", onclick: close }, "Close"));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
}
