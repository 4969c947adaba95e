import { isObject, settingEdit, valueAt, withoutValue, withValue } from "./json-path.js";

/**
 * Editing one scene of a film as a film of its own: its preset is the one that is shown and edited, and its moments count from its own
 * beginning. `whole` is the film: `own`, its text as parsed, and `preset`, the same with everything that it extends and names.
 */

const pathOf = (index) => ["scenes", index, "preset"];

/** The scene's resolved preset. */
export function presetOfScene({ preset }, index) { return valueAt(preset, pathOf(index)) ?? {}; }

/** What the film's text has of the scene's preset itself: nothing, if it only names one; null while the text is not JSON. */
export function ownOfScene({ own }, index) {
  if (own === null) return null;
  const written = valueAt(own, pathOf(index));
  return isObject(written) ? written : {};
}

/** The edits of the film's text that make `edits` of the scene's preset. A scene that names a preset extends it from then on. */
export function placedInScene(whole, index, edits) {
  const path = pathOf(index);
  const written = valueAt(whole.own, path);
  if (isObject(written)) return edits.map((edit) => ({ ...edit, path: [...path, ...edit.path] }));
  const start = typeof written === "string" ? { extends: written } : presetOfScene(whole, index);
  return [settingEdit(whole.own, whole.preset, path, edits.reduce(edited, start))];
}

function edited(document, { path, value, insert, remove }) {
  if (remove) return withoutValue(document, path);
  if (insert === undefined) return withValue(document, path, value);
  const array = valueAt(document, path.slice(0, -1));
  return withValue(document, path.slice(0, -1), array.toSpliced(path.at(-1), 0, insert));
}

/** Enters scene `index` of the film of `document`; the playhead stays where it is, or goes to the scene's start if it shows another one. */
export function enterScene(document, clock, index) {
  const { frames: [first, end], start, ownDuration } = document.wholeFilm.scenes[index];
  const since = first <= clock.frame && clock.frame < end ? (clock.frame - first) / clock.framesPerSecond : 0;
  clock.pause();
  document.enter(index);
  clock.seek((start + since) % ownDuration);
}

/** Shows the whole film again, at the moment that was shown of the scene, as far as the film has it. */
export function leaveScene(document, clock) {
  const { frames: [first, end], start } = document.wholeFilm.scenes[document.scene];
  const frame = first + Math.round((clock.time - start) * clock.framesPerSecond);
  clock.pause();
  document.enter(null);
  clock.seekFrame(Math.min(end - 1, Math.max(first, frame)));
}
