const token = /("(?:[^"\\]|\\.)*"?)(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** A line of JSON as pieces `{ text, kind }`; no JSON token spans several lines. */
export function piecesOfLine(line) {
  const pieces = [];
  let end = 0;
  for (const match of line.matchAll(token)) {
    if (match.index > end) pieces.push({ text: line.slice(end, match.index), kind: "" });
    const [whole, string, colon, number] = match;
    if (string !== undefined) {
      pieces.push({ text: string, kind: colon ? "key" : "text" });
      if (colon) pieces.push({ text: colon, kind: "" });
    } else {
      pieces.push({ text: whole, kind: number !== undefined ? "number" : "word" });
    }
    end = match.index + whole.length;
  }
  if (end < line.length) pieces.push({ text: line.slice(end), kind: "" });
  return pieces;
}

