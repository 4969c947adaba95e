/** Notifies listeners of an event. */
export class Signal {
  #listeners = new Set();

  /** Calls `listener` each time; returns a function that ends this. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(value) {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
