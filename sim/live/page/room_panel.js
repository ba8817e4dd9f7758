// The room joins: the address, its QR code, and the spread of the predictions.

import { BADLY, GUESS, INK } from "./colours.js";
import { make, picture } from "./dom.js";

const [WIDTH, HEIGHT] = [320, 120];

/** A histogram of bins {low, high, count}, with what was guessed and what came out. */
export function histogram(bins, { shown = null, guess = null } = {}) {
  if (!bins?.length) return make("p", { class: "hint" }, "No predictions yet.");
  const [low, high] = [bins[0].low, bins.at(-1).high];
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const x = (value) => (WIDTH * (value - low)) / (high - low || 1);
  const shapes = bins.filter((bin) => bin.count).map((bin) => {
    const tall = (bin.count / most) * (HEIGHT - 8);
    return ["rect", { x: x(bin.low) + 1, y: HEIGHT - tall, width: Math.max(1, x(bin.high) - x(bin.low) - 2), height: tall, fill: GUESS, opacity: 0.7 }];
  });
  const mark = (value, colour, dash) => ["line", { x1: x(value), x2: x(value), y1: 0, y2: HEIGHT, stroke: colour, "stroke-width": 3, "stroke-dasharray": dash }];
  if (Number.isFinite(guess ?? NaN)) shapes.push(mark(guess, INK, "5 4"));
  if (Number.isFinite(shown ?? NaN)) shapes.push(mark(shown, BADLY, "none"));
  const marks = [Number.isFinite(guess ?? NaN) ? "dashes: our guess" : null, Number.isFinite(shown ?? NaN) ? "line: shown" : null];
  const marked = marks.filter(Boolean).join(", ");
  const drawn = picture(WIDTH, HEIGHT, shapes);
  const told = bins.filter((bin) => bin.count).map((bin) => `${bin.count} between ${round(bin.low)} and ${round(bin.high)}`).join(", ");
  return make("figure", { class: "histogram", role: "img", "aria-label": `Predictions: ${told || "none"}` }, drawn,
    make("figcaption", {}, make("span", {}, round(low)), marked ? make("span", {}, marked) : "", make("span", {}, round(high))));
}

const round = (value) => String(Number(Number(value).toPrecision(3))).replace("-", "−");

/** An SVG of the server as an element; a code is drawn as an image, so that nothing in it can run. */
function code(svg) {
  return make("img", { class: "qr", alt: "QR code of the address", src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}` });
}

/** An address that may be broken before its path. */
const broken = (url) => url.split(/(?=\/room\/)/).flatMap((part, k) => (k ? [make("wbr"), part] : [part]));

export class RoomPanel {
  constructor(panel) {
    this.panel = panel;
  }

  /** How the predictions spread: told once no more are taken, for whoever sees those of others follows them. */
  spread(room) {
    if (room.open) return make("p", { class: "hint" }, "How they spread is shown when it runs.");
    if (room.count) return histogram(room.bins);
    return make("p", { class: "hint" }, "A story asks for predictions before it runs.");
  }

  setRoom(room) {
    this.room = room;
    this.panel.replaceChildren(
      make("h3", {}, "The room joins"),
      make("p", {}, "On a phone in the same network, open"), make("p", { class: "address" }, ...broken(room.url)), code(room.qr_svg),
      make("p", { class: "count", "aria-live": "polite" }, `${room.count} ${room.count === 1 ? "prediction" : "predictions"}`,
        room.open ? " so far" : ""),
      this.spread(room));
  }
}
