// The page on a phone: it asks what is asked, sends one guess, and shows what came of it. It changes nothing else.

const EVERY = 2000; // milliseconds between two looks
const WIDTH = 360;
const HEIGHT = 150;

const part = (id) => document.getElementById(id);
const here = location.pathname.replace(/\/$/, "");

let seen = null; // what was shown last
let touched = false; // whether the slider was moved for this question

/** A number as a person reads it, with the sign of a true minus. */
function figure(value, unit) {
  const [from, to] = [seen?.low ?? 0, seen?.high ?? 0];
  const decimals = Math.max(0, -Math.floor(Math.log10(seen?.step ?? 1)));
  const sign = from < 0 && to > 0 && value > 0 ? "+" : "";
  const words = unit === "%" ? " %" : ["days", "people"].includes(unit) ? ` ${unit}` : "";
  return (sign + value.toFixed(Math.min(decimals, 3))).replace("-", "−") + words;
}

function svg(name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

function tell(words) {
  if (part("told").textContent !== words) part("told").textContent = words;
}

function showValue() {
  part("value").textContent = figure(Number(part("slider").value), seen.unit);
  part("slider").setAttribute("aria-valuetext", part("value").textContent);
}

/** A new question: the slider stands in the middle, or at the guess that was sent. */
function begin(state) {
  const slider = part("slider");
  touched = false;
  [slider.min, slider.max, slider.step] = [state.low, state.high, state.step];
  slider.value = String(state.guess ?? (state.low + state.high) / 2);
  part("measure").textContent = state.measure;
  part("low").textContent = figure(state.low, state.unit);
  part("high").textContent = figure(state.high, state.unit);
  part("send").textContent = "Send my guess";
  tell("");
  showValue();
}

function draw(state) {
  const bars = part("bars");
  const base = HEIGHT - 24;
  const most = Math.max(1, ...state.bins.map((each) => each.count));
  const place = (value) => 8 + ((WIDTH - 16) * (value - state.low)) / (state.high - state.low);
  const drawn = state.bins.map((each, k) => {
    const last = k + 1 === state.bins.length;
    const mine = state.guess !== null && state.guess >= each.low && (state.guess < each.high || last);
    const height = ((base - 22) * each.count) / most;
    return svg("rect", {
      class: mine ? "bar mine" : "bar", x: place(each.low) + 1, y: base - height,
      width: Math.max(1, place(each.high) - place(each.low) - 2), height,
    });
  });
  drawn.push(svg("line", { class: "axis", x1: 8, x2: WIDTH - 8, y1: base, y2: base }));
  if (state.shown !== null) {
    const x = Math.min(WIDTH - 8, Math.max(8, place(state.shown)));
    drawn.push(svg("line", { class: "shown", x1: x, x2: x, y1: 18, y2: base }));
    const anchor = x < 60 ? "start" : x > WIDTH - 60 ? "end" : "middle";
    drawn.push(svg("text", { class: "mark", x, y: 13, "text-anchor": anchor }, figure(state.shown, state.unit)));
  }
  drawn.push(svg("text", { class: "mark", x: 8, y: HEIGHT - 5 }, figure(state.low, state.unit)));
  drawn.push(svg("text", { class: "mark", x: WIDTH - 8, y: HEIGHT - 5, "text-anchor": "end" }, figure(state.high, state.unit)));
  bars.replaceChildren(...drawn);
  const own = state.guess === null ? "" : ` Yours was ${figure(state.guess, state.unit)}.`;
  part("spread-told").textContent =
    state.count === 1 ? `One guess.${own}` : `${state.count} guesses, as high as there are of them.${own}`;
}

function show(state) {
  const isNew = state.number !== seen?.number;
  const before = seen;
  seen = state;
  part("title").textContent = state.title ?? "Welcome";
  part("text").textContent = (state.text ?? "You will be asked in a moment. Keep this page open.").trim();
  part("asked").hidden = state.phase !== "guess";
  part("spread").hidden = state.phase !== "shown";
  if (state.phase === "wait") return tell("");
  if (isNew) begin(state);
  if (state.phase === "guess" && state.guess !== null) {
    tell(`Your guess of ${figure(state.guess, state.unit)} is taken. You may change it until it runs.`);
    if (!touched) part("slider").value = String(state.guess);
    part("send").textContent = "Change my guess";
    showValue();
  }
  if (state.phase === "run") {
    tell(state.guess === null ? "It runs. You sent no guess this time." : `It runs. Your guess: ${figure(state.guess, state.unit)}.`);
  }
  if (state.phase === "shown") {
    tell(state.shown === null ? "It has run." : `It came to ${figure(state.shown, state.unit)}.`);
    if (before?.phase !== "shown" || isNew || before.count !== state.count) draw(state);
  }
  return undefined;
}

async function look() {
  try {
    const answer = await fetch(`${here}/state`, { cache: "no-store" });
    if (answer.status === 404) {
      show({ phase: "wait", title: "This room is closed", text: "Ask for the new address, and open it." });
    } else if (answer.ok) {
      show(await answer.json());
    }
    part("lost").hidden = answer.ok || answer.status === 404;
  } catch {
    part("lost").hidden = false;
  }
}

async function send(event) {
  event.preventDefault();
  const value = Number(part("slider").value);
  try {
    const answer = await fetch(`${here}/guess`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ number: seen.number, value }),
    });
    const said = await answer.json();
    if (!answer.ok) return tell(said.problem ?? "This guess was not taken.");
    touched = false;
    show({ ...seen, guess: said.taken });
  } catch {
    tell("Your guess did not get through. Try again.");
  }
  return undefined;
}

function nudge(by) {
  const slider = part("slider");
  slider.value = String(Number(slider.value) + by * Number(slider.step));
  touched = true;
  showValue();
}

part("slider").addEventListener("input", () => {
  touched = true;
  showValue();
});
part("less").addEventListener("click", () => nudge(-1));
part("more").addEventListener("click", () => nudge(1));
part("asked").addEventListener("submit", send);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) look();
});
setInterval(() => {
  if (!document.hidden) look();
}, EVERY);
look();
