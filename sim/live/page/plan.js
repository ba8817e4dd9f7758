// The plan of an office: where people sit on the canvas, and what is under a finger.

export const PLANE = { width: 1000, height: 640 };

const NEAR = 14; // pixels around a pointer within which a person or a tie is meant
const NEAR_TIE = 6;

/** Whoever is somebody's boss. */
export function bosses(people) {
  const made = new Uint8Array(people.length);
  for (const { boss } of people) if (boss >= 0) made[boss] = 1;
  return made;
}

/** The distance of the closest two neighbours, in units of the plane; a cell is as wide as the largest that is told. */
function closest(people, largest = 60) {
  const cells = new Map();
  const key = (x, y) => `${Math.floor(x / largest)} ${Math.floor(y / largest)}`;
  people.forEach((person, k) => {
    const cell = key(person.x, person.y);
    if (!cells.has(cell)) cells.set(cell, []);
    cells.get(cell).push(k);
  });
  let least = largest;
  for (const [cell, members] of cells) {
    const [column, row] = cell.split(" ").map(Number);
    for (let x = column - 1; x <= column + 1; x += 1) {
      for (let y = row - 1; y <= row + 1; y += 1) {
        for (const other of cells.get(`${x} ${y}`) ?? []) {
          for (const k of members) {
            if (k >= other) continue;
            least = Math.min(least, Math.hypot(people[k].x - people[other].x, people[k].y - people[other].y));
          }
        }
      }
    }
  }
  return least;
}

/** Places in pixels for one size of a canvas. */
export class Plan {
  constructor(stage, width, height) {
    this.stage = stage;
    this.scale = Math.min(width / PLANE.width, height / PLANE.height);
    this.left = (width - PLANE.width * this.scale) / 2;
    this.top = (height - PLANE.height * this.scale) / 2;
    this.x = Float32Array.from(stage.people, (person) => this.left + person.x * this.scale);
    this.y = Float32Array.from(stage.people, (person) => this.top + person.y * this.scale);
    this.boss = bosses(stage.people);
    this.apart = closest(stage.people) * this.scale;
    this.radius = Math.min(11, Math.max(2, 0.34 * this.apart));
    this.rooms = stage.rooms.map((room) => ({
      ...room, x: this.left + room.x * this.scale, y: this.top + room.y * this.scale, w: room.w * this.scale, h: room.h * this.scale,
    }));
  }

  /** The two ends of a tie, client first. */
  ends(tie) {
    const { client, provider } = this.stage.ties;
    return [client[tie], provider[tie]];
  }

  /** The bend of a tie's line, so that the two directions lie beside each other. */
  bend(from, to) {
    const [dx, dy] = [this.x[to] - this.x[from], this.y[to] - this.y[from]];
    return [(this.x[from] + this.x[to]) / 2 - 0.12 * dy, (this.y[from] + this.y[to]) / 2 + 0.12 * dx];
  }

  /** A place on the way along a tie's line, 0 at the first end. */
  along(from, to, part) {
    const [x, y] = this.bend(from, to);
    const rest = 1 - part;
    return [
      rest * rest * this.x[from] + 2 * rest * part * x + part * part * this.x[to],
      rest * rest * this.y[from] + 2 * rest * part * y + part * part * this.y[to],
    ];
  }

  /**
   * What is at a place: a person, one of the grudges drawn, or a room.
   * @returns {{what: "person"|"tie"|"department", who: number}|null}
   */
  at(x, y, grudges = []) {
    let [who, least] = [-1, NEAR];
    for (let k = 0; k < this.x.length; k += 1) {
      const far = Math.hypot(this.x[k] - x, this.y[k] - y);
      if (far < least) [who, least] = [k, far];
    }
    if (who >= 0 && least <= Math.max(this.radius * 1.6, 5)) return { what: "person", who };
    const tie = this.tieAt(x, y, grudges);
    if (tie !== null) return { what: "tie", who: tie };
    if (who >= 0) return { what: "person", who };
    const room = this.rooms.findIndex((each) => x >= each.x && x <= each.x + each.w && y >= each.y && y <= each.y + each.h);
    return room >= 0 ? { what: "department", who: room } : null;
  }

  tieAt(x, y, grudges) {
    let [found, least] = [null, NEAR_TIE];
    for (const { tie } of grudges) {
      const [from, to] = this.ends(tie);
      for (let part = 0.05; part < 1; part += 0.05) {
        const [lineX, lineY] = this.along(from, to, part);
        const far = Math.hypot(lineX - x, lineY - y);
        if (far < least) [found, least] = [tie, far];
      }
    }
    return found;
  }
}
