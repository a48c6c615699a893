// Shares as a person types them, in per cent, and as the server takes them. Only the point moves: no digit is lost.

/** Moves the decimal point of a plain decimal by `places`: ("2.8", -2) is "0.028". What is no plain decimal stays, to be refused. */
function shifted(text: string, places: number): string {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return text;
  const [, sign, whole = "", part = ""] = match;
  const digits = `${"0".repeat(Math.max(0, -places))}${whole}${part}${"0".repeat(Math.max(0, places))}`;
  const point = Math.max(0, -places) + whole.length + places;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, "") || "0";
  const after = digits.slice(point).replace(/0+$/, "");
  return `${sign}${before}${after === "" ? "" : `.${after}`}`;
}

export const shareAsPercent = (share: string | null | undefined) => (share ? shifted(share, 2) : "");
export const percentAsShare = (percent: string) => shifted(percent.replace("%", ""), -2);
