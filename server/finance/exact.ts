// Exact arithmetic: every number between an input and its rounding is a ratio of two BigInts, so nothing is ever lost.
import { InputError } from "./inputError.ts";

const decimalForm = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const longestDecimal = 40;
const powersOfTen = Array.from({ length: longestDecimal }, (_, places) => 10n ** BigInt(places));

/** A number held exactly as numerator / denominator (denominator above nil). Not reduced until it is printed: reducing costs more than it saves. */
export class Exact {
  static readonly nil = new Exact(0n, 1n);
  static readonly one = new Exact(1n, 1n);

  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  /** A ratio of two whole numbers. `Exact.ratio(365n, 7n)` is 365/7, with no decimal ever written. */
  static ratio(numerator: bigint, denominator: bigint): Exact {
    if (denominator === 0n) throw new RangeError("A ratio needs a denominator other than nil.");
    return denominator > 0n ? new Exact(numerator, denominator) : new Exact(-numerator, -denominator);
  }

  /** A whole number. `Exact.whole(9)` is 9. */
  static whole(value: number | bigint): Exact {
    return new Exact(BigInt(value), 1n);
  }

  /** Whole pence as pounds. `Exact.pence(139909869)` is £1,399,098.69. */
  static pence(value: number): Exact {
    return new Exact(BigInt(value), 100n);
  }

  /**
   * A decimal as a person or a database writes it. `Exact.decimal("52.14")` is 5214/100.
   * @throws InputError naming `field`, where the text is no plain decimal or is longer than 40 digits.
   */
  static decimal(text: string, field = "value"): Exact {
    const match = decimalForm.exec(text.trim());
    if (!match || text.length > longestDecimal) {
      throw new InputError(field, `“${text.slice(0, 60)}” is not a decimal number. Write it with digits and a point, as in 5963.00.`);
    }
    const [, sign, whole, part = ""] = match;
    const digits = BigInt(`${whole}${part}`);
    return new Exact(sign === "-" ? -digits : digits, 10n ** BigInt(part.length));
  }

  plus(other: Exact): Exact {
    const a = this.denominator;
    const b = other.denominator;
    if (a === b) return new Exact(this.numerator + other.numerator, a);
    // Most denominators here are powers of ten: take the larger where one divides the other, so that long totals stay small.
    if (a % b === 0n) return new Exact(this.numerator + other.numerator * (a / b), a);
    if (b % a === 0n) return new Exact(this.numerator * (b / a) + other.numerator, b);
    const shared = greatestCommonDivisor(a, b);
    return new Exact(this.numerator * (b / shared) + other.numerator * (a / shared), (a / shared) * b);
  }

  minus(other: Exact): Exact {
    return this.plus(other.negated());
  }

  times(other: Exact): Exact {
    const denominator = other.denominator === 1n ? this.denominator : this.denominator * other.denominator;
    return new Exact(this.numerator * other.numerator, denominator);
  }

  dividedBy(other: Exact): Exact {
    return Exact.ratio(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  negated(): Exact {
    return new Exact(-this.numerator, this.denominator);
  }

  isNil(): boolean {
    return this.numerator === 0n;
  }

  isNegative(): boolean {
    return this.numerator < 0n;
  }

  compare(other: Exact): -1 | 0 | 1 {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Exact): boolean {
    return this.compare(other) === 0;
  }

  /**
   * Rounded half-up to `decimals` places, as a whole number of those places: 1399.5 at 0 places is 1400n.
   * Half-up is on the amount and not on its sign, as a finance officer rounds: (1,399.5) is (1,400).
   */
  rounded(decimals: number): bigint {
    const scaled = this.numerator * (powersOfTen[decimals] ?? 10n ** BigInt(decimals));
    const magnitude = scaled < 0n ? -scaled : scaled;
    const halfUp = (magnitude * 2n + this.denominator) / (this.denominator * 2n);
    return scaled < 0n ? -halfUp : halfUp;
  }

  /** Whether the decimal ends: 183/366 does, 365/7 does not. */
  ends(): boolean {
    return endingPlaces(this.denominator / (greatestCommonDivisor(this.numerator, this.denominator) || 1n)) !== null;
  }

  /** The same number in its lowest terms: 6510/11160 is 7/12. */
  reduced(): Exact {
    const shared = greatestCommonDivisor(this.numerator, this.denominator) || 1n;
    return new Exact(this.numerator / shared, this.denominator / shared);
  }

  /** The ratio in its lowest terms: "365/7". */
  fraction(): string {
    const { numerator, denominator } = this.reduced();
    return `${numerator}/${denominator}`;
  }

  /**
   * The decimal in full: `Exact.decimal("2.50").toString()` is "2.5". A decimal that does not end (365/7) is rounded at 20 places.
   */
  toString(): string {
    const shared = greatestCommonDivisor(this.numerator, this.denominator) || 1n;
    const places = endingPlaces(this.denominator / shared) ?? 20;
    return decimalText(this.rounded(places), places, "")
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
  }
}

/** A running total of very many numbers: those with the same denominator are added first, so that the other additions are few. */
export class Tally {
  private readonly numerators = new Map<bigint, bigint>();

  add(value: Exact): void {
    this.numerators.set(value.denominator, (this.numerators.get(value.denominator) ?? 0n) + value.numerator);
  }

  total(): Exact {
    let total = Exact.nil;
    for (const [denominator, numerator] of this.numerators) total = total.plus(Exact.ratio(numerator, denominator));
    return total;
  }
}

/** How many places the decimal of 1/denominator needs; null where it never ends. */
function endingPlaces(denominator: bigint): number | null {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** A whole number of the last place, written as a decimal: `decimalText(139909869n, 2, ",")` is "1,399,098.69". */
export function decimalText(scaled: bigint, decimals: number, thousands: "," | ""): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const grouped = thousands === "" ? whole : whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const part = decimals === 0 ? "" : `.${digits.slice(digits.length - decimals)}`;
  return `${scaled < 0n ? "-" : ""}${grouped}${part}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
