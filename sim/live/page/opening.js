// Which office is open: the scenario, the seed, and the time until it is there.

import { by, make, tell } from "./dom.js";

export class Opening {
  constructor(send) {
    by("scenario").addEventListener("change", () => {
      this.waiting("Opening the office…");
      send({ do: "scenario", name: by("scenario").value });
    });
    const seed = by("seed");
    seed.addEventListener("change", () => {
      if (seed.checkValidity() && seed.value !== "") send({ do: "seed", value: seed.valueAsNumber });
      else seed.value = this.stage.seed;
    });
  }

  setStage(stage) {
    this.stage = stage;
    const { key: chosen, title } = stage.scenario;
    const groups = [["Stories", stage.scenarios.filter((each) => each.has_chapters)], ["Scenarios", stage.scenarios.filter((each) => !each.has_chapters)]];
    by("scenario").replaceChildren(...groups.filter(([, members]) => members.length).map(([label, members]) => make("optgroup", { label },
      ...members.map((each) => make("option", { value: each.name, selected: each.name === chosen }, each.title)))));
    by("scenario").value = chosen;
    by("seed").value = stage.seed;
    tell(by("title"), title);
    document.title = `${title}: two offices`;
    by("story").hidden = !stage.scenarios.find((each) => each.name === chosen)?.has_chapters;
  }

  /** What was chosen could not be opened: the list names what is open. */
  stay() {
    if (this.stage) by("scenario").value = this.stage.scenario.key;
  }

  /** The office is there. */
  opened() {
    document.body.classList.remove("waiting");
  }

  waiting(text) {
    this.tell(text);
  }

  tell(text) {
    tell(by("start-told"), text);
  }

  /** Say what takes a while: going back, compiling. */
  setBusy(text) {
    document.body.classList.toggle("busy", Boolean(text));
    document.querySelector("main").setAttribute("aria-busy", String(Boolean(text)));
    if (text) this.tell(text);
  }
}
