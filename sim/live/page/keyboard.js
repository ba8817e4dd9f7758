// Keys, and the page that tells them.

import { by, make } from "./dom.js";

const TYPED = "input:not([type=range]):not([type=radio]), textarea, select";

/** What gives the keys back after a click of the mouse: Space shall play then, and not send the recession once more. */
const PRESSED = ".time button, .shocks button, .next-step button, #panel-story button, summary";

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
    { keys: ["b"], shown: "b", does: "put the office without, or the first run, on the right", act: acts.beside },
    { keys: ["l"], shown: "l", does: "levers", act: () => acts.tab("levers") },
    { keys: ["w"], shown: "w", does: "why?", act: () => acts.tab("why") },
    { keys: ["p", "/"], shown: "p", does: "people, as a list", act: () => acts.tab("people") },
    { keys: ["s"], shown: "s", does: "story", act: () => acts.tab("story") },
    { keys: ["f"], shown: "f", does: "fill the screen", act: acts.full },
    { keys: ["Escape"], shown: "Esc", does: "close what is open", act: acts.close, typed: true },
    { keys: ["?"], shown: "?", does: "this help", act: acts.help },
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
  document.addEventListener("click", ({ target, detail }) => {
    if (detail > 0 && target.closest(PRESSED)) document.activeElement?.blur();
  });
}

/** Fill the page of keys. */
export function fillHelp(keys) {
  const dialog = by("keys");
  const close = () => dialog.close();
  dialog.replaceChildren(
    make("div", { class: "why-head" }, make("h2", { id: "keys-title" }, "Keys and numbers"),
      make("button", { type: "button", class: "main-button", autofocus: true, onclick: close }, "Close")),
    make("div", { class: "help" },
      make("dl", {}, ...keys.flatMap((each) => [make("dt", {}, make("kbd", {}, each.shown)), make("dd", {}, each.does)])),
      make("div", { id: "meanings", class: "meanings", tabindex: "0", role: "region", "aria-label": "What the numbers mean" })),
    make("p", {}, "Click on a person, a room or a grudge on the floor to read why. The address bar is a link to this moment."));
  dialog.addEventListener("click", (event) => event.target === dialog && close());
}
