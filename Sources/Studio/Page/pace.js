/**
 * How large pictures may be while something moves: the largest of the scales with which one is on the screen within the budget, as
 * those before it have shown.
 */
export class Pace {
  static scales = [1, 0.75, 0.5, 0.35, 0.25];
  #budget;
  #millisecondsPerPixel = 0;
  #scale = 0.5;

  constructor(budget = 12) {
    this.#budget = budget;
  }

  /** Notes that a picture of so many pixels has taken so long. */
  note(pixels, milliseconds) {
    const cost = milliseconds / pixels;
    // Dearer pictures count at once, cheaper ones by and by, so that the size does not swing.
    const weight = cost > this.#millisecondsPerPixel ? 0.5 : 0.15;
    this.#millisecondsPerPixel += weight * (cost - this.#millisecondsPerPixel);
  }

  /** The scale for a picture of `pixels` at full size. */
  scale(pixels) {
    const fits = (scale) => this.#millisecondsPerPixel * pixels * scale * scale <= this.#budget;
    const best = Pace.scales.find(fits) ?? Pace.scales.at(-1);
    // A larger one is taken only with some room to spare.
    const isWorth = best <= this.#scale || this.#millisecondsPerPixel * pixels * best * best <= 0.8 * this.#budget;
    if (isWorth) this.#scale = best;
    return this.#scale;
  }
}

/** The size of a picture of the shape `width` × `height` in a room, with whole chroma samples. */
export function pictureSize(width, height, roomWidth, roomHeight, scale = 1) {
  const fit = Math.min(roomWidth / width, roomHeight / height) * scale;
  const even = (length) => Math.max(2, 2 * Math.round((length * fit) / 2));
  return { width: even(width), height: even(height) };
}
