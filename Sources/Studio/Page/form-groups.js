import { isObject } from "./json-path.js";

const isWhole = (_, { scene }) => scene === null;

/** The form's groups and their keys, in a natural order. */
export const groups = Object.freeze([
  { title: "Scene", path: ["scenes"], isShown: isWhole },
  { title: "Film", path: [], keys: ["title", "description", "author", "duration", "loop"] },
  // A scene has neither sound nor file of its own.
  { title: "Sound", path: ["audio"], isShown: isWhole },
  { title: "Motion of c", path: [], keys: ["c", "timing"] },
  { title: "Camera", path: ["camera"], keys: ["center", "width", "rotation", "fit"] },
  { title: "Shading", path: ["shading"], keys: ["algorithm", "stripes", "scale", "density", "phase", "interior"] },
  { title: "Trap", path: ["shading", "trap"], isShown: (preset) => preset.shading?.algorithm === "trap" },
  { title: "Light", path: ["shading", "light"], isOptional: true },
  { title: "Anti-aliasing", path: ["antialiasing"] },
  { title: "Orbits", path: ["fractal"] },
  { title: "Film file", path: ["output"], isFolded: true, isShown: isWhole },
]);

/** Mutually exclusive keys of a preset. */
const exclusions = Object.freeze({ "camera.width": ["camera", "fit"], "camera.fit": ["camera", "width"], "output.quality": ["output", "crf"], "output.crf": ["output", "quality"] });

/** Keys of `fractal` that one formula has, with which the others go. */
const keysOfFormulas = Object.freeze({ degree: "power", p: "phoenix" });

const labels = Object.freeze({
  center: "Centre", maximumIterations: "Most iterations", escapeRadius: "Escape radius", frameRate: "Frames per second", crf: "CRF",
  encoderPreset: "Encoder preset", bitDepth: "Bit depth", fit: "Fit the set", file: "Song",
});

/** "realFrequency" as "Real frequency". */
export function labelOf(key) {
  return labels[key] ?? key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());
}

/** The keys of `group`, which has `all`, that have a meaning for `preset`. */
export function keysWithMeaning({ title }, all, preset) {
  if (title === "Shading") return all.filter((key) => key !== "stripes" || preset.shading?.algorithm === "stripe");
  if (title === "Camera" && Array.isArray(preset.camera?.zoomTo)) return ["rotation"];
  if (title === "Orbits") return all.filter((key) => hasKey(preset.fractal?.formula, key));
  if (title === "Sound" && !isObject(preset.audio)) return ["file"];
  return all;
}

/** The places of what goes when the value at `path` becomes `value`. */
export function placesWithout(path, value) {
  const formulas = path.join(".") === "fractal.formula" ? Object.keys(keysOfFormulas).filter((key) => !hasKey(value, key)) : [];
  return [exclusions[path.join(".")], ...formulas.map((key) => ["fractal", key])].filter(Boolean);
}

/** Whether a formula, "power" where none is told, has the key of `fractal`. */
function hasKey(formula, key) {
  return (keysOfFormulas[key] ?? formula ?? "power") === (formula ?? "power");
}
