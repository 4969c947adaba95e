import { isObject, isSame } from "./json-path.js";
import { membersOf, objectSource, sourceOf } from "./json-source.js";
import { hasScenes, keysOfScenes } from "./scenes.js";

/** Keys that tell of a film as a whole; a scene's own are not seen in the film. */
const keysAboutFilms = Object.freeze(["version", "title", "description", "author"]);
/** Keys that a film may have for all its scenes, of which each otherwise has its own. */
const keysForAllScenes = Object.freeze(["antialiasing", "shutter"]);

/**
 * The text of the film of `document` as one of two scenes: it becomes the first, and `added` comes by `transition`. All values keep their
 * digits and lines.
 *
 * - added: `{ source }`, a scene's preset as it is written; null for a copy of the film itself.
 */
export function textWithScenes({ text, film }, added, transition) {
  const members = membersOf(text);
  const extended = members.find(({ key }) => key === "extends");
  const about = members.filter(({ key }) => key === "title" || key === (extended ? "extends" : "version"));
  const own = members.filter(({ key }) => keysOfScenes.includes(key)).filter(({ key, source }) => key !== "tempo" || source !== '"detect"');
  // A scene is as long as the song is now.
  const first = [...about, ...own].map(({ key, source }) => ({ key, source: key === "duration" && source === '"audio"' ? String(film.duration) : source }));
  const scene = (source, ...more) => objectSource([{ key: "preset", source }, ...more]);
  const scenes = [
    scene(objectSource(first)),
    scene(added?.source ?? objectSource(first), { key: "transition", source: sourceOf(transition) }),
  ];
  const rest = members.filter(({ key }) => !keysOfScenes.includes(key));
  return `${objectSource([...rest, { key: "scenes", source: listSource(scenes) }])}\n`;
}

/**
 * The text of the film of `document`, which has one scene, without scenes: the same film, to the byte.
 *
 * Throws a sentence if there is none.
 */
export function textWithoutScenes({ text, own, preset, film }) {
  const [scene, { start, transition, frames, film: alone }] = [preset.scenes[0], film.scenes[0]];
  if (preset.scenes.length > 1) throw new Error("A film of several scenes needs them: remove all others first");
  if (start > 0 || frames[1] - frames[0] !== alone.frameCount) {
    throw new Error("The scene shows another part of its own film than all of it once: remove its start and duration first");
  }
  if (transition && preset.opening) throw new Error("The film has an opening, and its scene a fade: remove one of them first");
  const written = own.scenes?.[0].preset;
  // What is named is written out, unless the film and its scene extend the same preset.
  const isWritten = isObject(written) && isSame(written.extends, own.extends);
  const ofFilm = isWritten ? membersOf(text) : membersOfValue(preset);
  const ofScene = isWritten ? membersOf(membersOf(firstElement(ofFilm.find(({ key }) => key === "scenes").source)).find(({ key }) => key === "preset").source) : membersOfValue(scene.preset);
  const isKept = ({ key }) => ![...keysAboutFilms, "extends", "scenes"].includes(key) && !(keysForAllScenes.includes(key) && preset[key] !== undefined);
  const opening = transition ? [{ key: "opening", source: sourceOf({ duration: transition.duration, color: transition.color }) }] : [];
  const kept = ofFilm.filter(({ key }) => key !== "scenes" && (isWritten || key !== "extends"));
  return `${objectSource([...kept, ...opening, ...ofScene.filter(isKept)])}\n`;
}

/** Whether the film of `document` could be one without scenes. */
export function hasOneScene({ preset, film }) { return hasScenes(preset) && film?.scenes.length === 1; }

function membersOfValue(value) { return Object.entries(value).map(([key, part]) => ({ key, source: sourceOf(part) })); }

/** A list of several lines, of elements that are one or more. */
function listSource(elements) { return `[\n${elements.map((each) => `  ${each.replaceAll("\n", "\n  ")}`).join(",\n")}\n]`; }

/** The only element of the list in `source`. */
function firstElement(source) { return source.slice(1, -1).trim(); }
