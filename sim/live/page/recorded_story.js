// A story out of a recording: predict, then run, then reveal, as sim/live/chapters.py tells it.

/** What stands in the way of time going on, by phase. */
const NOT_YET = {
  guess: "First the guess: what will happen? Give one, or skip it.",
  arrived: "This chapter's days are over: reveal what happened.",
  revealed: "This chapter is told: go on to the next, or leave the story to play on your own.",
};

export class RecordedStory {
  constructor({ chapters, pairs }) {
    [this.chapters, this.pairs] = [chapters, pairs];
    this.enter(0);
  }

  /** Turn to a chapter; says whether there is one. */
  enter(number) {
    if (!this.chapters[number]) return false;
    this.number = number;
    this.chapter = this.chapters[number];
    [this.phase, this.value, this.skipped] = [this.chapter.message.phase, null, false];
    return true;
  }

  /** The day on which the chapter begins, and that on which it ends. */
  get from() {
    return this.chapter.from;
  }

  get to() {
    return this.chapter.message.run_to;
  }

  /** Whether the last chapter is revealed. */
  get isOver() {
    return this.phase === "revealed" && this.number === this.chapters.length - 1;
  }

  /** The films of both offices, and those of the first run and its twin where the story has gone back. */
  get films() {
    const [policy, twin] = this.pairs[this.chapter.pair];
    const [first, firstTwin] = this.chapter.pair ? this.pairs[0] : [null, null];
    return { policy, twin, first, firstTwin };
  }

  /** Why time may not go on, or null. */
  get stands() {
    return NOT_YET[this.phase] ?? null;
  }

  guess(value) {
    if (!this.chapter.message.guess || !["guess", "run"].includes(this.phase)) return "No guess is asked for now.";
    [this.value, this.skipped, this.phase] = [value, value === null, "run"];
    return null;
  }

  arrive() {
    if (this.phase === "run") this.phase = "arrived";
  }

  reveal() {
    if (this.phase !== "arrived") return `There is nothing to reveal before day ${this.to}.`;
    this.phase = "revealed";
    return null;
  }

  /** Which of the recorded answers is the one to our guess: the first is to none, the others follow the slider's steps. */
  get answer() {
    const asked = this.chapter.message.guess;
    return this.value === null || !asked ? 0 : 1 + Math.round((this.value - asked.low) / asked.step);
  }

  message() {
    const { message, reveal, words, texts, debrief } = this.chapter;
    const told = this.phase === "revealed";
    return {
      ...message, phase: this.phase,
      guess: message.guess && { ...message.guess, value: this.value, skipped: this.skipped },
      reveal: told ? { ...reveal, guess: this.value, words: words[this.answer] ?? words[0], text: texts[this.answer] ?? texts[0] } : null,
      debrief: told ? debrief : "",
    };
  }
}
