import { element } from "./element.js";

/** The height of the curve of changes under each row of pictures, and of the bars above it for what is idle. */
export const curveHeight = 13;
const barHeight = 3;

/** Draws `figures` of `film` into the rows of `grid`: how much the picture changes after each moment, and where it flashes or is idle. */
export function drawFigures(context, colors, { grid, gap, figures, film }) {
  const { columns, cellWidth, cellHeight, rowHeight } = grid;
  const { times, change, flashes, idle } = figures;
  const most = Math.max(1e-9, ...change);
  const cell = (index) => [(index % columns) * cellWidth, Math.floor(index / columns) * rowHeight + cellHeight];
  change.forEach((amount, index) => {
    const [x, top] = cell(index);
    const flashesHere = flashes.some(({ start, end }) => times[index] >= start - 1e-6 && times[index] <= end + 1e-6);
    const height = Math.max(1, (amount / most) * (curveHeight - barHeight));
    context.fillStyle = flashesHere ? colors.fault : colors.curve1;
    context.globalAlpha = flashesHere ? 1 : 0.75;
    context.fillRect(x, top + curveHeight - 1 - height, cellWidth - gap, height);
  });
  context.globalAlpha = 1;
  context.fillStyle = colors.warning;
  for (const { start, end } of idle) {
    times.forEach((time, index) => {
      const length = (times[index + 1] ?? film.duration) - time;
      const [from, to] = [start, end].map((moment) => Math.min(1, Math.max(0, (moment - time) / length)));
      const [x, top] = cell(index);
      if (to > from) context.fillRect(x + from * cellWidth, top, (to - from) * cellWidth, barHeight);
    });
  }
  if (figures.seam === null || !film.isLoop) return;
  // The seam, after the last moment.
  const bottom = grid.rows * rowHeight - 1;
  context.fillStyle = colors.accent;
  const height = Math.min(curveHeight - 1, Math.max(2, (figures.seam / most) * (curveHeight - barHeight)));
  context.fillRect(columns * cellWidth - 3, bottom - height, 3, height);
}

/** The same in words: nodes, one after the other. */
export function wordsOf({ times, change, seam, beforeSeam, flashes, idle }, film) {
  const most = Math.max(...change);
  const parts = [`most change at ${times[change.indexOf(most)].toFixed(1)} s`];
  if (seam !== null && seam !== undefined && film.isLoop) parts.push(`seam ${seam.toFixed(2)} codes, the frame before ${beforeSeam.toFixed(2)}`);
  const passages = idle.map(({ kind, start, end }) => `${kind} ${start.toFixed(1)}–${end.toFixed(1)} s`);
  const warning = `${flashes.length} ${flashes.length === 1 ? "passage flashes" : "passages flash"} (WCAG 2.3.1)`;
  return [
    parts.join(" · "),
    ...(passages.length > 0 ? [" · ", element("strong", { class: "idle", title: passages.join(", ") }, passages.join(", "))] : []),
    ...(flashes.length > 0 ? [" · ", element("strong", { class: "flashes" }, warning)] : []),
  ];
}
