/** Changes that are made one after the other. Of waiting changes by one gesture, only the newest is made. */
export class ChangeQueue {
  #make;
  #waiting = [];
  #isBusy = false;

  /** A queue whose changes are made by `make`. */
  constructor(make) {
    this.#make = make;
  }

  /** Makes `change` in its turn: what `make` returns, or false if it is dropped. */
  add(change) {
    return new Promise((resolve) => {
      const last = this.#waiting.at(-1);
      if (last && change.gesture !== undefined && last.gesture === change.gesture) {
        this.#waiting.pop();
        last.resolve(false);
      }
      this.#waiting.push({ ...change, resolve });
      this.#next();
    });
  }

  /** Drops the waiting changes of `gesture`, by default all. */
  drop(gesture) {
    const isOver = (change) => gesture === undefined || change.gesture === gesture;
    this.#waiting.filter(isOver).forEach((change) => change.resolve(false));
    this.#waiting = this.#waiting.filter((change) => !isOver(change));
  }

  async #next() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const change = this.#waiting.shift();
      change.resolve(await this.#make(change));
    }
    this.#isBusy = false;
  }
}
