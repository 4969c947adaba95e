/** Tells listeners that something has happened. */
export class Signal {
  #listeners = new Set();

  /** Calls `listener` each time; returns what ends that. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(value) {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
