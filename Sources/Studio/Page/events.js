import { Signal } from "./signal.js";

/** The server's events: server-sent events, read by fetch, which can send the token. */
export class ServerEvents {
  /** The file has changed: `{ diskText, diskRevision }`. */
  diskChanged = new Signal();
  /** The song's file has changed. */
  songChanged = new Signal();
  /** A render has progressed: the render. */
  rendered = new Signal();
  /** `{ isConnected, error }`: whether the server answers, and why not. */
  connected = new Signal();

  #api;
  #wait = 500;

  constructor(api) {
    this.#api = api;
  }

  /** Listens forever; reconnects if the connection breaks. */
  async listen() {
    for (;;) {
      try {
        const stream = await this.#api.events();
        this.connected.send({ isConnected: true });
        this.#wait = 500;
        await this.#read(stream.pipeThrough(new TextDecoderStream()).getReader());
        this.connected.send({ isConnected: false });
      } catch (error) {
        // The server has ended, or this tab was suspended.
        this.connected.send({ isConnected: false, error });
      }
      await new Promise((resolve) => setTimeout(resolve, this.#wait));
      this.#wait = Math.min(10000, this.#wait * 2);
    }
  }

  async #read(reader) {
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const events = text.split(/\r?\n\r?\n/);
      text = events.pop();
      for (const event of events) this.#take(event.split(/\r?\n/));
    }
  }

  #take(lines) {
    const field = (name) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
    const data = field("data").join("\n");
    if (!data) return;
    const [name] = field("event");
    if (name === "preset") this.diskChanged.send(JSON.parse(data));
    if (name === "song") this.songChanged.send();
    if (name === "render") this.rendered.send(JSON.parse(data));
  }
}
