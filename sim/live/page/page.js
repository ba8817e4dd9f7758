// The page: who hears of what. It draws from any source, a live one or a recorded one.

import { banner, clear, lasting, settle } from "./banners.js";
import { Charts } from "./charts.js";
import { Choosing } from "./choosing.js";
import { by, make, tell } from "./dom.js";
import { Floor } from "./floor.js";
import { fillHelp, keysOf, listen } from "./keyboard.js";
import { drawLegend } from "./legend.js";
import { Levers } from "./levers.js";
import { Address } from "./link.js";
import { DAYS_OF_A_WEEK, History } from "./history.js";
import { glossary } from "./meanings.js";
import { Numbers, TOLD } from "./numbers.js";
import { Opening } from "./opening.js";
import { People } from "./people.js";
import { RoomPanel } from "./room_panel.js";
import { isOver, Story } from "./story.js";
import { Tabs } from "./tabs.js";
import { Transport } from "./transport.js";
import { Why } from "./why.js";

const NARROW = window.matchMedia("(max-width: 999px)"); // as in style.css: the side panel stands below
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
const SHORTEST = 24; // milliseconds between two paintings: more than forty a second nobody sees
const TAKEN_OVER = 4001;
const DROPPED = 4002;
const FULL = 1013;
const SILENT = 6000; // milliseconds without a frame while time goes on, after which it is said: longer than the server waits itself

export class Page {
  constructor(source) {
    this.source = source;
    const send = (command) => this.send(command);
    this.history = new History([]);
    this.tabs = new Tabs();
    this.floors = [0, 1].map((k) => new Floor(by(`floor${k}`)));
    this.numbers = new Numbers();
    this.charts = new Charts();
    this.levers = new Levers(by("panel-levers"), send);
    this.transport = new Transport(send);
    this.opening = new Opening(send);
    this.story = new Story(by("panel-story"), send);
    this.roomPanel = new RoomPanel(by("panel-room"));
    this.people = new People(by("panel-people"), (what, office, who) => this.choosing.ask(what, office, who, true));
    this.why = new Why(by("panel-why"), { close: () => this.choosing.close(), again: (since) => this.choosing.again(since) });
    this.choosing = new Choosing(this.floors, this.tabs, this.why, send);
    this.address = new Address();
    [this.ready, this.paintedAt] = [false, -Infinity];
    drawLegend(by("legend"));
    this.bindKeys();
  }

  start() {
    const hear = {
      stage: (message) => this.setStage(message), state: (message) => this.setState(message),
      why: (message) => this.choosing.answer(message, this.stage, this.day), verdict: (message) => this.setVerdict(message),
      problem: ({ text }) => this.problem(text), notice: ({ text }) => this.notice(text), room: (message) => this.setRoom(message),
      connection: (message) => this.connection(message),
    };
    this.source.onmessage((message) => hear[message.is]?.(message));
    this.source.onframe((frame) => this.setFrame(frame));
    this.source.start(() => this.history.known);
    requestAnimationFrame((now) => this.paint(now));
    setInterval(() => this.listen(), SILENT / 4);
  }

  /** Say so where nothing comes although time goes on, as from a machine that is too busy; until something comes. */
  listen() {
    const waits = this.state?.playing && !this.state.busy && !this.lost && performance.now() - this.came > SILENT;
    if (waits) this.silent ??= lasting("Nothing comes from the simulator just now; waiting… ");
    else this.heard();
  }

  heard() {
    this.silent?.();
    this.silent = null;
  }

  /** Send a command, or say that nobody hears it. */
  send(command) {
    if (command.do !== "painted") settle();
    if (!this.source.send(command) && command.do !== "painted") banner("There is no connection now; try again when it is back.", "notice");
  }

  setStage(stage) {
    const same = this.stage && officeOf(this.stage) === officeOf(stage); // after a lost connection
    this.stage = stage;
    this.opening.opened();
    if (same) return;
    [this.state, this.frame, this.verdict] = [null, null, null];
    this.history = new History(stage.history);
    for (const floor of this.floors) floor.setStage(stage);
    for (const part of [this.levers, this.transport, this.opening, this.people, this.choosing, this.numbers]) part.setStage(stage);
    this.charts.setStage(stage, this.history);
    by("meanings").replaceChildren(glossary(stage, Object.keys(TOLD)));
    this.tabs.show(tellsStory(stage) ? "story" : "levers");
  }

  setState(state) {
    if (!this.stage) return;
    const began = !this.state?.chapter && state.chapter;
    const invites = !this.state && !state.chapter && state.day === 0 && tellsStory(this.stage);
    const runs = !this.state?.playing && state.playing;
    const ended = isOver(this.state?.chapter) && !state.chapter;
    this.state = state;
    clear();
    this.day = state.day;
    for (const part of [this.levers, this.transport, this.charts, this.choosing, this.numbers]) part.setState(state);
    const fresh = this.story.setChapter(state.chapter, this.stage);
    this.charts.setChapter(state.chapter, this.room);
    for (const floor of this.floors) floor.lookAt(state.chapter?.look_at);
    if (began || (fresh && state.chapter && state.chapter.phase !== "run")) this.tabs.show("story");
    if (ended) this.tabs.show("levers"); // they are whoever plays' own now
    if (NARROW.matches && invites) this.lead(by("side")); // the story begins there, below two offices
    if (NARROW.matches && state.chapter && (runs || fresh)) this.lead(runs ? document.querySelector(".offices") : by("side"));
    this.opening.setBusy(state.busy);
    this.tellVerdict();
    this.address.keep(this.stage, { ...state, day: this.day });
  }

