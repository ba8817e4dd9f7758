// What a recording says of itself, and of what it does not hold.

import { FULL_PILE, VACANT } from "./frame.js";

/** What a recording cannot do, by what was asked for. */
export const NOT_HERE = {
  shock: "A recording holds no other shocks than those of its scenario: sim live sends them.",
  seed: "A recording is of one seed: sim live lives others.",
  scenario: "A recording is of one scenario: sim live opens others.",
};

const NO_LEDGER = "Why it came to this is kept in no recording: sim live tells it from the ledger, day by day.";

/** The answer to "why?": what is known of somebody on the day that is shown, and where the rest is told. */
export function whyNot(stage, { what, who, office: side }, office, day) {
  const { title, lines } = { person: ofPerson, department: ofDepartment, tie: ofTie }[what](stage, who, office);
  return { is: "why", what, who, office: side, title, lines: [...lines, NO_LEDGER], ledger: [], day };
}

function ofPerson(stage, who, office) {
  const person = stage.people[who];
  const place = `Works in ${stage.departments[person.department]}, reports to ${person.boss < 0 ? "nobody" : stage.people[person.boss].name}.`;
  const here = office.flags[who] & VACANT ? "The chair is empty."
    : `Morale ${share(office.morale[who])}; ${((FULL_PILE * office.pile[who]) / 255).toFixed(0)} days of work on the desk.`;
  return { title: person.name, lines: [place, here] };
}

function ofDepartment(stage, who, office) {
  const there = stage.people.filter((person) => person.department === who && !(office.flags[person.id] & VACANT));
  const mean = there.reduce((sum, person) => sum + office.morale[person.id], 0) / Math.max(1, there.length);
  const chairs = stage.people.filter((person) => person.department === who).length;
  return { title: stage.departments[who], lines: [`${chairs} chairs, ${there.length} of them filled. Mean morale ${share(mean)}.`] };
}

function ofTie(stage, who, office) {
  const [client, provider] = [stage.ties.client[who], stage.ties.provider[who]].map((end) => stage.people[end].name);
  const grudge = office.grudges.shown.find((each) => each.tie === who);
  return { title: `${client} → ${provider}`, lines: grudge ? [`${client} bears a grudge of about ${grudge.animosity.toFixed(1)}.`] : [] };
}

const share = (byte) => (byte / 255).toFixed(2);

/** What the recording is, for those who open it. */
export function about({ policies, stage, start, story, version }) {
  const days = stage.days === 1 ? "1 day" : `${stage.days} days`;
  const own = story ? " The story moves the levers on days of its own." : "";
  return `A recording of ${policies.length + 1} policies over ${days}, made with sim ${version}. A slider goes to the nearest recorded policy, ` +
    `which then holds as if it had been so since day ${start}.${own} The dotted line is the scenario's own policy.`;
}
