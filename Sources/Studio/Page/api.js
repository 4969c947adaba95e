import { pictures } from "./pictures.js";

/** An error answer: the server's sentence, its status, and its other members. */
export class APIError extends Error {
  constructor(status, answer) {
    super(answer.error ?? `The studio answered ${status}`);
    this.status = status;
    this.answer = answer;
  }
}

/** The server's API. Every call carries the token. */
export class StudioAPI {
  #token;

  constructor(token) {
    this.#token = token;
  }

  /** The token in the address, from which it is then removed; after a reload, the one kept by this tab. */
  static tokenOfAddress(location, history, storage) {
    const token = location.hash.slice(1);
    if (token) {
      storage.setItem("juliareel.token", token);
      history.replaceState(null, "", location.pathname);
      return token;
    }
    return storage.getItem("juliareel.token");
  }

  session() { return this.#json("GET", "/api/session"); }
  putPreset(baseRevision, text) { return this.#json("PUT", "/api/preset", { baseRevision, text }); }
  edit(baseRevision, edits) { return this.#json("POST", "/api/edit", { baseRevision, edits }); }
  save(request) { return this.#json("POST", "/api/save", request); }
  curves(request) { return this.#json("POST", "/api/curves", request); }
  changes(request) { return this.#json("POST", "/api/changes", request); }
  /** Samples of the film's sound. */
  sound(request) { return this.#bytes("POST", "/api/sound", request); }
  /** The names of the songs beside the preset. */
  songs() { return this.#json("GET", "/api/songs"); }
  schema() { return this.#json("GET", "/api/schema"); }
  library() { return this.#json("GET", "/api/library"); }
  libraryPreset(name) { return this.#json("GET", `/api/library/${encodeURIComponent(name)}`); }
  importPalette(name, base64) { return this.#json("POST", "/api/import-palette", { name, base64 }); }
  renders() { return this.#json("GET", "/api/renders"); }
  render(request) { return this.#json("POST", "/api/renders", request); }
  cancelRender(id) { return this.#json("POST", `/api/renders/${encodeURIComponent(id)}/cancel`); }
  resumeRender(id) { return this.#json("POST", `/api/renders/${encodeURIComponent(id)}/resume`); }
  catchPoint(request) { return this.#json("POST", "/api/catch", request); }
  measure(revision) { return this.#json("POST", "/api/measure", { revision }); }

  /** The pictures for `request`. */
  async pictures(request) { return pictures(await this.#bytes("POST", "/api/picture", request)); }

  /** The Mandelbrot set: one picture. */
  async plane(request) { return pictures(await this.#bytes("POST", "/api/plane", request))[0]; }

  /** A finished film. */
  async film(id) { return (await this.#call("GET", `/api/films/${encodeURIComponent(id)}`)).blob(); }

  /** The stream of events, until `signal` aborts it. */
  async events(signal) { return (await this.#call("GET", "/api/events", undefined, signal)).body; }

  async #json(method, path, body) { return (await this.#call(method, path, body)).json(); }
  async #bytes(method, path, body) { return (await this.#call(method, path, body)).arrayBuffer(); }

  async #call(method, path, body, signal) {
    const headers = { "X-Juliareel-Token": this.#token };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const response = await fetch(path, {
      method, headers, signal, cache: "no-store", credentials: "omit",
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch((error) => {
      // Of what fetch says of a connection that cannot be made, browsers have words of their own.
      throw error instanceof TypeError ? new Error("The studio does not answer, so nothing has changed") : error;
    });
    if (response.ok) return response;
    throw new APIError(response.status, await response.json().catch(() => ({})));
  }
}
