import { arrayEdits, isObject, isSame, settingEdit, valueAt } from "./json-path.js";
import { Signal } from "./signal.js";
import { keysOf, keysPath, kindOf, lastKeyTime, numbersOf, rounded, trackNamed, tracksOf, valuePath } from "./tracks.js";

/** Selected keys, by track and time, which no two keys of a track share. */
export class KeySelection {
  changed = new Signal();
  #names = new Map();

  static nameOf(trackID, time) { return `${trackID}@${time}`; }

  get size() { return this.#names.size; }
  has(trackID, time) { return this.#names.has(KeySelection.nameOf(trackID, Number(time))); }

  add(trackID, time) { this.replace([...this.list(), { trackID, time: Number(time) }]); }
  toggle(trackID, time) {
    if (!this.has(trackID, time)) return this.add(trackID, time);
    this.#names.delete(KeySelection.nameOf(trackID, Number(time)));
    this.changed.send();
  }

  clear() { this.replace([]); }
  replace(keys) {
    this.#names = new Map(keys.map((key) => [KeySelection.nameOf(key.trackID, key.time), key]));
    this.changed.send();
  }

  list() { return [...this.#names.values()].sort((one, other) => one.time - other.time); }
  only() { return this.size === 1 ? this.list()[0] : null; }

  /** Drops everything that is not a key of `preset`. */
  keepThoseOf(preset) {
    const left = this.list().filter(({ trackID, time }) => {
      const track = trackNamed(trackID);
      return track && keysOf(track, preset).some((key) => Number(key.time) === time);
    });
    if (left.length < this.size) this.replace(left);
  }
}

const inOrder = (one, other) => Number(one.time) - Number(other.time);

/** The edits that give `track` the keys `desired`, in ascending order of time. */
export function keyEdits(document, track, desired) {
  const path = keysPath(track, document.preset);
  const own = valueAt(document.own, path);
  if (Array.isArray(own)) return arrayEdits(path, own, desired);
  return [settingEdit(document.own, document.preset, path, desired)];
}

/**
 * The keys of all tracks after moving those in `moved` by `shift` seconds, by track. A move changes only the time. A
 * key at a moved one's new place is replaced. With `ripple` everything after the first of them moves along.
 */
export function shiftedKeys(preset, moved, shift, { ripple = false } = {}) {
  const first = Math.min(...moved.map(({ time }) => time));
  const names = new Set(moved.map(({ trackID, time }) => KeySelection.nameOf(trackID, time)));
  const isMoved = (track, key) =>
    names.has(KeySelection.nameOf(track.id, Number(key.time))) || (ripple && Number(key.time) >= first);
  const result = new Map();
  for (const track of tracksOf(preset)) {
    const keys = keysOf(track, preset);
    const going = keys.filter((key) => isMoved(track, key));
    if (going.length === 0) continue;
    const arrived = going.map((key) => ({ ...key, time: rounded(Number(key.time) + shift, 1e-5) }));
    const times = new Set(arrived.map(({ time }) => time));
    const staying = keys.filter((key) => !isMoved(track, key) && !times.has(Number(key.time)));
    result.set(track.id, [...staying, ...arrived].sort(inOrder));
  }
  return result;
}

/** The range of shifts of `moved` that keeps all keys in the film; with `ripple` the film grows instead. */
export function shiftBounds(preset, moved, { ripple = false } = {}) {
  const times = moved.map(({ time }) => time);
  return { least: -Math.min(...times), most: ripple ? Infinity : lastKeyTime(preset) - Math.max(...times) };
}

/** The edits that set the keys of `byTrack`; the film is extended if a key would be after its end. */
export function editsOfKeys(document, byTrack, { mayGrow = false } = {}) {
  const edits = [];
  for (const [trackID, keys] of byTrack) edits.push(...keyEdits(document, trackNamed(trackID), keys));
  if (mayGrow) {
    const last = Math.max(0, ...[...byTrack.values()].flat().map(({ time }) => Number(time)));
    const room = lastKeyTime(document.preset);
    if (last > room) {
      const factor = document.preset.loop === "pingpong" ? 2 : 1;
      edits.push(settingEdit(document.own, document.preset, ["duration"], rounded(last * factor, 1e-5)));
    }
  }
  return edits;
}

/** The edits that give the film another duration. If keys would be behind its end, all keys move along in proportion. */
export function durationEdits(document, duration) {
  const { own, preset } = document;
  const edits = [settingEdit(own, preset, ["duration"], duration)];
  const end = lastKeyTime({ ...preset, duration });
  const factor = end / lastKeyTime(preset);
  const lists = tracksOf(preset).map((track) => [track.id, keysOf(track, preset)]);
  if (!(factor > 0) || !lists.some(([, keys]) => keys.some(({ time }) => Number(time) > end))) return edits;
  const moved = (key) => ({ ...key, time: Math.min(end, rounded(Number(key.time) * factor, 1e-5)) });
  const byTrack = new Map(lists.filter(([, keys]) => keys.length > 0).map(([id, keys]) => [id, keys.map(moved)]));
  return [...editsOfKeys(document, byTrack), ...edits];
}

/** The keys of `track` with one of `value` at `time`; an existing one there keeps its easing. */
export function keysWith(track, preset, time, value) {
  const keys = keysOf(track, preset);
  const parts = track.isZoom ? value : { value };
  const place = keys.findIndex((key) => Math.abs(Number(key.time) - time) < 1e-6);
  if (place >= 0) return keys.map((key, index) => (index === place ? { ...key, ...parts } : key));
  return [...keys, { time: rounded(time, 1e-5), ...parts }].sort(inOrder);
}

/** The edits that delete the chosen keys. A track that loses its last key becomes constant. */
export function editsOfDeletion(document, chosen) {
  const edits = [];
  for (const track of tracksOf(document.preset)) {
    const keys = keysOf(track, document.preset);
    const left = keys.filter((key) => !chosen.has(track.id, key.time));
    if (left.length === keys.length) continue;
    if (left.length > 0) edits.push(...keyEdits(document, track, left));
    else if (!track.isZoom) edits.push(settingEdit(document.own, document.preset, valuePath(track, document.preset), keys[0].value));
  }
  return edits;
}

/**
 * The edits that give `track` the `value` at `time`: as a key if it has keys, otherwise as the constant.
 * `value` of a zoom is its centre and width.
 */
export function editsOfValue(document, track, time, value, { asKey = false } = {}) {
  const { own, preset } = document;
  if (kindOf(track, preset) === "keys") return keyEdits(document, track, keysWith(track, preset, time, value));
  // What swings about the value stays.
  const path = valuePath(track, preset);
  if (asKey) return [settingEdit(own, preset, path, { keyframes: [{ time: rounded(time, 1e-5), value }] })];
  return isSame(valueAt(preset, path), value) ? [] : [settingEdit(own, preset, path, value)];
}

/** The key of `track` at `time`, which is a frame's time. */
export function keyAt(track, preset, time, tolerance = 1e-6) {
  return keysOf(track, preset).find((key) => Math.abs(Number(key.time) - time) <= tolerance) ?? null;
}

/** The copied keys: as text, so that other programs can hold it, too. */
export function copiedKeys(preset, selection) {
  const chosen = selection.list();
  if (chosen.length === 0) return null;
  const start = chosen[0].time;
  const keys = chosen.map(({ trackID, time }) => {
    const key = keysOf(trackNamed(trackID), preset).find((key) => Number(key.time) === time);
    return { track: trackID, after: rounded(time - start, 1e-5), key };
  });
  return JSON.stringify({ "juliareel keys": keys }, null, 2);
}

/** The keys by track, and the selection of the new ones, after pasting `text` at `time`; null if it contains no keys. */
export function pastedKeys(preset, text, time) {
  let copied;
  try {
    copied = JSON.parse(text)?.["juliareel keys"];
  } catch {
    return null;
  }
  if (!Array.isArray(copied)) return null;
  const byTrack = new Map();
  const chosen = [];
  const available = new Set(tracksOf(preset).map(({ id }) => id));
  for (const { track: trackID, after, key } of copied) {
    const track = trackNamed(trackID);
    const arrival = rounded(time + Number(after), 1e-5);
    if (!track || !available.has(trackID) || arrival > lastKeyTime(preset)) continue;
    if (numbersOf(track, track.isZoom ? key : key.value).some((number) => !Number.isFinite(number))) continue;
    const keys = byTrack.get(trackID) ?? keysOf(track, preset);
    const others = keys.filter((other) => Math.abs(Number(other.time) - arrival) > 1e-6);
    byTrack.set(trackID, [...others, { ...key, time: arrival }].sort(inOrder));
    chosen.push({ trackID, time: arrival });
  }
  return { byTrack, chosen };
}
