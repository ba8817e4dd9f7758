// The recorded source: what live_source.js is for `sim live`, for a file that was made by `sim share`.

import { SIDES } from "./history.js";
import { RecordedStory } from "./recorded_story.js";
import { NOT_HERE, whyNot } from "./recorded_words.js";

const UPDATES = 20; // a second, at most; faster than that, several days go by at once
const LATEST = 500; // milliseconds that time may be behind before it gives up

export class RecordedSource {
  /** @param {Recording} recording */
  constructor(recording) {
    this.recording = recording;
    this.head = recording.head;
    this.listeners = { frame: [], message: [] };
    Object.assign(this, { day: 0, playing: false, speed: 5, beside: "twin", story: null, number: 0, sent: 0 });
    this.choose(this.head.own);
  }

  stage() {
    return this.head.stage;
  }

  onframe(callback) {
    this.listeners.frame.push(callback);
  }

  onmessage(callback) {
    this.listeners.message.push(callback);
  }

  /** Nothing waits for the paint: the page draws the newest frame only. */
  painted() {}

  start() {
    this.tell({ is: "stage", ...this.head.stage });
    this.show(true);
  }

  /** Do what a control asks for; it is always heard. */
  send(command) {
    const words = NOT_HERE[command.do];
    if (words) this.notice(words);
    else this.acts()[command.do]?.(command);
    return true;
  }

  acts() {
    return {
      play: () => this.play(), pause: () => this.pause(), step: () => this.step(), reset: () => this.reset(),
      speed: (asked) => this.setSpeed(asked.days_per_second), lever: (asked) => this.move(asked.name, asked.value),
      rewind: (asked) => this.rewind(asked.day), beside: (asked) => this.putBeside(asked.what),
      why: (asked) => this.tell(whyNot(this.head.stage, asked, this.frame(false).offices[asked.office], this.day)),
      chapter: (asked) => this.goTo(asked.to), guess: (asked) => this.tellStory((story) => story.guess(asked.value)),
      reveal: () => this.tellStory((story) => story.reveal()),
    };
  }

  /** The last day that can be shown: in a story that of its chapter. */
  get last() {
    return this.story ? this.story.to : this.recording.film(this.films.policy).days;
  }

  /** Whether time may go on; if not, the page is told why. */
  mayLive() {
    const stands = this.story?.stands ?? (this.day < this.last ? null : this.theEnd());
    if (stands) this.notice(stands);
    return !stands;
  }

  theEnd() {
    return `The recording ends on day ${this.last}: go back, or reset.`;
  }

  play() {
    if (this.playing || !this.mayLive()) return;
    this.playing = true;
    this.due = performance.now();
    this.show();
    this.wait();
  }

  pause() {
    this.halt();
    this.show();
  }

  halt() {
    clearTimeout(this.timer);
    this.playing = false;
  }

  step() {
    this.halt();
    if (this.mayLive()) this.live(1);
  }

  /** Let the next days come when they are due; a page that was hidden does not live the time through in one go. */
  wait() {
    const days = Math.max(1, Math.round(this.speed / UPDATES));
    this.due = Math.max(this.due, performance.now() - LATEST) + (1000 * days) / this.speed;
    this.timer = setTimeout(() => {
      this.live(days);
      if (this.playing) this.wait();
    }, Math.max(0, this.due - performance.now()));
  }

  live(days) {
    this.day = Math.min(this.day + days, this.last);
    if (this.day === this.last) {
      this.playing = false;
      if (this.story) this.story.arrive();
      else this.notice(this.theEnd());
    }
    if (this.playing) this.draw(false);
    else this.show();
  }

  reset() {
    this.halt();
    [this.day, this.story] = [0, null];
    this.choose(this.head.own);
    this.show(true);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.show();
  }

  /** Any recorded day, back or forth. */
  rewind(day) {
    this.halt();
    if (this.story?.isOver) this.leave();
    if (this.story) this.notice("In a story its chapters go back: turn to one, or leave the story to go back on your own.");
    else this.day = Math.max(0, Math.min(day, this.last));
    this.show(true);
  }

