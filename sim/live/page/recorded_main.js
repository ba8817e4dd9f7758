// The page of a recording: everything it needs is in the file.

import { by } from "./dom.js";
import { Page } from "./page.js";
import { RecordedPage } from "./recorded_page.js";
import { RecordedSource } from "./recorded_source.js";
import { inflated, Recording } from "./recording.js";

const TOO_OLD = "This browser is too old to unpack the recording. Open the file in Chrome 103, Firefox 113, Safari 16.4 or a later one.";

/** Take the text of one of the file's parts, and let it go from the page. */
function taken(id) {
  const held = by(id);
  const text = held.textContent;
  held.remove();
  return text;
}

/** Let the charts' library run, which lies in the file as letters. */
async function drawCharts() {
  const script = document.createElement("script");
  script.textContent = new TextDecoder().decode(await inflated(taken("plotly")));
  document.head.append(script);
}

async function open() {
  if (!("DecompressionStream" in window) || !Array.prototype.findLast) throw new Error(TOO_OLD);
  const recording = new Recording(await inflated(taken("recording")));
  await drawCharts();
  const source = new RecordedSource(recording);
  const page = new Page(source);
  window.livePage = page; // to look at from the console, and from the tests
  page.start();
  new RecordedPage(page, source).dress();
}

open().catch((error) => {
  by("start-told").textContent = error.message === TOO_OLD ? TOO_OLD : `This file could not be opened; it may be damaged. (${error.message})`;
});
