/** Texts that can be gone back to, without end. What belongs to one gesture is one step. */
export class History {
  #past = [];
  #future = [];
  #gesture = null;

  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }
  /** What would be taken back, in words. */
  get undoLabel() { return this.#past.at(-1)?.label ?? ""; }
  get redoLabel() { return this.#future.at(-1)?.label ?? ""; }

  /** Notes that `text` is about to be replaced by what `label` names. */
  note(text, label, gesture) {
    this.#future.length = 0;
    if (gesture !== undefined && gesture === this.#gesture) return;
    this.#gesture = gesture ?? null;
    this.#past.push({ text, label });
  }

  /** The text before the last step, if that is one of `gesture`, or null; what it had made is not to be had again. */
  withdraw(gesture) {
    if (gesture === null || gesture !== this.#gesture) return null;
    this.#gesture = null;
    return this.#past.pop().text;
  }

  /** The text before the last step, `text` being the present one. */
  undo(text) { return this.#move(this.#past, this.#future, text); }
  redo(text) { return this.#move(this.#future, this.#past, text); }

  #move(from, to, text) {
    const entry = from.pop();
    if (!entry) return null;
    this.#gesture = null;
    to.push({ text, label: entry.label });
    return entry.text;
  }
}
