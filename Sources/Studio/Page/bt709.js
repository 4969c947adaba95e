import { putBehind } from "./checkerboard.js";

/**
 * Converts BT.709 with limited range to 8-bit R′G′B′, the inverse of Recommendation ITU-R BT.709-6, items 3.2 to 3.5.
 * Chroma is left-sited: on the even columns, between two rows. Both painters use the same weights: ¾ of the nearer row,
 * ¼ of the farther; on odd columns half of each neighbour.
 */
export const coefficients = Object.freeze({
  luma: 255 / 219,
  redOfRed: (255 / 224) * 1.5748,
  blueOfBlue: (255 / 224) * 1.8556,
  greenOfBlue: ((255 / 224) * -1.8556 * 0.0722) / 0.7152,
  greenOfRed: ((255 / 224) * -1.5748 * 0.2126) / 0.7152,
});

/** Codes are counted in whole numbers of this part of one, so that a pixel takes additions only. */
const bits = 14;
const scaled = (value) => Math.round(value * 2 ** bits);
/** The codes of −`least` and more, as far as sums of luma and chroma reach, clamped. */
const least = 320;
const clamped = Uint8Array.from({ length: 960 }, (_, index) => Math.min(255, Math.max(0, index - least)));
const opaque = 0xff << 24;
/** Of a quarter of chroma's codes. */
const [redOfRed, greenOfRed, greenOfBlue, blueOfBlue] =
  ["redOfRed", "greenOfRed", "greenOfBlue", "blueOfBlue"].map((name) => scaled(coefficients[name] / 4));

/** Paints pictures on canvases without a graphics processor; for small ones, and if WebGL2 is not available. */
export class PlanesToPixels {
  /** With the half that rounds to the nearest code, and what makes each sum an index of `clamped`. */
  #luma = Int32Array.from({ length: 256 }, (_, code) => scaled((code - 16) * coefficients.luma + 0.5 + least));
  #chroma = [new Int32Array(0), new Int32Array(0), new Int32Array(0)];

  /** Fills `pixels`, the RGBA of an ImageData with the picture's size; what is translucent lies over a checkerboard. */
  fill(pixels, { width, height, y, u, v, a }) {
    const columns = Math.ceil(width / 2);
    const rows = Math.ceil(height / 2);
    if (this.#chroma[0].length <= columns) this.#chroma = this.#chroma.map(() => new Int32Array(columns + 1));
    const [reds, greens, blues] = this.#chroma;
    const luma = this.#luma;
    // Red, green and blue from the low byte on, as all browsers' machines store them.
    const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
    for (let row = 0; row < height; row += 1) {
      const near = row >> 1;
      const far = Math.min(rows - 1, Math.max(0, row & 1 ? near + 1 : near - 1));
      this.#addChroma(u, v, near * columns, far * columns, columns);
      let place = row * width;
      for (let column = 0; column < columns; column += 1) {
        const [red, green, blue] = [reds[column], greens[column], blues[column]];
        const light = luma[y[place]];
        words[place] = opaque | (clamped[(light + blue) >> bits] << 16) | (clamped[(light + green) >> bits] << 8) | clamped[(light + red) >> bits];
        if (2 * column + 1 === width) break;
        const next = luma[y[place + 1]];
        words[place + 1] = opaque | (clamped[(next + ((blue + blues[column + 1]) >> 1)) >> bits] << 16)
          | (clamped[(next + ((green + greens[column + 1]) >> 1)) >> bits] << 8) | clamped[(next + ((red + reds[column + 1]) >> 1)) >> bits];
        place += 2;
      }
    }
    if (a) putBehind(pixels, width, a);
  }

  /** What chroma adds to each part of the pixels on even columns, from the rows that begin at `near` and `far`. */
  #addChroma(u, v, near, far, columns) {
    const [reds, greens, blues] = this.#chroma;
    for (let column = 0; column < columns; column += 1) {
      const blue = 3 * u[near + column] + u[far + column] - 512;
      const red = 3 * v[near + column] + v[far + column] - 512;
      reds[column] = redOfRed * red;
      greens[column] = greenOfBlue * blue + greenOfRed * red;
      blues[column] = blueOfBlue * blue;
    }
    for (const each of this.#chroma) each[columns] = each[columns - 1];
  }

  /** The picture as an ImageData. */
  image(picture) {
    const image = new ImageData(picture.width, picture.height);
    this.fill(image.data, picture);
    return image;
  }
}
