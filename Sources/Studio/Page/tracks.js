import { isObject, valueAt } from "./json-path.js";

/**
 * The values that may change over time. `parts` names the numbers of a value; `isRatio` means that equal ratios look
 * equal, so that curves are drawn on a logarithmic scale; `fallback` applies if the preset has no value.
 */
export const tracks = Object.freeze([
  { id: "c", label: "c", path: ["c"], parts: ["re", "im"], fallback: [0, 0], interpolation: "catmull-rom" },
  { id: "camera.center", label: "Centre", path: ["camera", "center"], parts: ["re", "im"], fallback: [0, 0], interpolation: "catmull-rom" },
  { id: "camera.width", label: "Width", path: ["camera", "width"], parts: ["width"], fallback: 3.2, isRatio: true, interpolation: "log" },
  { id: "camera.rotation", label: "Rotation", path: ["camera", "rotation"], parts: ["degrees"], fallback: 0, unit: "°" },
  { id: "shading.density", label: "Density", path: ["shading", "density"], parts: ["density"], fallback: 0.02 },
  { id: "shading.phase", label: "Phase", path: ["shading", "phase"], parts: ["phase"], fallback: 0 },
  { id: "shading.light.direction", label: "Light from", path: ["shading", "light", "direction"], parts: ["degrees"], fallback: 135, unit: "°" },
  { id: "shading.light.height", label: "Light height", path: ["shading", "light", "height"], parts: ["degrees"], fallback: 45, unit: "°" },
]);

/** The track of views for `camera.zoomTo`: centre and width together. */
export const zoomTrack = Object.freeze(
  { id: "camera.zoomTo", label: "Zoom", path: ["camera", "zoomTo"], parts: ["width"], fallback: 3.2, isRatio: true, isZoom: true });

/** The tracks that the film of `preset` has. */
export function tracksOf(preset) {
  const hasZoom = Array.isArray(valueAt(preset, zoomTrack.path));
  const hasLight = isObject(valueAt(preset, ["shading", "light"]));
  return tracks
    .filter(({ id }) => !(hasZoom && (id === "camera.center" || id === "camera.width")))
    .filter(({ id }) => hasLight || !id.startsWith("shading.light."))
    .flatMap((track) => (hasZoom && track.id === "camera.rotation" ? [zoomTrack, track] : [track]));
}

export function trackNamed(id) {
  return id === zoomTrack.id ? zoomTrack : tracks.find((track) => track.id === id);
}

/** The path of the value of `track` in `preset`: of the base, if a wave or what follows a song is added to it. */
export function valuePath(track, preset) {
  const value = valueAt(preset, track.path);
  return isObject(value) && Object.hasOwn(value, "base") ? [...track.path, "base"] : track.path;
}

/** The path of the keys of `track` in `preset`. */
export function keysPath(track, preset) {
  return track.isZoom ? track.path : [...valuePath(track, preset), "keyframes"];
}

/** The keys of `track` in `preset`; none if it does not change by keys. */
export function keysOf(track, preset) {
  const keys = valueAt(preset, keysPath(track, preset));
  return Array.isArray(keys) ? keys.filter((key) => isObject(key) && Number.isFinite(Number(key.time))) : [];
}

/** How `track` is specified: "keys", "constant", "path" or "nothing". */
export function kindOf(track, preset) {
  const value = valueAt(preset, valuePath(track, preset));
  if (value === undefined) return "nothing";
  if (track.isZoom || Array.isArray(value?.keyframes)) return "keys";
  return isObject(value) ? "path" : "constant";
}

/** The numbers of a value: two for a point, the width for a view. */
export function numbersOf(track, value) {
  if (track.isZoom) return [Number(value?.width)];
  return (Array.isArray(value) ? value : [value]).map(Number);
}

/** The value of a key of `track`: for a view its centre and width. */
export function valueOfKey(track, key) {
  return track.isZoom ? key : key.value;
}

/** The last moment for a key. */
export function lastKeyTime(preset) {
  const duration = Number(preset.duration) || 1;
  return preset.loop === "pingpong" ? duration / 2 : duration;
}

/** `number` with no more digits than `step`, a length on the screen, needs; the shortest number that reads back the same. */
export function rounded(number, step) {
  if (!Number.isFinite(number)) return 0;
  const digits = Math.max(0, Math.ceil(-Math.log10(Math.abs(step) || 1e-6)) + 1);
  const value = digits <= 15 ? Number(number.toFixed(digits)) : Number(number.toPrecision(17));
  return Object.is(value, -0) ? 0 : value;
}
