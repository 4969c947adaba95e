/** The timeline's own keyboard shortcuts, while it has the focus; and copying and pasting by the system's clipboard. */
export class TimelineKeyboard {
  #parts;

  constructor(canvas, parts, shortcuts) {
    this.#parts = parts;
    canvas.addEventListener("keydown", (event) => this.#press(event));
    canvas.addEventListener("copy", (event) => this.#copy(event));
    canvas.addEventListener("cut", (event) => {
      if (this.#copy(event)) parts.view.deleteChosen();
    });
    canvas.addEventListener("paste", (event) => {
      if (parts.view.paste(event.clipboardData.getData("text/plain"))) event.preventDefault();
    });
    for (const [key, meaning] of [
      ["ArrowUp", "The row above; ↓ the row below"], ["[", "The previous key; ] the next; Shift adds it to the selection"],
      ["ArrowLeft", "Selected keys one frame back; → forward; Shift: ten frames; with no selection: the playhead"],
      ["i", "Set a key in this row at the playhead"], ["Delete", "Delete the selected keys"], ["Mod+a", "Select all keys"],
      ["Mod+c", "Copy"], ["Mod+x", "Cut"], ["Mod+v", "Paste at the playhead"], ["+", "Zoom in; − out; 0 the whole film"], ["Escape", "Clear the selection"],
    ]) shortcuts.tell("Timeline", key, meaning);
  }

  #copy(event) {
    const text = this.#parts.view.copy();
    if (!text) return false;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    return true;
  }

  #press(event) {
    const { view, selection, scale, clock } = this.#parts;
    const isMod = event.ctrlKey || event.metaKey;
    const actions = {
      ArrowUp: () => this.#focusRow(-1),
      ArrowDown: () => this.#focusRow(1),
      ArrowLeft: selection.size > 0 ? () => view.nudge(event.shiftKey ? -10 : -1) : null,
      ArrowRight: selection.size > 0 ? () => view.nudge(event.shiftKey ? 10 : 1) : null,
      "[": () => this.#chooseNext(-1, event.shiftKey),
      "{": () => this.#chooseNext(-1, true),
      "]": () => this.#chooseNext(1, event.shiftKey),
      "}": () => this.#chooseNext(1, true),
      i: () => view.makeKey(view.rows[view.focusedRow].track, clock.time),
      Delete: () => view.deleteChosen(),
      Backspace: () => view.deleteChosen(),
      Escape: () => selection.clear(),
      "+": () => scale.zoom(0.8, scale.x(clock.time)),
      "=": () => scale.zoom(0.8, scale.x(clock.time)),
      "-": () => scale.zoom(1.25, scale.x(clock.time)),
      0: () => scale.showAll(),
    };
    const action = isMod ? (event.key === "a" ? () => this.#chooseAll() : null) : actions[event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
    view.repaint();
  }

  #focusRow(step) {
    const { view } = this.#parts;
    view.focusedRow = Math.min(view.rows.length - 1, Math.max(0, view.focusedRow + step));
  }

  #chooseAll() {
    const { view, selection } = this.#parts;
    selection.replace(view.rows.flatMap((row) => row.keys.map((key) => ({ trackID: row.track.id, time: Number(key.time) }))));
  }

  /** Selects the next key of the row, and moves the playhead there. */
  #chooseNext(step, isAdded) {
    const { view, selection, clock } = this.#parts;
    const row = view.rows[view.focusedRow];
    const times = (row?.keys ?? []).map((key) => Number(key.time));
    const next = step > 0
      ? times.find((time) => time > clock.time + 1e-6)
      : times.findLast((time) => time < clock.time - 1e-6);
    if (next === undefined) return;
    const key = { trackID: row.track.id, time: next };
    selection.replace(isAdded ? [...selection.list(), key] : [key]);
    clock.seekFrame(clock.nearestFrame(next));
  }
}
