// The look of the charts, and what is drawn on them: lines, the guesses of the room, the reveal.

import { FAINT, FIRST, GUESS, INK, POLICY, PRICE, SOFT, TWIN } from "./colours.js";
import { valued } from "./dom.js";

/** No bar of buttons: it would offer to send the chart to a cloud. */
export const PLAIN = { displayModeBar: false, displaylogo: false, scrollZoom: false, doubleClick: false, showTips: false };

const MOST_TURNS = 12;
const FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Roboto, sans-serif";

/** How each of the three offices is drawn: with the policy, without, and the run before the branch. */
export const OFFICES = [
  { colour: POLICY, dash: "solid", width: 3 },
  { colour: TWIN, dash: "solid", width: 3 },
  { colour: FIRST, dash: "dot", width: 2.5 },
];

/**
 * A layout for a chart of some size; what the axes are stands above it. Its margins hold the longest numbers that there
 * are: to measure them at each drawing would take as long as the drawing.
 */
export function layout(size, type) {
  const axis = () => ({ fixedrange: true, gridcolor: FAINT, zerolinecolor: "#7B8794", linecolor: "#9AA5B1", nticks: size.width < 400 ? 6 : 8 });
  return {
    width: size.width, height: size.height, margin: { l: 3.4 * type, r: 14, t: 8, b: 1.8 * type },
    font: { family: FONT, size: type, color: INK }, paper_bgcolor: "#fff", plot_bgcolor: "#fff",
    xaxis: axis(), yaxis: axis(), hovermode: "closest", showlegend: false, dragmode: false,
    legend: { orientation: "h", x: 0, y: 1, yanchor: "bottom", itemclick: false, itemdoubleclick: false },
    shapes: [], annotations: [],
  };
}

/** A chart of which there is nothing to draw yet. */
export function empty(look, type) {
  look.xaxis.visible = look.yaxis.visible = false;
  const text = "Nothing yet";
  look.annotations = [{ text, xref: "paper", yref: "paper", x: 0.5, y: 0.5, showarrow: false, font: { size: type * 1.2, color: SOFT } }];
  return look;
}

/** A line. */
export function line(name, x, y, office, hover) {
  const { colour, dash, width } = OFFICES[office];
  return { type: "scatter", mode: "lines", name, x, y, line: { color: colour, dash, width }, hovertemplate: `${hover}<extra>${name}</extra>`, showlegend: false };
}

/** A line of the balance: gain or price. */
export function balanceLine(name, x, y, colour, hover, faint) {
  const made = { color: colour, width: faint ? 2 : 3, dash: faint ? "dot" : "solid" };
  return { type: "scatter", mode: "lines", name, x, y, line: made, hovertemplate: `${hover}<extra>${name}</extra>` };
}

export const GAIN_COLOUR = POLICY;
export const PRICE_COLOUR = PRICE;

/** The marks of the three offices, as their keys show them. */
const SYMBOLS = ["circle", "square", "triangle-up"];

/** Where an office stands now. */
export function end(x, y, office) {
  return {
    type: "scatter", mode: "markers", x: [x], y: [y], showlegend: false, hoverinfo: "skip",
    marker: { color: OFFICES[office].colour, size: 13, symbol: SYMBOLS[office], line: { color: "#fff", width: 2 } },
  };
}

/** The days on which something was done, as thin lines. */
export function turned(turns, last) {
  const days = [...new Set(turns.map((each) => each.day))].filter((day) => day > 0 && day <= last);
  return days.slice(-MOST_TURNS).map((day) => ({
    type: "line", x0: day, x1: day, yref: "paper", y0: 0, y1: 1, line: { color: "#9AA5B1", width: 1.5, dash: "dot" }, layer: "below",
  }));
}

/** What is said of the day from which on the gain, if there is any, is less than the price. */
export const notWorth = (day) => `not worth its price since day ${day}`;

/** That day, as a line; told above the lines, on the side on which there is more room. */
export function breakEven(day, type, last) {
  const left = day < last / 2;
  return {
    shapes: [{ type: "line", x0: day, x1: day, yref: "paper", y0: 0, y1: 1, line: { color: INK, width: 2, dash: "dash" } }],
    annotations: [{
      x: day, yref: "paper", y: 1, yanchor: "bottom", xanchor: left ? "left" : "right", text: notWorth(day), showarrow: false,
      font: { size: type, color: INK },
    }],
  };
}

/** The guesses of the room, once no more are taken: whoever sees those of others follows them. */
const seen = (room) => (room && room.open === false ? (room.guesses ?? []) : []);

/** What a chapter asked: the guess as a dashed line with a mark at its day, the room's guesses, and what came out. */
export function guessed({ guess, reveal }, room) {
  const { by: day } = guess;
  const mark = (name, values, marker) => ({
    type: "scatter", mode: "markers", name, x: values.map(() => day), y: values, cliponaxis: false,
    marker: { color: GUESS, line: { color: "#fff", width: 1 }, ...marker }, hovertemplate: `%{y}<extra>${name}</extra>`,
  });
  const made = [];
  const others = seen(room);
  if (others.length) made.push(mark("the room", others, { size: 10, opacity: 0.4 }));
  if (Number.isFinite(guess.value ?? NaN)) made.push(mark("our guess", [guess.value], { size: 16, symbol: "diamond" }));
  if (Number.isFinite(reveal?.shown ?? NaN)) made.push(mark("shown", [reveal.shown], { size: 18, symbol: "star", color: INK }));
  return made;
}

/** The same in words, with the colours of the marks. */
export function guessedKeys({ guess, reveal }, room) {
  const made = [];
  const count = seen(room).length;
  if (count) made.push([GUESS, "●", `the room (${count})`]);
  if (Number.isFinite(guess.value ?? NaN)) made.push([GUESS, "◆", `guess ${valued(guess.value, guess.unit, guess.step)}`]);
  if (Number.isFinite(reveal?.shown ?? NaN)) made.push([INK, "★", `shown ${valued(reveal.shown, guess.unit, guess.step)}`]);
  return made;
}

/** The lines that belong to the guesses: at the height of each, and a band for the middle half of the room. */
export function levels({ guess, reveal }, room) {
  const level = (y, colour) => ({ type: "line", xref: "paper", x0: 0, x1: 1, y0: y, y1: y, line: { color: colour, width: 2, dash: "dash" } });
  const made = [];
  if (Number.isFinite(guess.value ?? NaN)) made.push(level(guess.value, GUESS));
  if (Number.isFinite(reveal?.shown ?? NaN)) made.push(level(reveal.shown, INK));
  const band = middleHalf(seen(room));
  if (band) made.push({ type: "rect", xref: "paper", x0: 0, x1: 1, y0: band[0], y1: band[1], fillcolor: GUESS, opacity: 0.12, line: { width: 0 }, layer: "below" });
  return made;
}

function middleHalf(guesses) {
  const sorted = [...(guesses ?? [])].sort((a, b) => a - b);
  if (sorted.length < 4) return null;
  return [0.25, 0.75].map((part) => sorted[Math.round(part * (sorted.length - 1))]);
}

/** Three significant digits, without an exponent. */
export function rounded(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))).replace("-", "−") : "–";
}
