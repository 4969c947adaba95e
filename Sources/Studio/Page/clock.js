import { Signal } from "./signal.js";

/**
 * The single clock of all views. While the film plays, time decides which frame is due, that of the wall clock or of what is heard;
 * frames are dropped, time never.
 */
export class Clock {
  /** After each change of the frame, or of whether and how fast the film plays. */
  changed = new Signal();
  isLooping = true;

  #frame = 0;
  /** The time and the frame at which playing began. */
  #start = null;
  #rate = 1;
  #heldRate = null;
  #film = { duration: 1, frameCount: 1, frameRate: [25, 1] };
  #wallClock;
  #now;
  #startCount = 0;

  /** A clock that reads wall-clock time, in milliseconds, from `now`. */
  constructor(now = () => performance.now()) {
    this.#wallClock = now;
    this.#now = now;
  }

  /** The present time, in milliseconds. */
  now() { return this.#now(); }

  /** Reads time, in milliseconds, from `now` from here on, by default the wall clock's; a film that plays goes on where it is. */
  useTime(now = this.#wallClock) {
    if (this.isPlaying) this.#start.moment += now() - this.#now();
    this.#now = now;
  }

  /** How often playing has begun, at another frame or speed. */
  get startCount() { return this.#startCount; }
  /** The moment of the film, in seconds, that has come since playing began; in a loop counted on after its end. */
  get playedTime() { return this.#start.frame / this.framesPerSecond + (this.#rate * (this.#now() - this.#start.moment)) / 1000; }

  get isPlaying() { return this.#start !== null; }
  get rate() { return this.#rate; }
  get frame() { return this.#frame; }
  get time() { return this.#frame / this.framesPerSecond; }
  get framesPerSecond() { return this.#film.frameRate[0] / this.#film.frameRate[1]; }
  get frameCount() { return this.#film.frameCount; }
  get duration() { return this.#film.duration; }

  /** Takes over the length and rate of `film`; the time stays unchanged if the film is long enough. */
  follow(film) {
    const time = this.time;
    this.#film = film;
    this.seek(time);
  }

  /** The frame that is shown at `time`, in seconds. */
  frameAt(time) { return this.#inFilm(Math.floor(time * this.framesPerSecond + 1e-6)); }
  /** The frame nearest to `time`, in seconds. */
  nearestFrame(time) { return this.#inFilm(Math.round(time * this.framesPerSecond)); }

  seek(time) { this.seekFrame(this.frameAt(time)); }

  seekFrame(frame) {
    this.#frame = this.#inFilm(frame);
    if (this.isPlaying) this.#anchor();
    this.changed.send(this);
  }

  step(frames) {
    this.pause();
    const frame = this.#frame + frames;
    this.seekFrame(this.isLooping ? this.#wrapped(frame) : frame);
  }

  /** Plays at `rate` times the film's speed; below 0 backwards. */
  play(rate = 1) {
    this.#rate = rate;
    const last = this.frameCount - 1;
    if (!this.isLooping && rate > 0 && this.#frame >= last) this.#frame = 0;
    if (!this.isLooping && rate < 0 && this.#frame <= 0) this.#frame = last;
    this.#anchor();
    this.changed.send(this);
  }

  pause() {
    // At what is due now: a frame that was drawn since the last tick is not gone back from.
    this.tick();
    if (!this.isPlaying) return;
    this.#start = null;
    this.changed.send(this);
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  /** Plays in the direction of `sign`, faster with each call. */
  shuttle(sign) {
    const goesOn = this.isPlaying && Math.sign(this.#rate) === sign;
    this.play(goesOn ? Math.max(-8, Math.min(8, this.#rate * 2)) : sign);
  }

  /** Pauses while the playhead is dragged; `release` resumes. */
  hold() {
    this.#heldRate = this.isPlaying ? this.#rate : null;
    this.pause();
  }

  release() {
    if (this.#heldRate !== null) this.play(this.#heldRate);
    this.#heldRate = null;
  }

  /** How many frames have been due since playing began. */
  get serial() { return Math.floor((this.#now() - this.#start.moment) / this.#period + 1e-6); }
  /** The time at which frame `serial` since the start is due. */
  dueOf(serial) { return this.#start.moment + serial * this.#period; }
  /** Frame `serial` since the start; null after the end of a film without a loop. */
  frameOf(serial) {
    const frame = this.#start.frame + Math.sign(this.#rate) * serial;
    if (this.isLooping) return this.#wrapped(frame);
    return frame === this.#inFilm(frame) ? frame : null;
  }

  /** Advances to the current time. */
  tick() {
    if (!this.isPlaying) return;
    const frame = this.frameOf(this.serial);
    if (frame === null) {
      this.#frame = this.#rate > 0 ? this.frameCount - 1 : 0;
      this.#start = null;
    } else if (frame === this.#frame) {
      return;
    } else {
      this.#frame = frame;
    }
    this.changed.send(this);
  }

  get #period() { return 1000 / (this.framesPerSecond * Math.abs(this.#rate)); }
  #anchor() {
    this.#start = { moment: this.#now(), frame: this.#frame };
    this.#startCount += 1;
  }
  #inFilm(frame) { return Math.min(this.frameCount - 1, Math.max(0, frame)); }
  #wrapped(frame) { return ((frame % this.frameCount) + this.frameCount) % this.frameCount; }
}
