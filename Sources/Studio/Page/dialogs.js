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
