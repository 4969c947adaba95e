/**
 * The size of pictures during changes: the largest scale at which a picture is shown within the time budget, judged by
 * the pictures before.
 */
export class Pace {
  static scales = [1, 0.75, 0.5, 0.35, 0.25];
  #budget;
  #millisecondsPerPixel = 0;
  #scale = 0.5;

  constructor(budget = 12) {
    this.#budget = budget;
  }

  /** Records that a picture of `pixels` pixels took `milliseconds`. */
  note(pixels, milliseconds) {
    const cost = milliseconds / pixels;
    // Slower pictures count at once, faster ones gradually, so that the size does not oscillate.
    const weight = cost > this.#millisecondsPerPixel ? 0.5 : 0.15;
    this.#millisecondsPerPixel += weight * (cost - this.#millisecondsPerPixel);
  }

  /** The scale for a picture of `pixels` at full size. */
  scale(pixels) {
    // What a picture takes is not known before the first one.
    if (this.#millisecondsPerPixel === 0) return this.#scale;
    const fits = (scale) => this.#millisecondsPerPixel * pixels * scale * scale <= this.#budget;
    const best = Pace.scales.find(fits) ?? Pace.scales.at(-1);
    // A larger size is chosen only with some margin.
    const isWorth = best <= this.#scale || this.#millisecondsPerPixel * pixels * best * best <= 0.8 * this.#budget;
    if (isWorth) this.#scale = best;
    return this.#scale;
  }
}

/** The size of a picture of the shape `width` × `height` in the available room, with whole chroma samples. */
export function pictureSize(width, height, roomWidth, roomHeight, scale = 1) {
  const fit = Math.min(roomWidth / width, roomHeight / height) * scale;
  const even = (length) => Math.max(2, 2 * Math.round((length * fit) / 2));
  return { width: even(width), height: even(height) };
}
