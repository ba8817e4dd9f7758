// The three charts, drawn by plotly.js from the history: the trade-off, the balance, and a measure over time.

import { SOFT } from "./colours.js";
import { by, make, sentence, tell } from "./dom.js";
import { movesOf } from "./moves.js";
import { meaningOf, unitOf } from "./meanings.js";
import { BEFORE, DAYS_OF_A_MEAN, DAYS_OF_A_WEEK, WITH, WITHOUT } from "./history.js";
import { balanceLine, breakEven, empty, end, GAIN_COLOUR, guessed, guessedKeys, layout, levels, line, notWorth, OFFICES, PLAIN, PRICE_COLOUR, rounded, turned } from "./plots.js";

const PAUSE = 300; // milliseconds between two drawings of all charts, at least
const REST = 8; // times what a drawing took that passes before the next: charts take a ninth of the time at most
const CHARTS = ["tradeoff", "balance", "course"];

export class Charts {
  constructor() {
    this.due = new Set();
    this.next = -Infinity; // when the next one may be drawn
    this.turns = [];
    this.history = null;
    this.verdict = null;
    this.chapter = null;
    by("measure").addEventListener("change", () => this.mark("course"));
    const sized = new ResizeObserver(() => {
      this.next = -Infinity;
      this.mark(...CHARTS);
    });
    for (const name of CHARTS) sized.observe(by(name));
  }

  setStage(stage, history) {
    [this.stage, this.history, this.verdict] = [stage, history, null];
    const chosen = by("measure").value;
    by("measure").replaceChildren(...stage.measures.filter((each) => history.names.includes(each.name))
      .map((each) => make("option", { value: each.name }, each.title)));
    const names = stage.measures.map((each) => each.name);
    by("measure").value = names.includes(chosen) ? chosen : names.includes("morale") ? "morale" : names[0];
    this.mark(...CHARTS);
  }

  /** The chapter's question decides which measure is drawn, and where the guesses are. */
  setChapter(chapter, room) {
    const wanted = chapter?.guess?.measure ?? chapter?.look_at?.measures[0];
    if (wanted && chapter.number !== this.chapter?.number && this.history?.names.includes(wanted)) by("measure").value = wanted;
    [this.chapter, this.room] = [chapter, room];
    this.mark("course");
  }

  setVerdict(verdict) {
    this.verdict = verdict;
    this.mark("balance");
  }

  /** Follow the state: whether there is a first run, and on which days something was done. */
  setState(state) {
    if (this.hasFirst !== state.has_first || !by("key-tradeoff").childElementCount) this.tellKeys(state.has_first);
    this.playing = state.playing;
    const turns = [...(state.happened ?? []), ...movesOf(state.log)];
    const told = JSON.stringify([state.has_first, turns.map((each) => each.day)]);
    if (told === this.told && by("key-tradeoff").childElementCount) return;
    [this.told, this.hasFirst, this.turns] = [told, state.has_first, turns];
    this.mark(...CHARTS);
  }

  /** What the lines are, in their colours, above the charts. */
  tellKeys(hasFirst) {
    const offices = [key(OFFICES[WITH].colour, "●", this.name(WITH)), key(OFFICES[WITHOUT].colour, "■", this.name(WITHOUT))];
    if (hasFirst) offices.push(key(OFFICES[BEFORE].colour, "▲", this.name(BEFORE)));
    by("key-tradeoff").replaceChildren(...offices);
    const balance = [key(GAIN_COLOUR, "━", "gain"), key(PRICE_COLOUR, "━", "price")];
    if (hasFirst) balance.push(key(SOFT, "┄", this.name(BEFORE)));
    by("key-balance").replaceChildren(...balance);
  }

  /** These charts are to be drawn anew. */
  mark(...names) {
    for (const name of names) this.due.add(name);
  }

  /** Draw one chart that is due, if it is time: one at a time, so that the floor does not falter. */
  paint(now) {
    if (!this.due.size || !this.history || !window.Plotly || now < this.next) return;
    const [name] = this.due; // the one that has waited longest
    this.due.delete(name);
    const place = by(name);
    const size = { width: place.clientWidth, height: place.clientHeight };
    if (size.width < 40 || size.height < 40) return;
    this.type = Math.max(12, Math.min(16, parseFloat(getComputedStyle(place).fontSize) * 0.85));
    const { traces, look, told } = this[name](size);
    place.setAttribute("aria-label", told);
    const drawn = traces.some((trace) => trace.x.length > 0);
    window.Plotly.react(place, traces, drawn ? look : empty(look, this.type), PLAIN);
    this.next = now + Math.max(PAUSE / CHARTS.length, this.playing ? REST * (performance.now() - now) : 0);
  }

  offices() {
    return [WITHOUT, ...(this.hasFirst ? [BEFORE] : []), WITH];
  }