  putBeside(what) {
    this.beside = what === "first" && this.films.first !== null ? "first" : "twin";
    this.show();
  }

  /** A slider goes to the nearest recorded policy, which then holds from its first day. */
  move(name, value) {
    if (this.story?.isOver) this.leave();
    if (this.story) this.notice("In a story the sliders rest: leave it to move them.");
    else this.choose(this.recording.nearest({ ...this.levers(), [name]: value }, name, this.day));
    this.show(!this.story);
  }

  /** Show a recorded policy; the scenario's own stays as the first run. */
  choose(film) {
    const { own, twin } = this.head;
    const first = film === own ? null : own;
    this.films = { policy: film, twin, first, firstTwin: first === null ? null : twin };
    if (film === own) this.beside = "twin";
    this.day = Math.min(this.day, this.recording.film(film).days);
  }

  levers() {
    return this.recording.film(this.films.policy).standing(this.day);
  }

  /** Turn to a chapter, or leave the story. */
  goTo(to) {
    this.halt();
    if (to === "leave") this.leave();
    else if (!this.turn(to === "next" ? (this.story?.number ?? -1) + 1 : to)) this.notice("This was the last chapter; the sliders are yours.");
    this.show(true);
  }

  turn(number) {
    this.story ??= this.head.story ? new RecordedStory(this.head.story) : null;
    if (!this.story?.enter(number)) return false;
    [this.films, this.day] = [this.story.films, this.story.from];
    if (this.films.first === null) this.beside = "twin";
    return true;
  }

  /** Leave the story for the recorded policy that is nearest to what it had come to. */
  leave() {
    const wished = this.levers();
    this.story = null;
    this.choose(this.recording.nearest(wished, null, this.day));
    this.notice("From here on the sliders are yours: they go to the nearest recorded policy, which holds from its first day.");
  }

  tellStory(act) {
    const problem = this.story ? act(this.story) : "No story is being told.";
    if (problem) this.notice(problem);
    this.show();
  }

  notice(text) {
    this.tell({ is: "notice", text });
  }

  tell(message) {
    for (const callback of this.listeners.message) callback(message);
  }

  /** Show how things stand; `anew`: with all days of the history, since they are others. */
  show(anew = false) {
    this.tell(this.state());
    this.draw(anew);
  }

  /** Draw the day. */
  draw(anew) {
    const frame = this.frame(anew);
    for (const callback of this.listeners.frame) callback(frame);
    const verdict = this.recording.film(this.films.policy).verdict(this.day, this.head.verdicts_every);
    if (verdict && verdict !== this.weighed) this.tell(verdict);
    this.weighed = verdict;
  }

  state() {
    const { course } = this.recording.film(this.films.policy);
    const levers = this.levers();
    return {
      is: "state", playing: this.playing, speed: this.speed, day: this.day, last_day: this.story ? this.day : this.last, most_days: this.last,
      levers, now: levers, log: course.filter((each) => each.day <= this.day), planned: course.filter((each) => each.day > this.day),
      beside: this.beside, has_first: this.films.first !== null, busy: null, chapter: this.story?.message() ?? null,
    };
  }

  frame(anew) {
    const films = Object.fromEntries(Object.entries(this.films).map(([side, film]) => [side, film === null ? null : this.recording.film(film)]));
    const rows = [];
    for (let day = anew ? 0 : Math.min(this.sent, this.day); day < this.day; day += 1) rows.push({ day, values: this.row(films, day) });
    this.sent = this.day;
    const shown = [films.policy, this.beside === "first" ? films.first : films.twin];
    return {
      number: (this.number += 1), day: this.day, playing: this.playing, anew, people: this.recording.people, columns: this.recording.columns,
      offices: shown.map((film) => film.office(Math.min(this.day, film.days))), rows,
    };
  }

  row(films, day) {
    const { columns } = this.recording;
    const values = new Float32Array(SIDES * columns).fill(NaN);
    [films.policy, films.twin, films.first, films.firstTwin].forEach((film, side) => film?.measure(day, values, side * columns));
    return values;
  }
}
