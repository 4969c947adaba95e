const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const longestLine = 100;

/** The members of the object that `text`, which is known to be JSON, holds: `{ key, source }`, the values as they are written. */
export function membersOf(text) {
  const members = [];
  let [depth, key, start] = [0, null, 0];
  for (const { 0: part, index } of text.matchAll(token)) {
    if (depth === 1 && key !== null && (part === "," || part === "}")) {
      members.push({ key, source: text.slice(start, index).trim() });
      key = null;
    } else if (depth === 1 && key !== null && part === ":") {
      start = index + 1;
    } else if (depth === 1 && key === null && part.startsWith('"')) {
      key = JSON.parse(part);
      start = index;
    }
    if (part === "{" || part === "[") depth += 1;
    if (part === "}" || part === "]") depth -= 1;
  }
  return members;
}

/** `members` as an object of several lines, of which all but the first begin with `indent`. */
export function objectSource(members, indent = "") {
  const inner = `${indent}  `;
  return `{\n${members.map(({ key, source }) => `${inner}${JSON.stringify(key)}: ${moved(source, inner)}`).join(",\n")}\n${indent}}`;
}

/** `value` on one line, as the server writes it, or on several if that is long. */
export function sourceOf(value) {
  const line = onOneLine(value);
  return line.length <= longestLine ? line : JSON.stringify(value, null, 2);
}

function onOneLine(value) {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${onOneLine(part)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** `source` with its lines moved so that the last one begins with `indent`; no JSON token spans several lines. */
function moved(source, indent) {
  const [first, ...lines] = source.split("\n");
  const present = /^[ \t]*/.exec(lines.at(-1) ?? "")[0];
  return [first, ...lines.map((line) => (line.startsWith(present) ? indent + line.slice(present.length) : line))].join("\n");
}
