// A story: predict, then run, then reveal. The guess is asked before anything runs.

import { make, sentence, tell, valued } from "./dom.js";
import { histogram } from "./room_panel.js";

/** Paragraphs of a text: a blank line parts them. */
export const paragraphs = (text, kind = null) => (text ?? "").split(/\n\s*\n/).filter(Boolean).map((part) => make("p", { class: kind }, part));

/** What is said where the offices stand one below the other, since stories speak of left and right. */
const STACKED = "On a narrow screen the left office stands above, and the right one below it.";

/** How many have sent a guess by phone. */
const sent = (room) => (room ? `${room.count} ${room.count === 1 ? "guess" : "guesses"} from the room so far` : "");

/** Whether nothing comes after what a chapter has revealed but what whoever plays does. */
export const isOver = (chapter) => Boolean(chapter) && chapter.number === chapter.of && chapter.phase === "revealed";

export class Story {
  /** @param {(command: object) => void} send what a button does */
  constructor(panel, send) {
    this.panel = panel;
    this.send = send;
    this.told = null;
    this.room = null;
  }

  /** How many of the room have sent a guess: not which ones, for whoever sees those of others follows them. */
  setRoom(room) {
    this.room = room;
    const place = this.panel.querySelector(".sent");
    if (place) tell(place, sent(room));
  }

  /** Draw a chapter, or an invitation where the scenario has chapters and none is open. */
  setChapter(chapter, stage) {
    const told = JSON.stringify([chapter, stage.scenario]);
    if (told === this.told) return false;
    const fresh = !this.chapter || !chapter || this.chapter.number !== chapter.number || this.chapter.phase !== chapter.phase;
    const focused = this.panel.contains(document.activeElement);
    [this.told, this.chapter] = [told, chapter];
    this.panel.replaceChildren(...(chapter ? this.page(chapter) : this.invitation(stage)));
    if (fresh) this.panel.scrollTop = 0;
    if (focused && fresh) this.panel.querySelector("h3")?.focus();
    return fresh;
  }

  invitation(stage) {
    const { title, story, claim, question } = stage.scenario;
    const has = stage.scenarios.find((each) => each.name === stage.scenario.key)?.has_chapters;
    return [
      make("h3", { tabindex: "-1" }, title), ...paragraphs(story),
      ...(claim ? [make("p", {}, make("strong", {}, "The claim: "), claim)] : []),
      ...(question ? [make("p", {}, make("strong", {}, "The question: "), question)] : []),
      has ? make("p", { class: "stacked" }, STACKED) : null,
      has ? this.next(this.button("Begin the story", { do: "chapter", to: 0 }, "main-button")) : null,
    ].filter(Boolean);
  }

  page(chapter) {
    return [
      make("p", { class: "where" }, `Chapter ${chapter.number} of ${chapter.of} `, this.button("Leave the story", { do: "chapter", to: "leave" }, "link")),
      make("h3", { tabindex: "-1" }, chapter.title), ...paragraphs(chapter.text),
      chapter.question ? make("p", { class: "question" }, chapter.question) : null,
      ...this.act(chapter), this.notes(chapter.notes),
    ].filter(Boolean);
  }

  /** What is to be done now: guess, run, reveal, or go on. */
  act(chapter) {
    if (chapter.phase === "guess" && chapter.guess) return [this.guessing(chapter.guess)];
    const made = [];
    const { guess } = chapter;
    if (guess && chapter.phase !== "revealed") {
      made.push(make("p", { class: "guessed" }, guess.skipped || guess.value === null ? "No guess was made."
        : `Our guess: ${valued(guess.value, guess.unit, guess.step)}, ${guess.title}.`));
    }
    if (chapter.phase === "run") made.push(this.next(this.button(`Run to day ${chapter.run_to}`, { do: "play" }, "main-button")));
    if (chapter.phase === "arrived") made.push(this.next(this.button("Reveal", { do: "reveal" }, "main-button")));
    if (chapter.phase === "revealed") made.push(...this.revealed(chapter));
    return made;
  }

  guessing(guess) {
    const middle = guess.low + Math.round((guess.high - guess.low) / 2 / guess.step) * guess.step;
    const input = make("input", { id: "guess", type: "range", min: guess.low, max: guess.high, step: guess.step, value: guess.value ?? middle });
    const told = make("output", { for: "guess" });
    const show = () => {
      told.textContent = valued(input.valueAsNumber, guess.unit, guess.step);
      input.setAttribute("aria-valuetext", told.textContent);
      input.style.setProperty("--at", `${(100 * (input.valueAsNumber - guess.low)) / (guess.high - guess.low)}%`);
    };
    input.addEventListener("input", show);
    show();
    const ends = [guess.low, guess.high].map((end) => make("span", {}, valued(end, guess.unit, guess.step)));
    const form = make("form", { class: "guess" },
      make("label", { for: "guess" }, `Your guess for day ${guess.by}: ${guess.title}`),
      make("div", {}, input, make("div", { class: "ends", "aria-hidden": "true" }, ...ends)), told,
      guess.meaning ? make("details", { class: "hint" }, make("summary", {}, "What is measured?"), sentence(guess.meaning)) : null,
      make("div", { class: "buttons" }, make("button", { type: "submit", class: "main-button" }, "This is our guess"),
        this.button("Skip", { do: "guess", value: null }, "quiet")),
      make("p", { class: "sent", "aria-live": "polite" }, sent(this.room)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send({ do: "guess", value: input.valueAsNumber });
    });
    return form;
  }

  revealed({ reveal, debrief, guess, number, of }) {
    const made = [];
    if (reveal?.words) made.push(make("p", { class: "outcome" }, reveal.words));
    if (reveal?.room?.count) {
      const { count, median } = reveal.room;
      const half = valued(median, guess?.unit, guess?.step);
      made.push(make("p", {}, count === 1 ? `The room: 1 guess, ${half}.` : `The room: ${count} guesses, half of them up to ${half}.`),
        histogram(reveal.room.bins, { shown: reveal.shown, guess: reveal.guess }));
    }
    made.push(...paragraphs(reveal?.text), ...paragraphs(debrief, "debrief"));
    made.push(this.next(number < of ? this.button("Next chapter", { do: "chapter", to: "next" }, "main-button")
      : this.button("The end: the sliders are yours", { do: "chapter", to: "leave" }, "main-button")));
    return made;
  }

  /** What to do next stays in sight, however long the text is. */
  next(button) {
    return make("div", { class: "next-step" }, button);
  }

  notes(notes) {
    if (!notes) return null;
    const list = (title, lines) => (lines?.length ? [make("h4", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, line)))] : []);
    return make("details", { class: "notes" }, make("summary", {}, "For the trainer"),
      notes.aim ? make("p", {}, `${notes.aim}${notes.minutes ? ` (${notes.minutes} minutes)` : ""}`) : "",
      ...list("Questions", notes.questions), ...list("Debrief", notes.debrief), ...list("Not to be claimed", notes.limits));
  }

  button(text, command, kind) {
    return make("button", { type: "button", class: kind, onclick: () => this.send(command) }, text);
  }
}
