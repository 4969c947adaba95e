import { settingEdit, valueAt } from "./json-path.js";
import { rounded } from "./tracks.js";

/** The keys that each scene of a film has, and the film itself does not. */
export const keysOfScenes = Object.freeze(["duration", "loop", "tempo", "fractal", "c", "timing", "camera", "shading"]);

/** Whether the film of `preset` has scenes. */
export function hasScenes(preset) { return Array.isArray(preset.scenes) && preset.scenes.length > 0; }

/** The key of `edits` that belongs to a scene, and not to the film of `preset`; undefined if there is none. */
export function misplacedKey(preset, edits) {
  return hasScenes(preset) ? edits.map(({ path }) => path[0]).find((key) => keysOfScenes.includes(key)) : undefined;
}

/**
 * Where the scenes of `film` are, in frames: `{ start, end, entrance, exit }`, entrance and exit being how many frames of the scene its
 * own transition and that of the next one take.
 */
export function scenePlaces(film, framesPerSecond) {
  const lengths = film.scenes.map(({ transition }) => (transition ? Math.round(transition.duration * framesPerSecond) : 0));
  // Of a fade, one half is the scene's before.
  const leaving = film.scenes.map(({ transition }, index) =>
    transition?.kind === "fade" ? (index === 0 ? 0 : Math.floor(lengths[index] / 2)) : lengths[index]);
  return film.scenes.map(({ frames: [start, end], transition }, index) => ({
    start, end, entrance: transition?.kind === "fade" ? lengths[index] - leaving[index] : lengths[index], exit: leaving[index + 1] ?? 0,
  }));
}

/** The number of the scene that is shown at `frame`: the last one that has begun. */
export function sceneAt(film, frame) { return Math.max(0, film.scenes.findLastIndex(({ frames: [start] }) => start <= frame)); }

/** The lengths that scene `index` may have, in frames: it has room for its transitions, and only a loop goes on after its own end. */
export function lengthsOf(film, places, index, framesPerSecond) {
  const { entrance, exit } = places[index];
  const { start, ownDuration, isLoop } = film.scenes[index];
  return {
    least: Math.max(1, entrance + exit),
    most: isLoop ? Math.round(86400 * framesPerSecond) : Math.round(ownDuration * framesPerSecond) - Math.round(start * framesPerSecond),
  };
}

/** The lengths that the transition into scene `index` may have, in frames, as far as both scenes have room for it. */
export function transitionLengthsOf(film, places, index) {
  const room = ({ start, end, entrance, exit }) => ({ first: end - start - exit, last: end - start - entrance });
  const own = room(places[index]).first;
  const before = index > 0 ? room(places[index - 1]).last : Infinity;
  const isFade = film.scenes[index].transition?.kind === "fade";
  return { least: 1, most: Math.max(1, isFade ? (index === 0 ? own : 2 * Math.min(own, before)) : Math.min(own, before)) };
}

/** The edit that gives scene `index` a length of so many frames. */
export function lengthEdit({ own, preset }, index, frames, framesPerSecond) {
  return settingEdit(own, preset, ["scenes", index, "duration"], rounded(frames / framesPerSecond, 1e-5));
}

/** The edits that make `transition` the one into scene `index`; null for a cut. */
export function transitionEdits({ own, preset }, index, transition) {
  const path = ["scenes", index, "transition"];
  if (transition) return [settingEdit(own, preset, path, transition)];
  return valueAt(own, path) === undefined ? [] : [{ path, remove: true }];
}

/**
 * The transition by which a scene of `seconds` comes after scene `index`: that of its neighbours, or a dissolve if there are none; as far
 * as both scenes have room for it. Null for a cut.
 */
export function usualTransition({ preset }, film, index, seconds, framesPerSecond) {
  const neighbour = preset.scenes?.[index > 0 ? index : index + 1];
  const usual = neighbour ? neighbour.transition : { kind: "dissolve", duration: 1 };
  if (!usual) return null;
  const [first, end] = film.scenes[index]?.frames ?? [0, film.frameCount];
  const room = Math.max(1, Math.floor(Math.min(end - first, seconds * framesPerSecond) / 3)) / framesPerSecond;
  return { ...usual, duration: Number(Math.min(usual.duration ?? 1, room).toFixed(3)) };
}

/** The edits that put `scene` at place `index`. */
export function addingEdits({ own, preset }, index, scene) {
  if (Array.isArray(own?.scenes)) return [{ path: ["scenes", index], insert: scene }];
  return [{ path: ["scenes"], value: preset.scenes.toSpliced(index, 0, scene) }];
}

/**
 * The edits that move scene `from` to place `to`. What the film opens with stays at its start: the scene that becomes the first one has
 * no other to dissolve from, so it changes its transition with the one that was the first.
 */
export function moveEdits({ own, preset }, from, to) {
  const scenes = Array.isArray(own?.scenes) ? own.scenes : preset.scenes;
  const moved = [...scenes];
  moved.splice(to, 0, ...moved.splice(from, 1));
  const [first, newFirst] = [scenes[0], moved[0]];
  const place = moved.indexOf(first);
  if (first !== newFirst) {
    moved[0] = withTransition(newFirst, first.transition);
    moved[place] = withTransition(first, newFirst.transition);
  }
  if (!Array.isArray(own?.scenes)) return [{ path: ["scenes"], value: moved }];
  const others = first === newFirst ? [] : [[0, newFirst, first.transition], [place, first, newFirst.transition]];
  return [
    { path: ["scenes", from], remove: true }, { path: ["scenes", to], insert: moved[to] },
    ...others.filter(([index]) => index !== to).flatMap(([index, { transition: before }, transition]) => {
      const path = ["scenes", index, "transition"];
      return transition ? [{ path, value: transition }] : before ? [{ path, remove: true }] : [];
    }),
  ];
}

function withTransition(scene, transition) {
  const { transition: _, ...rest } = scene;
  return transition ? { ...rest, transition } : rest;
}
