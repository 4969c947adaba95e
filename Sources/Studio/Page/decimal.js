/** A number with all its digits: `digits` / 10^`scale`. Deep views need more of them than numbers of JavaScript have. */
export class Decimal {
  #digits;
  #scale;

  constructor(digits, scale) {
    [this.#digits, this.#scale] = [digits, scale];
  }

  /** The number that `value`, a number or a text such as "-1.25e-7", stands for; 0 if it is none. */
  static from(value) {
    const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(String(value).trim());
    if (!match || match[2] + match[3] === "") return new Decimal(0n, 0);
    const digits = BigInt(match[2] + match[3]) * (match[1] === "-" ? -1n : 1n);
    const scale = match[3].length - Number(match[4] ?? 0);
    return scale < 0 ? new Decimal(digits * 10n ** BigInt(-scale), 0) : new Decimal(digits, scale);
  }

  /** The sum with `offset`, a number, rounded to `scale` digits behind the point. */
  plus(offset, scale) {
    const other = Decimal.from(Number.isFinite(offset) ? offset.toPrecision(17) : 0);
    const finest = Math.max(this.#scale, other.#scale, scale);
    const sum = this.#scaled(finest) + other.#scaled(finest);
    const unit = 10n ** BigInt(finest - scale);
    const half = sum < 0n ? -unit / 2n : unit / 2n;
    return new Decimal((sum + half) / unit, scale);
  }

  /** The nearest number of JavaScript. */
  get number() { return Number(this.text); }

  /** All digits, without zeros at the end. */
  get text() {
    const sign = this.#digits < 0n ? "-" : "";
    const digits = String(this.#digits < 0n ? -this.#digits : this.#digits).padStart(this.#scale + 1, "0");
    const [whole, fraction] = [digits.slice(0, digits.length - this.#scale), digits.slice(digits.length - this.#scale)];
    const kept = fraction.replace(/0+$/, "");
    return sign + whole + (kept ? `.${kept}` : "");
  }

  #scaled(scale) { return this.#digits * 10n ** BigInt(scale - this.#scale); }
}
