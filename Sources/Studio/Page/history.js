/** An unlimited undo history of texts. Changes of one gesture are one step. */
export class History {
  #past = [];
  #future = [];
  #gesture = null;

  get canUndo() { return this.#past.length > 0; }
  get canRedo() { return this.#future.length > 0; }
  /** The step that undo would revert, in words. */
  get undoLabel() { return this.#past.at(-1)?.label ?? ""; }
  get redoLabel() { return this.#future.at(-1)?.label ?? ""; }

  /** Records that `text` is about to be replaced by the change `label`. */
  note(text, label, gesture) {
    this.#future.length = 0;
    if (gesture !== undefined && gesture === this.#gesture) return;
    this.#gesture = gesture ?? null;
    this.#past.push({ text, label });
  }

  /** The text before the last step, if that is part of `gesture`, or null; its result cannot be redone. */
  withdraw(gesture) {
    if (gesture === null || gesture !== this.#gesture) return null;
    this.#gesture = null;
    return this.#past.pop().text;
  }

  /** The text before the last step, with `text` the current one. */
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
