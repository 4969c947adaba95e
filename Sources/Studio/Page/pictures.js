const magic = 0x5058524a;
const headerWords = 2;
const wordsOfPicture = 4;

/**
 * The pictures in an answer: a header of 32-bit words (magic, count; for each picture its frame, width, height and
 * layout), then the planes Y′, Cb, Cr of each, 8 bits, 4:2:0, BT.709, limited range, without padding. With layout 1 the opacities of all
 * pixels follow, 0 to 255, and the colours are straight; `a` is null otherwise.
 */
export function pictures(buffer) {
  const view = new DataView(buffer);
  const word = (index) => view.getUint32(4 * index, true);
  if (buffer.byteLength < 4 * headerWords || word(0) !== magic) throw new Error("The studio's picture cannot be read");
  const count = word(1);
  let offset = 4 * (headerWords + count * wordsOfPicture);
  const plane = (length) => {
    const bytes = new Uint8Array(buffer, offset, length);
    offset += length;
    return bytes;
  };
  return Array.from({ length: count }, (_, index) => {
    const start = headerWords + index * wordsOfPicture;
    const [frame, width, height, layout] = [0, 1, 2, 3].map((place) => word(start + place));
    const { area } = chromaSize(width, height);
    const [y, u, v] = [plane(width * height), plane(area), plane(area)];
    return { frame, width, height, y, u, v, a: layout === 1 ? plane(width * height) : null };
  });
}

/** The size of the chroma planes of a picture. */
export function chromaSize(width, height) {
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  return { columns, rows, area: columns * rows };
}

/**
 * Requests pictures, a few requests at a time. Of waiting requests only the newest is kept; a sent request is always
 * answered, so that something is shown however fast requests come.
 */
export class PictureQueue {
  #send;
  #depth;
  #inFlight = 0;
  #waiting = null;

  /** A queue in which `send` performs at most `depth` requests at once. */
  constructor(send, depth = 1) {
    this.#send = send;
    this.#depth = depth;
  }

  get isBusy() { return this.#inFlight > 0; }

  /** The answer of `send` to `request`, or null if a newer request has replaced it or the film has changed. */
  request(request) {
    return new Promise((resolve, reject) => {
      this.#waiting?.resolve(null);
      this.#waiting = { request, resolve, reject };
      this.#next();
    });
  }

  #next() {
    if (!this.#waiting || this.#inFlight >= this.#depth) return;
    const { request, resolve, reject } = this.#waiting;
    this.#waiting = null;
    this.#inFlight += 1;
    this.#send(request)
      .then(resolve, (error) => (error.status === 409 || error.status === 412 ? resolve(null) : reject(error)))
      .finally(() => {
        this.#inFlight -= 1;
        this.#next();
      });
  }
}
