// What the numbers on the page mean, with their units: said where somebody points at one, and on the page of help.

import { make, sentence } from "./dom.js";

/** A unit in words; most measures are shares or means of what goes from 0 to 1. */
export const unitOf = ({ unit }) => (unit === "1" ? "from 0 to 1" : unit);

/** What a measure is, with its unit. */
export const meaningOf = (measure) => `${sentence(measure.meaning)}; ${unitOf(measure)}`;

/** A list of what the numbers of a stage mean: those beside the offices, and those of the charts. */
export function glossary({ measures, history, price }, first) {
  const order = [...first, ...history.filter((name) => !first.includes(name))];
  const told = order.map((name) => measures.find((each) => each.name === name)).filter(Boolean).map((each) => [each.title, meaningOf(each)]);
  told.splice(first.length, 0,
    ["gain", "How much more is done with the policy than without, means of 25 days; in % of productivity without"],
    ["price", `How much more animosity there is, where 0.01 of it is reckoned to cost ${price / 100} % of productivity; in % of productivity`]);
  return make("dl", {}, ...told.flatMap(([title, meaning]) => [make("dt", {}, title), make("dd", {}, meaning)]));
}
