import { PlanesToPixels } from "./bt709.js";
import { button, element } from "./element.js";

/** A dialog; the browser keeps the focus in it, and Escape closes it. */
export function openDialog(title, body, actions = []) {
  const dialog = element("dialog", { "aria-label": title, onclose: () => dialog.remove() });
  const close = () => dialog.close();
  dialog.append(
    element("header", {}, element("h2", {}, title), button("Close", close, { icon: "cross", class: "bare", key: "Esc" })),
    element("div", { class: "body" }, ...[body].flat()));
  if (actions.length > 0) {
    dialog.append(element("footer", {}, ...actions.map(({ label, action, isMain }) =>
      button(label, () => { close(); action?.(); }, { class: isMain ? "main" : "" }))));
  }
  document.body.append(dialog);
  dialog.showModal();
  return { close, dialog };
}

const blank = `{
  "version": 1,
  "title": "My film",
  "duration": 10,
  "loop": "wrap",
  "output": { "width": 1920, "height": 1080, "frameRate": 60 },
  "c": { "path": "circle", "radius": 0.7885 }
}
`;

/** The shipped films, as starting points. */
export function openLibrary({ api, document: film, library, notices }) {
  const start = async (name) => {
    shown.close();
    try {
      const text = name ? withoutAuthor((await api.libraryPreset(name)).text) : blank;
      await film.replaceText(text, { label: name ? `Start from ${name}` : "New film" });
      notices.tell("Undo restores the previous film");
    } catch (error) {
      notices.fail(error.message);
    }
  };
  const canvases = new Map();
  const card = (title, description, name) => {
    const canvas = element("canvas", { width: 320, height: 180, "aria-hidden": "true" });
    canvases.set(name, canvas);
    return element(
      "button", { type: "button", class: "library-card", onclick: () => start(name) },
      canvas, element("strong", {}, title), element("span", { class: "quiet small" }, description));
  };
  const shown = openDialog(
    "Start from",
    element(
      "div", { class: "library" }, card("An empty film", "c goes once around a circle; the rest is up to you", null),
      ...library.presets.map(({ name, title, description }) => card(title, description, name))));
  drawLibrary(api, film, canvases);
}

/** Draws a moment of each film, one after the other; films that are measured before they are drawn come last. */
async function drawLibrary(api, film, canvases) {
  const toPixels = new PlanesToPixels();
  const names = [...canvases.keys()];
  const texts = await Promise.all(names.map((name) => (name ? api.libraryPreset(name).then(({ text }) => text) : blank)));
  const isSlow = (text) => /"visual"|"histogram"/.test(text);
  const films = names.map((name, index) => ({ canvas: canvases.get(name), text: texts[index] }));
  films.sort((one, other) => isSlow(one.text) - isSlow(other.text));
  for (const { canvas, text } of films) {
    if (!canvas.isConnected || !film.film) return;
    try {
      const value = JSON.parse(text);
      const edits = [{ path: [], value }];
      const times = [0.4 * value.duration];
      const request = { revision: film.filmRevision, edits, times, width: canvas.width, height: canvas.height, samples: 1, channel: "library" };
      const [picture] = await api.pictures(request);
      canvas.getContext("2d").putImageData(toPixels.image(picture), 0, 0);
    } catch {
      canvas.remove();
    }
  }
}

/** Shows both texts after concurrent changes: nothing is lost, whatever is chosen. */
export function openConflict({ document: film, text, revision, keep, take }) {
  const [mine, theirs] = [film.text.split("\n"), text.split("\n")];
  const changed = changedLines(mine, theirs);
  const column = (title, lines, marks) =>
    element(
      "div", { class: "conflict-side" }, element("h3", {}, title),
      element("pre", {}, ...lines.map((line, index) => element("div", { class: marks.has(index) ? "is-other" : "" }, `${line}\n`))));
  openDialog(
    "The file has changed on disk, and here",
    [
      element("p", {}, "Lines that differ are marked. Undo brings back the version that you do not choose."),
      element("div", { class: "conflict" }, column("Here", mine, changed.mine), column("On disk", theirs, changed.theirs)),
    ],
    [{ label: "Use the version on disk", action: () => take(text, revision) }, { label: "Keep this version", action: () => keep(revision), isMain: true }]);
}

/** The lines that only one side has, by index: those outside a longest common subsequence. */
function changedLines(mine, theirs) {
  let start = 0;
  while (start < Math.min(mine.length, theirs.length) && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < Math.min(mine.length, theirs.length) - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const [rows, columns] = [mine.length - start - end, theirs.length - start - end];
  const all = (count) => new Set(Array.from({ length: count }, (_, index) => start + index));
  const result = { mine: all(rows), theirs: all(columns) };
  if (rows * columns > 1_000_000) return result;
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row][column] = mine[start + row] === theirs[start + column]
        ? lengths[row + 1][column + 1] + 1 : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (mine[start + row] === theirs[start + column]) {
      result.mine.delete(start + row);
      result.theirs.delete(start + column);
      row += 1;
      column += 1;
    } else if (lengths[row + 1][column] >= lengths[row][column + 1]) row += 1;
    else column += 1;
  }
  return result;
}

/** A shipped film's text without what is said of its maker and its picture, which is not true of another film. */
function withoutAuthor(text) { return text.replace(/^  "(author|description)": "[^"]*",\n/gm, ""); }

/** All keyboard shortcuts of the page. */
export function openHelp({ shortcuts, version, method }) {
  const groups = Map.groupBy(shortcuts.entries, ({ group }) => group);
  const isMac = navigator.platform.startsWith("Mac");
  const names = { " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Mod: isMac ? "⌘" : "Ctrl" };
  const keys = (chord) => chord.split("+").filter(Boolean).flatMap((part, index) =>
    [index > 0 ? " " : null, element("kbd", {}, names[part] ?? (part.length === 1 ? part.toUpperCase() : part))]);
  openDialog(
    "Keys",
    [
      element(
        "div", { class: "help" },
        ...[...groups].map(([group, entries]) =>
          element(
            "section", {}, element("h3", {}, group),
            element("dl", {}, ...entries.flatMap(({ chord, meaning }) => [element("dt", {}, ...(chord === "+" ? [element("kbd", {}, "+")] : keys(chord))), element("dd", {}, meaning)]))))),
      element("p", { class: "quiet small" }, `juliareel ${version} · pictures are drawn by ${method}`),
    ]);
}
