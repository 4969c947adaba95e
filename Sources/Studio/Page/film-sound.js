import { Signal } from "./signal.js";

const sampleRate = 48000;
const channelCount = 2;
/** Samples of a part of the sound, which is requested, kept and played as a whole: four seconds. */
const partLength = 4 * sampleRate;
/** The most parts kept. */
const mostParts = 12;
/** Samples that are scheduled ahead of what is heard, and those from now on that there is time to schedule. */
const horizon = 6 * sampleRate;
const leastDelay = 0.03 * sampleRate;
/** Milliseconds between looks at whether more is to be scheduled. */
const interval = 500;

/**
 * The film's sound, mixed by the server as in the film's file. While the film plays at its own speed, the sound is the clock: what is
 * heard decides which frame is shown. It joins a film that plays already, and leaves it, without a jump.
 */
export class FilmSound {
  /** After the sound is switched on or off, or another film has one or none. */
  changed = new Signal();
  failed = new Signal();
  #api;
  #document;
  #clock;
  #storage;
  #context = null;
  #parts = new Map();
  #run = null;
  #isOn;
  /** What the parts are of. */
  #mix = "";
  #isBroken = false;

  constructor({ api, document, clock, storage }) {
    [this.#api, this.#document, this.#clock, this.#storage] = [api, document, clock, storage];
    this.#isOn = storage.getItem("juliareel.sound") !== "off";
    document.changed.listen(() => this.#takeFilm());
    clock.changed.listen(() => this.#follow());
    this.#takeFilm();
  }

  get exists() { return this.#document.film?.hasSound ?? false; }
  get isOn() { return this.#isOn; }

  toggle() {
    this.#isOn = !this.#isOn;
    this.#isBroken = false;
    this.#storage.setItem("juliareel.sound", this.#isOn ? "on" : "off");
    this.#follow();
    this.changed.send(this);
  }

  /** Forgets the parts if the sound may be another one. */
  #takeFilm() {
    const { film, wholeFilm, wholePreset, scene, isValid, state } = this.#document;
    if (!film || !isValid) return;
    // A scene alone has the film's sound from where it is in the film.
    const places = scene === null ? null : wholeFilm.scenes.map(({ frames, start }) => [frames, start]);
    const mix = JSON.stringify(
      [wholePreset.audio, wholeFilm.frameCount, film.frameCount, film.frameRate, film.hasSound, wholePreset.output?.repeat, state.songChanges, scene, places?.[scene]]);
    if (mix === this.#mix) return this.#follow();
    this.#mix = mix;
    this.#parts.clear();
    this.#isBroken = false;
    this.#stop();
    this.#follow();
    this.changed.send(this);
  }

  #follow() {
    const clock = this.#clock;
    if (!(clock.isPlaying && clock.rate === 1 && this.exists && this.#isOn && !this.#isBroken)) return this.#rest();
    if (this.#run?.start === clock.startCount) return;
    this.#stop();
    this.#begin({ start: clock.startCount, sources: new Set() });
  }

  async #begin(run) {
    this.#run = run;
    try {
      this.#context ??= new AudioContext({ sampleRate });
      await this.#context.resume();
      if (run !== this.#run) return;
      await this.#part(this.#wrapped(Math.round(this.#clock.playedTime * sampleRate)) ?? 0);
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
    if (run !== this.#run) return;
    const heard = hearing(this.#context);
    this.#clock.useTime(() => 1000 * heard());
    const when = Math.ceil(this.#context.currentTime * sampleRate + leastDelay);
    run.next = Math.round((this.#clock.playedTime - heard()) * sampleRate) + when;
    // What is sample n of the film, counted on where it is repeated, is heard at sample origin + n of the context.
    run.origin = when - run.next;
    run.timer = setInterval(() => this.#schedule(run), interval);
    this.#schedule(run);
  }

  #stop() {
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    clearInterval(run.timer);
    for (const source of run.sources) source.stop();
    this.#clock.useTime();
  }

  /** Stops, and lets the sound's output rest. */
  #rest() {
    this.#stop();
    if (this.#context?.state === "running") this.#context.suspend();
  }

  #fail(error) {
    // Of a film that has changed meanwhile, the sound is asked for again.
    this.#isBroken = error.status !== 412;
    if (this.#isBroken) this.failed.send(error.message);
    this.#stop();
  }

  /** The sample of the film that is the `sample`th since its start; null after the end. */
  #wrapped(sample) {
    const length = Math.round((this.#clock.frameCount / this.#clock.framesPerSecond) * sampleRate);
    if (sample < length) return Math.max(0, sample);
    return this.#clock.isLooping ? sample % length : null;
  }

  async #schedule(run) {
    if (run.isBusy) return;
    run.isBusy = true;
    try {
      while (run === this.#run && run.origin + run.next < this.#context.currentTime * sampleRate + horizon) {
        const sample = this.#wrapped(run.next);
        if (sample === null) break;
        const part = await this.#part(sample);
        if (run === this.#run) this.#play(run, part, sample % partLength);
      }
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
    run.isBusy = false;
  }

  /** Schedules `part` from its sample `first` on; what comes late is left out. */
  #play(run, part, first) {
    const when = run.origin + run.next;
    const late = Math.max(0, Math.ceil(this.#context.currentTime * sampleRate) - when);
    const length = Math.max(1, part.length - first);
    run.next += length;
    if (late >= length) return;
    const source = new AudioBufferSourceNode(this.#context, { buffer: part });
    source.connect(this.#context.destination);
    source.addEventListener("ended", () => run.sources.delete(source));
    run.sources.add(source);
    source.start((when + late) / sampleRate, (first + late) / sampleRate);
  }

  /** The part with `sample` of the film. */
  #part(sample) {
    const start = sample - (sample % partLength);
    const known = this.#parts.get(start);
    if (known) return known;
    const part = this.#api.sound({ revision: this.#document.filmRevision, start, count: partLength }).then(buffered);
    this.#parts.set(start, part);
    part.catch(() => { if (this.#parts.get(start) === part) this.#parts.delete(start); });
    if (this.#parts.size > mostParts) this.#parts.delete(this.#parts.keys().next().value);
    return part;
  }
}

/** The time, in seconds of `context`, of what is heard at present; it never goes back. */
function hearing(context) {
  let last = 0;
  return () => {
    const { contextTime, performanceTime } = context.getOutputTimestamp();
    const time = contextTime > 0
      ? Math.min(context.currentTime, contextTime + (performance.now() - performanceTime) / 1000)
      : context.currentTime - (context.outputLatency || context.baseLatency || 0);
    last = Math.max(last, time);
    return last;
  };
}

/** Samples of 16 bits, low byte first, both channels by turns. */
function buffered(bytes) {
  const view = new DataView(bytes);
  const length = bytes.byteLength / (2 * channelCount);
  const buffer = new AudioBuffer({ length, numberOfChannels: channelCount, sampleRate });
  for (let channel = 0; channel < channelCount; channel += 1) {
    const samples = buffer.getChannelData(channel);
    for (let index = 0; index < length; index += 1) samples[index] = view.getInt16(2 * (channelCount * index + channel), true) / 32768;
  }
  return buffer;
}
