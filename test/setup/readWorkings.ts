// Workings read from their words alone, by a reader of the tests' own that shares nothing with the printer or with the server's reader.

/** A fraction in which nothing is lost: what is above its line, and what is below. */
export type Fraction = readonly [above: bigint, below: bigint];

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = (by: Fraction): Fraction => (by[0] < 0n ? [-by[1], -by[0]] : [by[1], by[0]]);
const minus = ([a, b]: Fraction): Fraction => [-a, b];

export function fraction(decimal: string): Fraction {
  const [, sign = "", whole = "", part = ""] = /^([-–]?)([\d,]+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const digits = BigInt(whole.replaceAll(",", "") + part);
  return [sign === "" ? digits : -digits, 10n ** BigInt(part.length)];
}

/** How far two fractions are apart, in units of 10^-20. */
export function apart(a: Fraction, b: Fraction): bigint {
  const [above, below] = plus(a, minus(b));
  const scaled = ((above < 0n ? -above : above) * 10n ** 20n) / below;
  return scaled;
}

/** What workings come to. `cut` is true where a number of theirs was too long to be printed in full, and ends in … . */
export function readWorkings(text: string): { value: Fraction; cut: boolean } {
  let rest = text;
  let cut = false;
  const take = (words: string) => {
    if (!rest.startsWith(words)) return false;
    rest = rest.slice(words.length);
    return true;
  };
  const fail = (what: string): never => {
    throw new Error(`${what} at “${rest}” in “${text}”`);
  };

  /** A sum, and where a rule made another amount of it, that amount. */
  function ruled(): Fraction {
    let value = sum();
    const rule = /^, [^:()]*/.exec(rest)?.[0];
    if (rule !== undefined) take(rule);
    if (rule !== undefined && take(": ")) value = signed();
    return value;
  }

  function sum(): Fraction {
    let value = product();
    for (;;) {
      if (take(" + ")) value = plus(value, product());
      else if (take(" – ")) value = plus(value, minus(product()));
      else return value;
    }
  }

  function product(): Fraction {
    const below = take("–");
    let value = power();
    for (;;) {
      if (take(" × ")) value = times(value, signed());
      else if (take(" ÷ ")) value = times(value, over(signed()));
      else return below ? minus(value) : value;
    }
  }

  function signed(): Fraction {
    return take("–") ? minus(power()) : power();
  }

  function power(): Fraction {
    const base = one();
    const raised = /^\^(?:(\d+)|\(–(\d+)\))/.exec(rest);
    if (!raised) return base;
    take(raised[0]);
    const to = BigInt(raised[1] ?? raised[2] ?? "");
    const value: Fraction = [base[0] ** to, base[1] ** to];
    return raised[1] === undefined ? over(value) : value;
  }

  function one(): Fraction {
    if (take("(")) {
      const inside = ruled();
      return take(")") ? inside : fail("A bracket is not closed");
    }
    const name = /^“[^”]*” /.exec(rest) ?? /^\d{4}\/\d\d (?=£?\d)/.exec(rest) ?? (/^£?\d/.test(rest) ? null : named());
    if (name) take(name[0]);
    return number();
  }

  /** A name ends at its amount in pounds, if there is one before the next sign, else at the first number. */
  function named(): RegExpExecArray {
    const segment = rest.slice(0, / [+–×÷] /.exec(rest)?.index);
    return /^.+? (?=£\d)/.exec(segment) ?? /^.+? (?=\d)/.exec(segment) ?? fail("A name without a value");
  }

  function number(): Fraction {
    const found = /^£?(\d+(?:,\d{3})*(?:\.\d+)?)(…?)(?:\/(\d+(?:,\d{3})*))?(%?)(?: \(exactly (–?[\d,]+(?:\.\d+)?)(?:\/([\d,]+))?\))?/.exec(rest) ?? fail("No number");
    take(found[0]);
    const [, digits = "", cutOff, below = "1", percent, exactly, exactlyBelow = "1"] = found;
    cut ||= cutOff !== "";
    unit();
    if (exactly !== undefined) return times(fraction(exactly), over(fraction(exactlyBelow)));
    return times(times(fraction(digits), over(fraction(below))), percent ? [1n, 100n] : [1n, 1n]);
  }

  /** What is counted ends at a sign, a comma, or a bracket that closes what was opened before it. */
  function unit(): void {
    if (!/^ [^+–×÷]/.test(rest)) return;
    for (let depth = 0; rest !== ""; rest = rest.slice(1)) {
      if (depth === 0 && /^(?:\)|, | [+–×÷] )/.test(rest)) return;
      if (rest[0] === "“") rest = rest.slice(rest.indexOf("”"));
      else if (rest[0] === "(") depth += 1;
      else if (rest[0] === ")") depth -= 1;
    }
  }

  const value = ruled();
  if (rest !== "") fail("Something is left over");
  return { value, cut };
}
