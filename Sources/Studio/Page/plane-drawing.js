import { momentColor } from "./drawing.js";

/** The number of dots at equal time intervals along the path. */
const dots = 48;

/** Draws c's path, its keys and handles, and the current c. All places are in CSS pixels. */
export class PlaneDrawing {
  #context;
  #plane;

  constructor(context, plane) {
    this.#context = context;
    this.#plane = plane;
  }

  /** The path through `points` at equal time intervals, with dots. */
  path(points, isLoop) {
    const context = this.#context;
    const screen = points.map((point) => this.#plane.toScreen(point));
    context.lineCap = "round";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = "rgb(5 6 9 / 0.55)";
    context.beginPath();
    screen.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
    context.lineWidth = 1.8;
    // Pieces of one colour each: as many strokes as there are distinguishable hues.
    const pieces = Math.min(96, screen.length - 1);
    for (let piece = 0; piece < pieces; piece += 1) {
      const first = Math.floor((piece * (screen.length - 1)) / pieces);
      const last = Math.floor(((piece + 1) * (screen.length - 1)) / pieces);
      context.strokeStyle = momentColor((piece + 0.5) / pieces, isLoop);
      context.beginPath();
      context.moveTo(...screen[first]);
      for (let index = first + 1; index <= last; index += 1) context.lineTo(...screen[index]);
      context.stroke();
    }
    context.fillStyle = "rgb(255 255 255 / 0.9)";
    for (let dot = 0; dot < dots; dot += 1) {
      const [x, y] = screen[Math.floor((dot * (screen.length - 1)) / dots)];
      context.fillRect(x - 1, y - 1, 2, 2);
    }
  }

  /** A key at `point`. */
  key(point, { isChosen, isHovered, share, isLoop }) {
    const [x, y] = this.#plane.toScreen(point);
    const size = isHovered || isChosen ? 7 : 5.5;
    const context = this.#context;
    context.beginPath();
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
    context.closePath();
    context.fillStyle = isChosen ? "#fff" : momentColor(share, isLoop);
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = isChosen ? momentColor(share, isLoop) : "rgb(5 6 9 / 0.85)";
    context.stroke();
  }

  /** A handle of the path. */
  handle(point, { isHovered, name }) {
    const [x, y] = this.#plane.toScreen(point);
    const context = this.#context;
    context.beginPath();
    context.arc(x, y, isHovered ? 8 : 6, 0, 2 * Math.PI);
    context.fillStyle = "rgb(10 12 16 / 0.65)";
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = isHovered ? "#fff" : "#f0b35a";
    context.stroke();
    if (isHovered) this.label(name, [x + 12, y + 4]);
  }

  /** A line being drawn. */
  stroke(points) {
    const context = this.#context;
    context.lineWidth = 2;
    context.strokeStyle = "#fff";
    context.beginPath();
    points.map((point) => this.#plane.toScreen(point)).forEach(([x, y]) => context.lineTo(x, y));
    context.stroke();
  }

  label(text, [x, y]) {
    const context = this.#context;
    context.font = "12px system-ui, sans-serif";
    const width = context.measureText(text).width;
    context.fillStyle = "rgb(10 12 16 / 0.8)";
    context.beginPath();
    context.roundRect(x - 5, y - 13, width + 10, 19, 4);
    context.fill();
    context.fillStyle = "#fff";
    context.fillText(text, x, y);
  }
}
