// Elements in few words.

/** The element of an id. */
export const by = (id) => document.getElementById(id);

/**
 * Make an element.
 * @param {string} tag its name
 * @param {object} attributes attributes by name; a function becomes a listener ("onclick"), null and false are left out
 * @param {...(Node|string)} children what it holds; strings become text, never markup
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A picture in SVG: `shapes` are pairs of a tag and its attributes. */
export function picture(width, height, shapes) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" })) {
    svg.setAttribute(name, value);
  }
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}

/** A text with a capital letter. */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A value with its unit. */
export function valued(value, unit, step = 0.01) {
  const decimals = Math.max(0, Math.min(4, -Math.floor(Math.log10(step) + 1e-9)));
  const text = Number(value).toFixed(decimals).replace("-", "−");
  return unit && unit !== "1" ? `${text} ${unit}` : text;
}

/** Write a text where it differs, so that a live region speaks only of changes. */
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Call `act` at most once in `pause` milliseconds, the last call always. */
export function seldom(act, pause) {
  let timer = null;
  let last = -Infinity;
  let latest = [];
  const go = () => {
    timer = null;
    last = performance.now();
    act(...latest);
  };
  return (...values) => {
    latest = values;
    if (timer === null) timer = setTimeout(go, Math.max(0, last + pause - performance.now()));
  };
}
