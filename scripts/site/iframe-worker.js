// The theme searches in a Worker, which browsers start for no page that is read from disk. On such pages this stands in for it: the same script,
// in a hidden frame, whose messages are events. The theme's own answer would be fetched from elsewhere.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #scope;

    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.srcdoc = "<!doctype html>";
      this.#scope = new Promise((resolve, reject) => {
        frame.addEventListener(
          "load",
          () => {
            const scope = frame.contentWindow;
            scope.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
            const script = scope.document.createElement("script");
            script.addEventListener("load", () => resolve(scope));
            script.addEventListener("error", () => reject(new Error(`${address} cannot be read`)));
            script.src = address;
            scope.document.head.append(script);
          },
          { once: true },
        );
      });
      document.body.append(frame);
    }

    async postMessage(data) {
      const scope = await this.#scope;
      scope.dispatchEvent(new scope.MessageEvent("message", { data }));
    }
  };
}