  setFrame(frame) {
    if (!this.stage || frame.people !== this.stage.people.length) return;
    const now = performance.now();
    const lasts = this.frame ? Math.min(1000, Math.max(30, now - this.came)) : 300;
    [this.came, this.frame, this.day] = [now, frame, frame.day];
    this.heard();
    this.history.take(frame);
    frame.offices.forEach((office, k) => this.floors[k]?.setOffice(office, now, lasts));
    this.transport.setDay(frame.day);
    this.numbers.setFrame(frame, this.history, this.floors);
    this.charts.mark("tradeoff", "balance", "course");
    if (this.state) this.address.keep(this.stage, { ...this.state, day: frame.day });
    this.unpainted = frame.number;
    if (this.ready) this.ask();
  }

  /** Ask for the next frame: one may be on its way while one is painted, and no more. */
  ask() {
    if (this.unpainted !== undefined) this.source.painted(this.unpainted);
    [this.unpainted, this.ready] = [undefined, false];
  }

  paint(now) {
    requestAnimationFrame((next) => this.paint(next));
    if (now - this.paintedAt < SHORTEST) return;
    this.paintedAt = now;
    this.ask();
    for (const floor of this.floors) floor.paint(now);
    this.charts.paint(now);
    this.ready = true;
  }

  setVerdict(verdict) {
    this.verdict = verdict;
    this.tellVerdict();
    this.charts.setVerdict(verdict);
  }

  /** What the policy has brought; as long as it has not begun, when it will; and below what a chapter reveals no other number. */
  tellVerdict() {
    const { verdict } = this;
    const { phase, guess } = this.state?.chapter ?? {};
    if (phase === "revealed" && guess) {
      tell(by("verdict"), `What is revealed is a mean of ${guess.over} days; the numbers above the offices are means of ${DAYS_OF_A_WEEK} days.`);
      return;
    }
    const { planned = [], happened = [], log = [] } = this.state ?? {};
    const levers = (changes) => changes.filter((each) => each.do === "lever");
    const coming = levers([...happened, ...log]).length ? [] : levers(planned);
    const begins = verdict && !verdict.gain && !verdict.rise && coming.length ? ` The policy begins on day ${coming[0].day}.` : "";
    tell(by("verdict"), verdict ? verdict.text + begins : "");
  }

  setRoom(room) {
    this.room = room;
    this.roomPanel.setRoom(room);
    this.story.setRoom(room);
    this.tabs.offer("room", true);
    by("room").hidden = false;
    this.charts.setChapter(this.state?.chapter ?? null, room);
  }

  problem(text) {
    banner(text);
    this.opening.stay();
  }

  notice(text) {
    if (this.stage) banner(text, "notice");
    else this.opening.tell(text);
  }

  connection({ open, code }) {
    this.lost?.();
    this.lost = null;
    document.body.classList.toggle("lost", !open);
    if (open) return;
    const again = () => make("button", { type: "button", onclick: () => this.source.again() }, "Connect again");
    if (code === TAKEN_OVER) this.lost = lasting("This office is now shown in another window. ", again());
    else if (code === DROPPED) this.lost = lasting("This office was closed to make place for a newer one. ", again());
    else if (code === FULL) this.lost = lasting("Too many windows of the simulator are open: close one of the others. Trying again… ");
    else this.lost = lasting("The connection is lost; trying again… ");
    if (!this.stage) this.opening.tell(code === FULL ? "Too many windows of the simulator are open: close one of the others." : "Waiting for the simulator…");
  }

  bindKeys() {
    const keys = keysOf({
      play: () => this.transport.playOrPause(), step: () => this.send({ do: "step" }), back: (days) => this.transport.goBack(days),
      speed: (steps) => this.transport.changeSpeed(steps), reset: () => this.send({ do: "reset" }),
      beside: () => this.transport.otherBeside(), tab: (name) => this.showTab(name), close: () => this.choosing.close(),
      full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.()),
      help: () => by("keys").showModal(),
    });
    fillHelp(keys);
    listen(keys);
    by("help").addEventListener("click", () => by("keys").showModal());
    by("story").addEventListener("click", () => this.showTab("story"));
    by("room").addEventListener("click", () => this.showTab("room"));
  }

  showTab(name) {
    this.tabs.show(name);
    if (name === "people") this.people.focus();
    else by(`panel-${name}`).focus({ preventScroll: true });
    if (NARROW.matches) this.lead(by("side"));
  }

  /** Bring a part of the page into sight, where they stand one below the other. */
  lead(part) {
    part.scrollIntoView({ behavior: STILL.matches ? "instant" : "smooth" });
  }
}

/** Whether the scenario that is open has chapters. */
const tellsStory = (stage) => stage.scenarios.some((each) => each.name === stage.scenario.key && each.has_chapters);

/** What makes an office the same one. */
const officeOf = (stage) => JSON.stringify([stage.token, stage.scenario, stage.seed, stage.people.length, stage.ties.client.length]);
