// A recording, unpacked: the head, and the films of the offices. sim/live/sharing/film.py says how they are written.

const FORM = 1;
const MORALE = 63; // levels above the lowest, in 6 bits
const FULL_DESK = 10;
const ANIMOSITY = 15;
const GRUDGES_EVERY = 5;
const KEPT = 8; // films that stay unpacked
const FIRST = 100; // how much more the slider counts that was moved

/** Bytes from letters in base64. */
function bytesOf(letters) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(letters);
  const text = atob(letters);
  return Uint8Array.from({ length: text.length }, (_, k) => text.charCodeAt(k));
}

/** Inflate what is written in letters, with what the browser brings. */
export async function inflated(letters) {
  const flow = new Blob([bytesOf(letters)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(flow).arrayBuffer();
}

/** Whole numbers whose first bytes all stand first, then the second ones, and so on. */
function gathered(bytes) {
  const count = bytes.length / 4;
  const made = new Uint32Array(count);
  for (let k = 0; k < count; k += 1) {
    made[k] = (bytes[k] | (bytes[k + count] << 8) | (bytes[k + 2 * count] << 16) | (bytes[k + 3 * count] << 24)) >>> 0;
  }
  return made;
}

/** Levels by evening and person from what each day adds, brought to bytes from 0 to 255. */
function levels(changes, people, mask, full) {
  const made = Uint8Array.from(changes);
  for (let k = people; k < made.length; k += 1) made[k] = (made[k] + made[k - people]) & mask;
  return made.map((level) => Math.round((level * 255) / full));
}

/** Ties of every evening: how many there were, how many are kept, which, and what is said of each. */
function marks(part) {
  const [every, kept, ties, said] = [gathered(part("every")), part("kept"), gathered(part("ties")), part("said")];
  const since = new Uint32Array(kept.length + 1);
  kept.forEach((count, k) => (since[k + 1] = since[k] + count));
  return (evening, read) => {
    const shown = [];
    let tie = 0;
    for (let k = since[evening]; k < since[evening + 1]; k += 1) shown.push(read((tie += ties[k]), said[k]));
    return { all: every[evening], shown };
  };
}

/** The film of one office, unpacked when it is first looked at. */
export class Film {
  constructor(recording, told) {
    const part = (name) => recording.part(told.parts[name]);
    const { people, columns } = recording;
    Object.assign(this, { ...told, people, columns });
    this.morale = levels(part("morale"), people, MORALE, MORALE);
    this.piles = levels(part("piles"), people, 15, FULL_DESK);
    this.flags = Uint8Array.from(part("flags"));
    for (let k = people; k < this.flags.length; k += 1) this.flags[k] ^= this.flags[k - people];
    this.pulses = marks((name) => part(`pulses_${name}`));
    this.grudges = marks((name) => part(`grudges_${name}`));
    const bits = gathered(part("rows"));
    for (let k = 0; k < bits.length; k += 1) if (k % this.days) bits[k] ^= bits[k - 1];
    this.measured = new Float32Array(bits.buffer);
  }

  /** The office on an evening, as a frame has it. */
  office(evening) {
    const of = (plane) => plane.subarray(evening * this.people, (evening + 1) * this.people);
    return {
      morale: of(this.morale), cynicism: null, pile: of(this.piles), flags: of(this.flags),
      pulses: this.pulses(evening, (tie, kind) => ({ tie, kind, strength: 1 })),
      grudges: this.grudges(Math.floor(evening / GRUDGES_EVERY), (tie, level) => ({ tie, animosity: level / ANIMOSITY })),
    };
  }

  /** Write a day's measures into a row of the history, from a place on. */
  measure(day, row, at) {
    for (let k = 0; k < this.columns; k += 1) row[at + k] = day < this.days ? this.measured[k * this.days + day] : NaN;
  }

  /** Where the sliders stand: of a policy that changes more than once on the day, else where it leads. */
  standing(day) {
    return this.levers.findLast(([since]) => !this.timed || since <= day)[1];
  }

  /** The verdict of a day: the latest that was kept. */
  verdict(day, every) {
    return this.verdicts[Math.min(this.verdicts.length - 1, Math.floor(day / every))] ?? null;
  }
}

export class Recording {
  /** @param {ArrayBuffer} buffer what was packed: the length of the head, the head, the parts */
  constructor(buffer) {
    const length = new DataView(buffer).getUint32(0, true);
    this.head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
    if (this.head.form !== FORM) throw new Error(`This recording is of form ${this.head.form}; the page reads form ${FORM}.`);
    this.buffer = buffer;
    this.begin = 4 + length;
    this.people = this.head.stage.people.length;
    this.columns = this.head.stage.history.length;
    this.films = new Map();
  }

  part([at, length]) {
    return new Uint8Array(this.buffer, this.begin + at, length);
  }

  /** A film by its number; those looked at last are kept unpacked. */
  film(number) {
    const found = this.films.get(number) ?? new Film(this, this.head.films[number]);
    this.films.delete(number);
    this.films.set(number, found);
    if (this.films.size > KEPT) this.films.delete(this.films.keys().next().value);
    return found;
  }

  /**
   * The recorded policy that is nearest to wished levels.
   * @param {object} wished levels by lever
   * @param {string|null} first the lever that counts most: the one that was moved
   * @param {number} day the day on which they are wished
   * @returns {number} its film
   */
  nearest(wished, first, day) {
    const { policies, own } = this.head;
    const names = this.head.axes.flatMap((axis) => axis.levers);
    const far = ({ levers }) => names.reduce((sum, name) => sum + Math.abs(levers[name] - wished[name]) * (name === first ? FIRST : 1), 0);
    const home = { film: own, levers: this.film(own).standing(day) };
    return [home, ...policies].reduce((best, each) => (far(each) < far(best) - 1e-9 ? each : best)).film;
  }
}
