"use strict";
// Saving what a figure shows, and a page that prints as it reads.

function saved(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link); // some browsers follow only a link that is on the page
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // not before a busy machine has read it
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-save]");
  if (!button) return;
  const figure = button.closest("figure");
  const name = figure.dataset.name;
  if (button.dataset.save === "csv") {
    const text = figure.querySelector('script[type="text/csv"]').textContent.replaceAll("<\\/", "</");
    saved(new Blob([text], { type: "text/csv" }), `${name}.csv`);
  } else {
    const plot = figure.querySelector(".js-plotly-plot");
    // not Plotly.downloadImage: it takes the picture back before a busy browser has saved it
    Plotly.toImage(plot, { format: "svg", imageDataOnly: true, width: plot.clientWidth, height: plot.clientHeight })
      .then((text) => saved(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`));
  }
});

const PAPER = { width: 640, height: 760 }; // pixels of a printed figure at most: A4 less its margins and what stands above

function fitted(plot, width, height) {
  plot.style.height = plot.parentElement.style.height = `${height}px`; // the frame that plotly draws has a height of its own
  Plotly.relayout(plot, { width, height });
}

window.addEventListener("beforeprint", () => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  document.querySelectorAll(".js-plotly-plot").forEach((each) => {
    each.dataset.height = each.layout.height;
    const together = each.closest("section").querySelectorAll("figure").length > 1; // several are to share a sheet
    fitted(each, PAPER.width, Math.min(Math.round(each.layout.height * (together ? 0.72 : 1)), PAPER.height));
  });
});

window.addEventListener("afterprint", () => {
  document.querySelectorAll(".js-plotly-plot").forEach((each) => fitted(each, null, Number(each.dataset.height)));
});
