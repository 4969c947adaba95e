import { button, element } from "./element.js";

/** Temporary messages at the bottom of the page. */
export class Notices {
  #root;
  #shown = new Map();

  constructor(root) {
    this.#root = root;
  }

  /** Shows `text`, with buttons for `actions`, `{ label, action }`. */
  tell(text, actions = []) { this.#show(text, actions, "", actions.length > 0 ? 12000 : 4000); }
  fail(text) { this.#show(text, [], "is-fault", 9000); }

  #show(text, actions, kind, milliseconds) {
    this.#shown.get(text)?.();
    const close = () => {
      clearTimeout(timer);
      notice.remove();
      this.#shown.delete(text);
    };
    const notice = element(
      "div", { class: `notice ${kind}` }, element("span", {}, text),
      ...actions.map(({ label, action }) => button(label, () => { close(); action(); })),
      button("Close", close, { icon: "cross", class: "bare" }));
    const timer = setTimeout(close, milliseconds);
    this.#shown.set(text, close);
    this.#root.append(notice);
    while (this.#root.children.length > 3) this.#root.firstChild.remove();
  }
}
