// What went wrong, in words: never an alert, never a stack trace.

import { by, make } from "./dom.js";

const SECONDS_OF_A_NOTICE = 6;
const MOST = 3;

/** A banner; a problem stays until it is closed or something else has succeeded, a notice fades. */
export function banner(text, kind = "problem") {
  const place = by("banners");
  for (const old of place.children) if (old.dataset.text === text) old.remove();
  const pointed = text.includes("\n"); // at a place in a file
  const made = make("div", { class: `banner ${kind}`, "data-text": text }, make("span", { class: pointed ? "pointed" : null }, text),
    make("button", { type: "button", class: "quiet", "aria-label": "Close this message", onclick: () => made.remove() }, "✕"));
  place.append(made);
  while (place.childElementCount > MOST) (place.querySelector(".notice") ?? place.firstElementChild).remove(); // what is wrong stays longest
  if (kind === "notice") setTimeout(() => made.remove(), 1000 * SECONDS_OF_A_NOTICE);
  return made;
}

/** Something else is tried: what was wrong is over once that has been done. Mistakes in a file stay, for they are still in it. */
export function settle() {
  for (const each of by("banners").querySelectorAll(".problem:not(:has(.pointed))")) each.dataset.settled = "";
}

/** It has been done. */
export function clear() {
  for (const each of by("banners").querySelectorAll("[data-settled]")) each.remove();
}

/** A quiet banner while something lasts; call what is returned when it is over. */
export function lasting(text, ...more) {
  const made = make("div", { class: "banner lasting" }, make("span", {}, text), ...more);
  by("banners").prepend(made);
  return () => made.remove();
}
