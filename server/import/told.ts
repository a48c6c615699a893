// A reading as the command tells it: as JSON for programs, or in a few sentences.
import { countOf } from "../finance/counted.ts";
import { Exact } from "../finance/exact.ts";
import { listed } from "../finance/listed.ts";
import { poundsAndPence } from "../finance/money.ts";
import type { AuthorityRead, Proposal } from "../reading/proposal.ts";

/** What `--preview --json` prints. Amounts are whole pence, by year where a table has several. */
export function readingAsJson(proposal: Proposal) {
  const { as, encoding, sheet, headerRow, unit, period, years, columns, rows, totals, columnChecks, incoming, leftOut, asks, refused, authorities } = proposal;
  const { excluded, ...kinds } = rows;
  return {
    as,
    encoding,
    sheet,
    headerRow,
    unit,
    period,
    years,
    columns: columns.map(({ name, holds }) => ({ name, holds })),
    rows: excluded > 0 ? { ...kinds, excluded } : kinds,
    totals: totals.map(({ label, stated, computed, agrees }) => ({ label, stated, computed, agrees })),
    columnChecks,
    incoming,
    ...(authorities && { authorities: authorities.map(({ clean: _, ...each }) => each) }),
    leftOut: [...leftOut.map(({ at, label, why }) => ({ row: rowOf(at), label, why })), ...columnsLeftOut(proposal)],
    asks,
    refused,
  };
}

/** Columns that do not come in, but for those that are told with their amounts. */
function columnsLeftOut({ columns, leftOut }: Proposal): { row: null; label: string; why: string }[] {
  const told = new Set(leftOut.flatMap(({ at, label }) => (at.startsWith("column ") ? label : [])));
  return columns.flatMap(({ name, leftOut: why }) => (why === null || told.has(name) ? [] : [{ row: null, label: name, why }]));
}

/** "row 42" is 42, and a column has none. */
function rowOf(at: string): number | null {
  const found = /^row (\d+)/.exec(at);
  return found ? Number(found[1]) : null;
}

const mostLines = 20;

/** The same for people to read. */
export function readingInWords(proposal: Proposal): string[] {
  const { as, format, encoding, sheet, headerRow, unit, years, columnChecks, names, incoming, leftOut, asks, refused, authorities } = proposal;
  // Of several authorities those that agree are counted in the line of each.
  const totals = authorities ? proposal.totals.filter(({ agrees }) => agrees.includes(false)) : proposal.totals;
  const lines = [
    `Read as ${as}: ${format}${encoding ? ` in ${encoding}` : ""}${sheet === null ? "" : `, sheet “${sheet}”`}${headerRow === null ? "" : `, header in row ${headerRow}`}${unit ? `, in ${unit}` : ""}.`,
  ];
  if (years.length > 0) lines.push(`Years: ${years.join(", ")}.`);
  for (const { label, stated, computed, agrees } of totals)
    for (const [index, agreed] of agrees.entries()) {
      const year = years.length > 1 && agrees.length === years.length ? ` in ${years[index]}` : "";
      if (agreed !== null) lines.push(`${label}${year}: ${inPounds(stated[index])} ${agreed ? "agrees" : `does not agree: its rows come to ${inPounds(computed[index])}`}.`);
    }
  lines.push(...checksInWords(columnChecks));
  for (const { at, label, why } of leftOut.slice(0, mostLines)) lines.push(`Left out, ${at}${label === "" ? "" : ` “${label}”`}: ${why}.`);
  for (const { label, why } of columnsLeftOut(proposal).slice(0, mostLines)) lines.push(`Left out, column “${label}”: ${why}.`);
  if (leftOut.length > mostLines) lines.push(`and ${leftOut.length - mostLines} more left out.`);
  for (const { name, stored, taken, how } of names) if (how === "near" && taken !== null) lines.push(`“${name}” ${taken === stored ? `is “${stored}”` : "is new"}.`);
  for (const { question, taken } of asks) if (taken !== undefined) lines.push(`${question} ${taken} is taken.`);
  for (const each of authorities ?? []) lines.push(authorityInWords(each));
  lines.push(`${countOf(incoming.count, "lines")} would come in${incoming.sumPence === null ? "" : `: ${inPounds(incoming.sumPence)}`}.`);
  for (const { about, question, options, taken, all } of asks)
    if (taken === undefined)
      lines.push(
        `Asked (${about}): ${question}${options.length > 0 ? ` One of: ${options.slice(0, mostLines).join("; ")}${options.length > mostLines ? "; …" : ""}` : ""}${all === undefined ? "" : ` Or: ${all} (--where all).`}`,
      );
  if (refused !== null) lines.push(refused);
  return lines;
}

/** How many columns are made of others as they should be, and each that is not. */
function checksInWords(checks: Proposal["columnChecks"]): string[] {
  const wrong = checks.filter(({ rows, agrees }) => agrees < rows);
  const right = checks.length - wrong.length;
  return [
    ...(right > 0 ? [`${countOf(right, "columns")} ${right === 1 ? "is" : "are"} the sum or the difference of others in every row.`] : []),
    ...wrong
      .slice(0, mostLines)
      .map(
        ({ column, is, rows, agrees, wrong }) =>
          `${column} is ${is} in ${agrees} of ${countOf(rows, "rows")}: not in row ${listed(wrong.map(String))}${wrong.length < rows - agrees ? ", and others" : ""}.`,
      ),
  ];
}

/** "Essex County Council: 26 lines, £174,942,953.00. Its 3 totals agree." */
function authorityInWords({ name, incoming, totals, leftOut }: AuthorityRead): string {
  const sum = incoming.sumPence === null ? "" : `, ${inPounds(incoming.sumPence)}`;
  const agree =
    totals.count === totals.agree ? (totals.count === 1 ? "Its total agrees" : `Its ${totals.count} totals agree`) : `${totals.agree} of its ${totals.count} totals agree`;
  return `${name}: ${countOf(incoming.count, "lines")}${sum}.${totals.count === 0 ? "" : ` ${agree}.`}${leftOut === 0 ? "" : ` ${leftOut} left out.`}`;
}

function inPounds(pence: number | null | undefined): string {
  return pence === null || pence === undefined ? "nothing" : poundsAndPence(Exact.pence(pence));
}
