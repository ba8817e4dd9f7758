// The legend of the floor: once, in words and in the shapes that are drawn.

import { BADLY, GRADIENT, GRUDGE, HIGHEST, INK, LOWEST, SOFT, WELL } from "./colours.js";
import { make, picture } from "./dom.js";

const PALE = "#E3E7EA";
const around = { stroke: "#3E4C59", "stroke-width": 1, fill: PALE };

const SHAPES = [
  ["boss", [["rect", { x: 3, y: 3, width: 12, height: 12, ...around }]]],
  ["newcomer", [["circle", { cx: 9, cy: 9, r: 6, ...around }], ["circle", { cx: 9, cy: 9, r: 2.5, stroke: INK, fill: "#fff" }]]],
  ["empty chair", [["circle", { cx: 9, cy: 9, r: 5.5, stroke: "#7B8794", "stroke-dasharray": "2 2", fill: "none" }]]],
  ["quits", [["path", { d: "M4 4 L14 14 M14 4 L4 14", stroke: INK, "stroke-width": 2 }]]],
  ["pile", [4, 8, 12].map((y) => ["rect", { x: 4, y, width: 10, height: 3, fill: INK }])],
  ["cheated", [["circle", { cx: 9, cy: 9, r: 6.5, stroke: GRUDGE, "stroke-width": 2.5, fill: PALE }]]],
  ["grudge", [["path", { d: "M1 13 Q 9 1 17 9", stroke: GRUDGE, "stroke-width": 3, fill: "none" }]]],
  ["asks", [["circle", { cx: 9, cy: 9, r: 3.5, fill: INK }]]],
  ["waits", [["circle", { cx: 9, cy: 9, r: 4, stroke: SOFT, "stroke-width": 1.6, fill: "none" }]]],
  ["served well", [["circle", { cx: 9, cy: 9, r: 5, fill: WELL }]]],
  ["served badly", [["path", { d: "M9 3 L15 9 L9 15 L3 9 Z", fill: BADLY }]]],
  ["customers", [["rect", { x: 1, y: 7, width: 16, height: 5, fill: WELL }]]],
];

/** What a word leaves out that has to be short, for the legend to stand in one line on a projector. */
const MEANT = {
  boss: "Others report to this person", newcomer: "Here for less than 60 days", "empty chair": "Somebody left, and nobody has come yet",
  quits: "Leaves today", pile: "Work on the desk, own and that of colleagues who wait", cheated: "Holds a strong grudge against somebody",
  grudge: "What somebody holds against a colleague", asks: "A request goes to a colleague", waits: "A request that lies with a colleague",
  "served well": "An answer that was good", "served badly": "An answer that was late or poor", customers: "Paying customers come in here",
};

/** Fill the legend. */
export function drawLegend(list) {
  const scale = make("span", { class: "scale", "aria-hidden": "true" });
  scale.style.background = GRADIENT;
  list.append(make("li", {}, `morale ${LOWEST}`, scale, `${HIGHEST}`));
  for (const [name, shapes] of SHAPES) list.append(make("li", { title: MEANT[name] }, picture(18, 18, shapes), name));
}
