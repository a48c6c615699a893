// The KPIs that a column of a file names: those of the set by their code or name, and those that the mapping says are added.
import { randomUUID } from "node:crypto";
import type { Row } from "../../db/tables.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import { checkKpi, type KpiFacts } from "../finance/kpi.ts";
import type { NewKpi } from "./mapping.ts";
import { keyOf } from "./rowReader.ts";

export class KpisOfFile {
  private readonly byName = new Map<string, KpiFacts>();
  private readonly made: Row<"kpi">[] = [];

  constructor(stored: readonly KpiFacts[], added: readonly NewKpi[], authorityId: string) {
    // The newest version of a code, and of two KPIs the one that has a code rather than a name of this.
    for (const kpi of [...stored].sort((a, b) => b.version - a.version)) this.know(kpi.code, kpi);
    for (const kpi of [...stored].sort((a, b) => b.version - a.version)) this.know(kpi.name, kpi);
    const codes = new Set(stored.map(({ code }) => code));
    for (const [index, kpi] of added.entries()) if (!this.byName.has(keyOf(kpi.name))) this.add(kpi, index, codes, authorityId);
  }

  /** @throws InputError for a name that neither the set nor the mapping has. */
  named(text: string, column: string): KpiFacts {
    const found = this.byName.get(keyOf(text));
    if (!found) throw new InputError(column, `There is no KPI “${text.trim().slice(0, 60)}” in this set. Add it first.`);
    if (found.computed) throw new InputError(column, `${found.name} is computed from placements' activity and is not imported.`);
    return found;
  }

  /** The changes that add those of them that rows name. */
  added(used: ReadonlySet<string>): Change[] {
    return this.made.flatMap((kpi) => (used.has(kpi.id) ? [insertion("kpi", { ...kpi }, "map.newKpis")] : []));
  }

  private know(text: string, kpi: KpiFacts): void {
    if (!this.byName.has(keyOf(text))) this.byName.set(keyOf(text), kpi);
  }

  private add({ name, unit, frequency, outOf }: NewKpi, index: number, codes: Set<string>, authorityId: string): void {
    const field = `map.newKpis[${index}].name`;
    const plain = nameGiven(name, field);
    const begins =
      plain
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "")
        .slice(0, 60) || "kpi";
    let code = begins;
    for (let number = 2; codes.has(code); number += 1) code = `${begins}-${number}`;
    codes.add(code);
    const kpi: Row<"kpi"> = {
      id: randomUUID(),
      authorityId,
      code,
      version: 1,
      name: plain,
      category: "general",
      unit,
      polarity: "neither",
      frequency,
      // What there was on a day is never added over periods: what happened in them may be, once somebody says so.
      counts: "at its end",
      numeratorSaid: outOf === undefined ? null : plain,
      denominatorSaid: nameIfGiven(outOf, `map.newKpis[${index}].outOf`),
      decimals: unit === "count" ? 0 : 1,
      ofPeople: unit === "percent" || unit === "count",
      computed: null,
      appliesFrom: null,
      source: null,
      note: null,
      position: 1_000 + index,
    };
    checkKpi({ ...kpi, targets: [] });
    this.made.push(kpi);
    this.know(plain, { ...kpi, targets: [] });
  }
}