  name(office) {
    return office === BEFORE ? "first run" : this.stage.offices[office];
  }

  tradeoff(size) {
    const traces = [];
    const told = [];
    for (const office of this.offices()) {
      const { days, values } = this.history.course(office, "animosity");
      const begin = days.at(-1) > 2 * DAYS_OF_A_MEAN ? days.findIndex((day) => day >= DAYS_OF_A_MEAN - 1) : 0; // whole means only
      const x = values.slice(begin);
      const y = this.history.course(office, "productivity").values.slice(begin);
      traces.push(line(this.name(office), x, y, office, "animosity %{x:.3f}, productivity %{y:.3f}"));
      const last = x.length - 1;
      if (last >= 0) {
        traces.push(end(x[last], y[last], office));
        told.push(`${this.name(office)}: productivity ${rounded(y[last])}, animosity ${rounded(x[last])}`);
      }
    }
    const look = layout(size, this.type);
    look.xaxis.range = [0, 1.06 * Math.max(0.001, ...traces.flatMap((trace) => trace.x.filter(Number.isFinite)))];
    return { traces, look, told: `Productivity against animosity, means of ${DAYS_OF_A_MEAN} days. ${told.join("; ")}.` };
  }

  balance(size) {
    const traces = [];
    const price = this.stage.price ?? 100;
    const add = (office, faint) => {
      const { days, gain, paid } = this.history.balance(office, price);
      const before = faint ? "first run: " : "";
      traces.push(balanceLine(`${before}gain`, days, gain, GAIN_COLOUR, "day %{x}: %{y:.1f} % more work", faint));
      traces.push(balanceLine(`${before}price`, days, paid, PRICE_COLOUR, `day %{x}: animosity worth %{y:.1f} %`, faint));
      return [gain.at(-1), paid.at(-1), days];
    };
    const before = this.hasFirst ? add(BEFORE, true)[2] : [];
    const [gain, paid, days] = add(WITH, false);
    const look = layout(size, this.type);
    look.shapes = turned(this.turns, days.at(-1));
    look.xaxis.range = [0, Math.max(1, days.at(-1) ?? 1, before.at(-1) ?? 1)]; // as wide as the lines, whatever is written
    const day = this.verdict?.break_even_day;
    if (Number.isFinite(day ?? NaN)) {
      const gone = breakEven(day, this.type, look.xaxis.range[1]);
      look.shapes.push(...gone.shapes);
      look.annotations = gone.annotations;
      look.margin.t += 1.3 * this.type; // the label stands above the lines
    }
    const gone = Number.isFinite(day ?? NaN) ? ` ${sentence(notWorth(day))}.` : "";
    return { traces, look, told: `Gain ${rounded(gain ?? NaN)} percent of productivity, price ${rounded(paid ?? NaN)} percent.${gone}` };
  }

  /** The chapter's guess, where it is of the measure that is drawn. */
  guess() {
    const guess = this.chapter?.guess;
    return guess && guess.measure === by("measure").value ? guess : null;
  }

  course(size) {
    const measure = this.stage.measures.find((each) => each.name === by("measure").value) ?? this.stage.measures[0];
    const guess = this.guess();
    const traces = [];
    const told = [];
    const add = (name, office, { days, values }) => {
      traces.push(line(name, days, values, office, "day %{x}: %{y:.3~g}"));
      told.push(`${name}: ${rounded(values.at(-1) ?? NaN)}`);
    };
    const compared = guess && ["difference", "percent"].includes(guess.of);
    if (compared) add("with the policy, against without", WITH, this.history.against(WITH, measure.name, guess.of === "percent", guess.over));
    else for (const office of this.offices()) add(this.name(office), office, this.history.course(office, measure.name, guess?.over ?? DAYS_OF_A_WEEK));
    tell(by("unit-course"), compared ? guess.of === "percent" ? "% vs without" : "less that without" : unitOf(measure));
    by("measure").title = meaningOf(measure);
    by("key-course").replaceChildren(...(guess ? guessedKeys(this.chapter, this.room) : []).map((each) => key(...each)));
    const look = layout(size, this.type);
    look.shapes = turned(this.turns, this.history.today);
    if (guess) {
      traces.push(...guessed(this.chapter, this.room));
      look.shapes.push(...levels(this.chapter, this.room));
      look.xaxis.range = [0, Math.max(guess.by * 1.04, (this.history.today ?? 0) * 1.02)];
    }
    return { traces, look, told: `${guess?.title ?? measure.title} over time: ${measure.meaning}. ${told.join("; ")}.` };
  }
}

/** A word in the colour of what it names. */
function key(colour, mark, text) {
  const made = make("span", {}, `${mark} ${text}`.trim());
  made.style.color = colour;
  return made;
}
