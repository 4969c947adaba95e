import { isObject } from "./json-path.js";
// Made by the program from the names that it reads.
import { namedEasings } from "./named-easings.js";

export const easingNames = Object.freeze(Object.keys(namedEasings));

/** The handles [x1, y1, x2, y2] of an easing; null for none, and for those that are no single curve. */
export function handlesOf(easing) {
  if (typeof easing === "string") {
    if (Object.hasOwn(namedEasings, easing)) return namedEasings[easing];
    const numbers = /^cubic-bezier\(([^)]*)\)$/.exec(easing)?.[1].split(",").map(Number);
    return numbers?.length === 4 && numbers.every(Number.isFinite) ? numbers : null;
  }
  if (!isObject(easing)) return null;
  const [out, into] = [handlesOf(easing.out ?? "linear"), handlesOf(easing.in ?? "linear")];
  return out && into ? [out[0], out[1], into[2], into[3]] : null;
}

/** The easing with these handles: its name, if there is one. */
export function easingOf(handles) {
  const round = (number) => Math.round(number * 1000) / 1000;
  const [x1, y1, x2, y2] = handles.map(round);
  const name = easingNames.find((key) => namedEasings[key]?.every((value, index) => value === [x1, y1, x2, y2][index]));
  return name ?? `cubic-bezier(${x1}, ${y1}, ${x2}, ${y2})`;
}

/** The progress, 0…1, at a share of the time. */
export function easedShare([x1, y1, x2, y2], share) {
  const along = (a, b, t) => 3 * a * t * (1 - t) ** 2 + 3 * b * t ** 2 * (1 - t) + t ** 3;
  let [low, high] = [0, 1];
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (along(x1, x2, middle) < share) low = middle;
    else high = middle;
  }
  return along(y1, y2, (low + high) / 2);
}
