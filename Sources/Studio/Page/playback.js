import { Pace, pictureSize } from "./pace.js";
import { Signal } from "./signal.js";

/** Concurrent requests: one is rendered, one is in transit and one is drawn. */
const depth = 3;
/** How far ahead frames are requested, in milliseconds. */
const horizon = 120;
/** No screen shows more frames per second than this. */
const mostFramesPerSecond = 60;

/**
 * Plays the film. Frames are requested before they are due, kept until then, and shown late rather than not at all.
 */
export class Playback {
  /** After each frame: `{ picture, revision }`. */
  shown = new Signal();
  failed = new Signal();

  #api;
  #canvas;
  #clock;
  #pace = new Pace(14);
  #run = null;

  constructor(api, canvas, clock) {
    this.#api = api;
    this.#canvas = canvas;
    this.#clock = clock;
  }

  /** Frames shown and dropped since the start, the recent frame rate, and the delay of the last frame. */
  get figures() {
    const run = this.#run;
    if (!run) return null;
    const [oldest, newest] = [run.moments[0], run.moments.at(-1)];
    const rate = run.moments.length > 1 ? (1000 * (run.moments.length - 1)) / (newest - oldest) : 0;
    return { shown: run.shown, due: run.lastSerial + 1, dropped: run.lastSerial + 1 - run.shown, rate, lag: run.lag };
  }

  /** Starts again; `wanted` returns the revision, film and room at each moment. */
  start(wanted) {
    this.#run = { wanted, next: 0, inFlight: 0, ready: [], shown: 0, lastSerial: -1, moments: [], lag: 0, channel: 0 };
    this.#fill(this.#run);
  }

  stop() { this.#run = null; }

  /** Shows the frame that is due; called once per screen refresh. */
  tick() {
    const run = this.#run;
    if (!run || !this.#clock.isPlaying) return;
    const serial = this.#clock.serial;
    const due = run.ready.filter((loaded) => loaded.serial <= serial).sort((one, other) => one.serial - other.serial);
    const latest = due.at(-1);
    if (latest) {
      run.ready = run.ready.filter((loaded) => loaded.serial > latest.serial);
      if (latest.serial > run.lastSerial) this.#show(run, latest);
    }
    this.#fill(run);
  }

  #show(run, { picture, serial, revision }) {
    this.#canvas.draw(picture);
    const now = performance.now();
    run.lag = this.#clock.now() - this.#clock.dueOf(serial);
    run.shown += 1;
    run.lastSerial = serial;
    run.moments.push(now);
    if (run.moments.length > 60) run.moments.shift();
    this.shown.send({ picture, revision });
  }

  #fill(run) {
    const stride = Math.max(1, Math.round((this.#clock.framesPerSecond * Math.abs(this.#clock.rate)) / mostFramesPerSecond));
    while (run === this.#run && run.inFlight < depth && run.ready.length < 2 * depth) {
      const now = this.#clock.now();
      const present = this.#clock.serial;
      // Frames that can no longer be in time are skipped.
      if (run.next <= present) run.next = present + (run.lastSerial < 0 ? 0 : stride);
      if (this.#clock.dueOf(run.next) > now + horizon) return;
      const frame = this.#clock.frameOf(run.next);
      if (frame === null) return;
      this.#load(run, run.next, frame);
      run.next += stride;
    }
  }

  async #load(run, serial, frame) {
    const { revision, film, room } = run.wanted();
    const scale = this.#pace.scale(room.width * room.height);
    const size = pictureSize(film.width, film.height, room.width, room.height, scale);
    run.inFlight += 1;
    // A separate channel for each current request: none replaces another.
    run.channel = (run.channel + 1) % (2 * depth);
    const start = performance.now();
    try {
      const [picture] = await this.#api.pictures(
        { revision, frames: [frame], ...size, samples: 1, channel: `play ${run.channel}` });
      // Current requests share the time.
      this.#pace.note(size.width * size.height, (performance.now() - start) / run.inFlight);
      run.ready.push({ picture, serial, revision });
    } catch (error) {
      if (error.status !== 409 && error.status !== 412) {
        this.stop();
        this.failed.send(error.message);
      }
    } finally {
      run.inFlight -= 1;
      if (run === this.#run && this.#clock.isPlaying) this.#fill(run);
    }
  }
}
