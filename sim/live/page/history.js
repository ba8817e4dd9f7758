// What was measured day by day, in up to four offices, and the lines drawn from it.

/** Offices in a row of the history. */
export const WITH = 0;
export const WITHOUT = 1;
export const BEFORE = 2; // the run before the branch
const BEFORE_WITHOUT = 3; // the twin that it was measured against: another one, where a shock came after the branch only

/** How many offices a row of the history has. */
export const SIDES = 4;

/** Most points of a line. */
export const MOST_POINTS = 400;

/** Most days that are kept; beyond it every second one of those before the last ones goes: a page may run for hours. */
export const MOST_KEPT = 6000;
const KEPT_WHOLE = 2000;

/** Days of the running mean: as in the break-even day of `sim compare`. */
export const DAYS_OF_A_MEAN = 25;

/** Days of the mean of a number that stands for today: one working week. */
export const DAYS_OF_A_WEEK = 5;

export class History {
  /** @param {string[]} names measures in the order of the columns */
  constructor(names) {
    this.names = names;
    this.forget();
  }

  forget() {
    this.rows = new Map(); // values by day
    this.at = []; // the days that have values, in order: all, or some of a long history
    this.today = -1;
  }

  /** Take in a frame's rows; what lies behind its day in the first two offices is not drawn until it is lived again. */
  take(frame) {
    if (frame.anew) this.forget();
    let ordered = true;
    for (const { day, values } of frame.rows) {
      if (!this.rows.has(day)) {
        ordered &&= day > (this.at.at(-1) ?? -Infinity);
        this.at.push(day);
      }
      this.rows.set(day, values);
    }
    if (!ordered) this.at.sort((a, b) => a - b);
    this.today = frame.day;
    if (this.at.length > MOST_KEPT) this.thin();
  }

  /** Forget every second day of the distant past: more than a line has points there are still. */
  thin() {
    const whole = this.at.length - KEPT_WHOLE;
    const kept = this.at.filter((_, place) => place >= whole || place % 2 === 0);
    this.rows = new Map(kept.map((day) => [day, this.rows.get(day)]));
    this.at = kept;
  }

  /** The last day known, or -1: what a new connection need not be sent again. */
  get known() {
    return this.at.at(-1) ?? -1;
  }

  /** The value of one day, NaN where there is none. */
  value(day, office, name) {
    const column = this.names.indexOf(name);
    const row = this.rows.get(day);
    return row && column >= 0 ? row[office * this.names.length + column] : NaN;
  }

  /** The mean over the days up to the one at a place of `at`, as far as there are values. */
  mean(place, office, name, days = DAYS_OF_A_MEAN) {
    let [sum, count] = [0, 0];
    const since = this.at[place] - days;
    const column = office * this.names.length + this.names.indexOf(name);
    for (let k = place; k >= 0 && (k === place || this.at[k] > since); k -= 1) {
      const value = this.rows.get(this.at[k])[column];
      if (Number.isFinite(value)) [sum, count] = [sum + value, count + 1];
    }
    return count ? sum / count : NaN;
  }

  /** The mean of the days up to today, NaN where nothing has been lived. */
  now(office, name, days) {
    const place = this.places(WITH).at(-1);
    return place === undefined ? NaN : this.mean(place, office, name, days);
  }

  /** Places of `at` at which a line is drawn: all, or every k-th and the last. */
  places(office) {
    let count = this.at.length;
    if (office !== BEFORE) while (count && this.at[count - 1] >= this.today) count -= 1; // that day is not lived yet
    const apart = Math.max(1, Math.ceil(count / (MOST_POINTS - 1)));
    const made = [];
    for (let place = 0; place < count; place += apart) made.push(place);
    if (count && made.at(-1) !== count - 1) made.push(count - 1);
    return made;
  }

  /** A line of something that is read off each place. */
  line(office, read) {
    const places = this.places(office);
    return { days: places.map((place) => this.at[place]), values: places.map((place) => finite(read(place))) };
  }

  /** A line of running means: {days, values}. */
  course(office, name, days = DAYS_OF_A_MEAN) {
    return this.line(office, (place) => this.mean(place, office, name, days));
  }

  /** A measure of an office against its own twin's, as a difference or in percent of it, as running means. */
  against(office, name, percent, days = DAYS_OF_A_MEAN) {
    const twin = office === BEFORE ? BEFORE_WITHOUT : WITHOUT;
    return this.line(office, (place) => {
      if (!Number.isFinite(this.value(this.at[place], twin, name))) return NaN; // its twin has not lived this day
      const [own, other] = [this.mean(place, office, name, days), this.mean(place, twin, name, days)];
      return percent ? 100 * (own / other - 1) : own - other;
    });
  }

  /** Gain and price of an office against its twin, both in percent of productivity, by day. */
  balance(office, price) {
    const gain = this.against(office, "productivity", true);
    const paid = this.against(office, "animosity", false);
    return { days: gain.days, gain: gain.values, paid: paid.values.map((each) => (each === null ? null : price * each)) };
  }
}

/** A number, or null where a line has a gap. */
const finite = (value) => (Number.isFinite(value) ? value : null);
