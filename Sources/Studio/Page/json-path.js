/** The value at `path` in `document`, or undefined. */
export function valueAt(document, path) {
  let value = document;
  for (const step of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = value[step];
  }
  return value;
}

/** A copy of `document` with `value` at `path`; missing objects on the way are created. */
export function withValue(document, path, value) {
  if (path.length === 0) return value;
  const [step, ...rest] = path;
  const copy = Array.isArray(document) ? [...document] : { ...(isObject(document) ? document : {}) };
  copy[step] = withValue(copy[step], rest, value);
  return copy;
}

/** A copy of `document` without the value at `path`. */
export function withoutValue(document, path) {
  const parent = valueAt(document, path.slice(0, -1));
  if (parent === null || typeof parent !== "object") return document;
  const step = path.at(-1);
  const copy = Array.isArray(parent) ? parent.filter((_, index) => index !== step) : { ...parent };
  if (!Array.isArray(copy)) delete copy[step];
  return withValue(document, path.slice(0, -1), copy);
}

export function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Whether two values are equal. */
export function isSame(one, other) {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key])));
}

/**
 * The edit of the text that sets `path` to `value`.
 *
 * A preset may extend another one. `own` is its own text, `effective` the resolved preset. Objects are inherited key by
 * key, arrays as a whole: an inherited array is written completely, with the one change.
 */
export function settingEdit(own, effective, path, value) {
  for (let length = 1; length < path.length; length += 1) {
    const start = path.slice(0, length);
    const mine = valueAt(own, start);
    if (mine !== null && typeof mine === "object") continue;
    const inherited = valueAt(effective, start);
    if (Array.isArray(inherited)) return { path: start, value: withValue(inherited, path.slice(length), value) };
    // Of inherited objects only the difference is written; but arrays on the way are written completely.
    const rest = path.slice(length);
    const array = rest.findIndex((_, index) => Array.isArray(valueAt(inherited, rest.slice(0, index))));
    if (array < 0) return { path: start, value: withValue({}, rest, value) };
    const whole = withValue(valueAt(inherited, rest.slice(0, array)), rest.slice(array), value);
    return { path: start, value: withValue({}, rest.slice(0, array), whole) };
  }
  return { path, value };
}

/** The edits that turn `current`, the array at `path`, into `desired`, as small as is simple. */
export function arrayEdits(path, current, desired) {
  if (!Array.isArray(current)) return [{ path, value: desired }];
  if (current.length === desired.length) {
    const edits = [];
    for (const [index, item] of desired.entries()) {
      const before = current[index];
      if (isSame(before, item)) continue;
      if (!isObject(before) || !isObject(item)) edits.push({ path: [...path, index], value: item });
      else edits.push(...objectEdits([...path, index], before, item));
    }
    return edits.length <= 200 ? edits : [{ path, value: desired }];
  }
  if (desired.length === current.length + 1) {
    const index = desired.findIndex((item, place) => !isSame(item, current[place]));
    if (isSame(desired.slice(index + 1), current.slice(index))) return [{ path: [...path, index], insert: desired[index] }];
  }
  if (desired.length === current.length - 1 && desired.length > 0) {
    const index = current.findIndex((item, place) => !isSame(item, desired[place]));
    if (isSame(current.slice(index + 1), desired.slice(index))) return [{ path: [...path, index], remove: true }];
  }
  return [{ path, value: desired }];
}

function objectEdits(path, before, after) {
  const edits = [];
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) edits.push({ path: [...path, key], remove: true });
  for (const key of Object.keys(after)) {
    if (!isSame(before[key], after[key])) edits.push({ path: [...path, key], value: after[key] });
  }
  return edits;
}

/** `edits`, with those that write an object at the same place merged. */
export function mergedEdits(edits) {
  const merged = [];
  for (const edit of edits) {
    const other = merged.find(({ path, value }) => isObject(value) && isObject(edit.value) && isSame(path, edit.path));
    if (other) other.value = mergedObjects(other.value, edit.value);
    else merged.push({ ...edit });
  }
  return merged;
}

function mergedObjects(one, other) {
  const result = { ...one };
  for (const [key, value] of Object.entries(other)) {
    result[key] = isObject(value) && isObject(result[key]) ? mergedObjects(result[key], value) : value;
  }
  return result;
}
