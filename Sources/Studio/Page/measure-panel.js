import { button, element } from "./element.js";

const meanings = Object.freeze({
  render: "Rendering, one sample", "render+aa": "Rendering, anti-aliased", field: "Orbits",
  encode: "Encoding, one sample", "encode+aa": "Encoding, anti-aliased",
  film: "Film of one sample: all together", "film+aa": "Film: all together",
});

/** `bench` of this film: the cost of its stages, how it scales, and what limits it. */
export class MeasurePanel {
  #api;
  #document;
  #notices;
  #result = element("div", { class: "measure" });
  #start;

  constructor(root, { api, document, notices }) {
    [this.#api, this.#document, this.#notices] = [api, document, notices];
    this.#start = button("Measure this film", () => this.#measure(), { class: "main" });
    root.append(
      element("div", { class: "row measure-head" }, this.#start, element("span", { class: "quiet small" }, "Takes about a minute; other work disturbs it.")),
      this.#result);
  }

  async #measure() {
    this.#start.disabled = true;
    this.#result.replaceChildren(element("progress", { "aria-label": "Measuring" }));
    try {
      this.#show(await this.#api.measure(this.#document.wholeRevision));
    } catch (error) {
      this.#result.replaceChildren();
      this.#notices.fail(error.message);
    }
    this.#start.disabled = false;
  }

  #show(report) {
    const { machine } = report;
    this.#result.replaceChildren(
      ...report.films.flatMap((film) => this.#film(film)),
      element("p", { class: "quiet small" }, [machine.processor, `${machine.usableProcessors} of ${machine.logicalProcessors} processors`].filter(Boolean).join(", ")));
  }

  #film(film) {
    const { measurements } = film;
    const most = Math.max(...measurements.map(({ threads }) => threads));
    const stages = measurements.filter(({ threads, stage }) => threads === most || stage === "encode");
    const scaling = measurements.filter(({ stage }) => stage.startsWith("film") || stage === "render");
    return [
      element("h3", {}, `${film.width}×${film.height}, ${film.instructionSet}`), element("p", {}, film.limit),
      element("h3", {}, "Processor time of a frame"),
      bars(stages.map((each) => ({
        label: [meanings[each.stage] ?? each.stage, each.strategy].filter(Boolean).join(", "), spread: each.processorMillisecondsPerFrame, unit: "ms",
      }))),
      element("h3", {}, "Frames per second"),
      bars(scaling.map((each) => ({
        label: [`${each.threads} ${each.threads === 1 ? "worker" : "workers"}`, meanings[each.stage] ?? each.stage, each.strategy].filter(Boolean).join(", "),
        spread: each.framesPerSecond, unit: "fps",
      }))),
    ];
  }
}

/** Bars with their spread: the median, and a line from the minimum to the maximum. */
function bars(rows) {
  const most = Math.max(...rows.map(({ spread }) => spread?.maximum ?? 0), 1e-9);
  return element(
    "table", { class: "bars" },
    ...rows.filter(({ spread }) => spread).map(({ label, spread, unit }) =>
      element(
        "tr", {}, element("th", { scope: "row" }, label),
        element("td", { class: "bar-cell" },
          element("div", { class: "bar-fill", style: { "--share": `${(100 * spread.median) / most}%` } }),
          element("div", { class: "bar-spread", style: { "--from": `${(100 * spread.minimum) / most}%`, "--to": `${(100 * spread.maximum) / most}%` } })),
        element("td", { class: "bar-number" }, `${numberText(spread.median)} ${unit}`))));
}

function numberText(number) {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}
