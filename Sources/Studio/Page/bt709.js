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

/** Paints pictures on canvases without a graphics processor; for small ones, and if WebGL2 is not available. */
export class PlanesToPixels {
  #luma = Float32Array.from({ length: 256 }, (_, code) => (code - 16) * coefficients.luma);

  /** Fills `pixels`, the RGBA of an ImageData with the picture's size; what is translucent lies over a checkerboard. */
  fill(pixels, { width, height, y, u, v, a }) {
    const columns = Math.ceil(width / 2);
    const rows = Math.ceil(height / 2);
    const luma = this.#luma;
    const { redOfRed, blueOfBlue, greenOfBlue, greenOfRed } = coefficients;
    const blue = new Float32Array(columns + 1);
    const red = new Float32Array(columns + 1);
    let target = 0;
    for (let row = 0; row < height; row += 1) {
      const near = row >> 1;
      const far = Math.min(rows - 1, Math.max(0, row & 1 ? near + 1 : near - 1));
      for (let column = 0; column < columns; column += 1) {
        const [a, b] = [near * columns + column, far * columns + column];
        blue[column] = 0.75 * u[a] + 0.25 * u[b] - 128;
        red[column] = 0.75 * v[a] + 0.25 * v[b] - 128;
      }
      blue[columns] = blue[columns - 1];
      red[columns] = red[columns - 1];
      for (let column = 0; column < width; column += 1) {
        const place = column >> 1;
        const isOdd = column & 1;
        const cb = isOdd ? 0.5 * (blue[place] + blue[place + 1]) : blue[place];
        const cr = isOdd ? 0.5 * (red[place] + red[place + 1]) : red[place];
        const light = luma[y[row * width + column]];
        // The array clamps and rounds to the nearest.
        pixels[target] = light + redOfRed * cr;
        pixels[target + 1] = light + greenOfBlue * cb + greenOfRed * cr;
        pixels[target + 2] = light + blueOfBlue * cb;
        pixels[target + 3] = 255;
        target += 4;
      }
    }
    if (a) putBehind(pixels, width, a);
  }

  /** The picture as an ImageData. */
  image(picture) {
    const image = new ImageData(picture.width, picture.height);
    this.fill(image.data, picture);
    return image;
  }
}
