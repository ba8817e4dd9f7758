// What holds of all that was done: where somebody went back and did something else, the later part of the log is void.

/** Levers moved and shocks sent, in the order of the log, without what a branch has undone. */
export function movesOf(log) {
  let kept = [];
  let wentBack = false;
  for (const each of log ?? []) {
    if (each.do === "rewind") wentBack = true;
    else {
      if (wentBack) kept = kept.filter((other) => other.day <= each.day);
      wentBack = false;
      if (each.do === "lever") kept = kept.filter((other) => other.day !== each.day || other.name !== each.name); // moved twice
      if (each.do === "lever" || each.do === "shock") kept.push(each);
    }
  }
  return kept;
}
