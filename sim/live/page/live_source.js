// The live source: a WebSocket to `sim live`. Every source has stage(), onframe(), onmessage(), send(), painted(), start().

import { decode } from "./frame.js";
import { readLink } from "./link.js";

const SHORTEST_WAIT = 250; // milliseconds before the first try to connect again
const LONGEST_WAIT = 5000;
const NOT_ALLOWED = 1008;
const FINAL = [4001, 4002]; // taken over by another window, or dropped: only the viewer decides to come back

export class LiveSource {
  /**
   * @param {object} hello what the first message asks for: scenario, seed, levers, moves, day
   * @param {string|null} token of the session to go on with, if it is still there
   */
  constructor(hello, token = null) {
    this.hello = hello;
    this.token = token;
    this.known = () => -1;
    this.wait = SHORTEST_WAIT;
    this.listeners = { frame: [], message: [] };
    this.latest = null;
  }

  /** The latest stage, or null. */
  stage() {
    return this.latest;
  }

  /** Hear of frames, decoded. */
  onframe(callback) {
    this.listeners.frame.push(callback);
  }

  /** Hear of messages, and of {is: "connection", open}. */
  onmessage(callback) {
    this.listeners.message.push(callback);
  }

  /** Begin; `known()` tells the last day of history that need not be sent again. */
  start(known) {
    this.known = known;
    window.addEventListener("online", () => this.timer && this.again());
    this.connect();
  }

  /** Send a command; without a connection it is lost, and the page says so. */
  send(command) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(command));
    return true;
  }

  /** Say that a frame is on the screen, so that the next may come. */
  painted(number) {
    this.send({ do: "painted", frame: number });
  }

  connect() {
    clearTimeout(this.timer);
    this.timer = null;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/session`);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.opened());
    socket.addEventListener("message", ({ data }) => this.received(data));
    socket.addEventListener("close", ({ code }) => this.closed(socket, code));
    this.socket = socket;
  }

  opened() {
    this.wait = SHORTEST_WAIT;
    this.tell("message", { is: "connection", open: true });
    const moment = this.latest ? readLink() : this.hello; // where the session has ended with its server, this is where it was
    this.send({ do: "hello", ...moment, token: this.token, have: this.token ? this.known() : -1 });
  }

  received(data) {
    if (typeof data === "string") {
      const message = JSON.parse(data);
      if (message.is === "stage") {
        this.latest = message;
        this.token = message.token;
      }
      this.tell("message", message);
    } else {
      this.tell("frame", decode(data));
    }
  }

  closed(socket, code) {
    if (socket !== this.socket) return;
    this.tell("message", { is: "connection", open: false, code });
    if (FINAL.includes(code)) return;
    if (code === NOT_ALLOWED && !this.latest && Object.keys(this.hello).length) this.forgetLink();
    this.timer = setTimeout(() => this.connect(), this.wait * (0.75 + 0.5 * Math.random()));
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  /** What the link asked for was refused: begin without it. */
  forgetLink() {
    this.hello = {};
    this.tell("message", { is: "problem", text: "This link could not be followed, so an office is opened afresh." });
  }

  /** Try at once. */
  again() {
    if (this.socket.readyState === WebSocket.CLOSED) this.connect();
  }

  tell(kind, what) {
    for (const callback of this.listeners[kind]) callback(what);
  }
}
