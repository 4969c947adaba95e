/**
 * What is seen behind translucent films: squares of two greys, in R′G′B′ codes; codes are mixed, as browsers and most programs do. Both
 * painters use the same numbers.
 */
export const checkerboard = Object.freeze({ square: 8, dark: 102, light: 153 });

/** Puts the checkerboard behind `pixels`, the RGBA of a picture `width` pixels wide whose opacities are `opacity`. */
export function putBehind(pixels, width, opacity) {
  const { square, dark, light } = checkerboard;
  for (let index = 0; index < opacity.length; index += 1) {
    const share = opacity[index] / 255;
    if (share === 1) continue;
    const [column, row] = [index % width, Math.floor(index / width)];
    const ground = (Math.floor(column / square) + Math.floor(row / square)) % 2 === 0 ? light : dark;
    for (let part = 4 * index; part < 4 * index + 3; part += 1) pixels[part] = share * pixels[part] + (1 - share) * ground;
  }
}
