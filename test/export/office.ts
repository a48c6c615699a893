// LibreOffice as a reader: what it makes of a spreadsheet once it has worked every formula out again. It is not on every machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const hasOffice = spawnSync("soffice", ["--version"]).status === 0;

export interface OfficeCell {
  /** As it is shown. */
  text: string;
  value: number | null;
  /** "float", "percentage", "string". */
  type: string;
  formula: string | null;
}

export interface OfficeSheet {
  name: string;
  rows: OfficeCell[][];
}

/** Recalculates always, whoever wrote the file and whatever it says. */
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${["OOXMLRecalcMode", "ODFRecalcMode"].map((name) => `<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="${name}" oor:op="fuse"><value>0</value></prop></item>`).join("\n")}
</oor:items>`;

/** The sheets of some spreadsheets, by their own names ("a.xlsx"). */
export function readByOffice(files: ReadonlyMap<string, Uint8Array>): Map<string, OfficeSheet[]> {
  const folder = mkdtempSync(join(tmpdir(), "tabled-office-"));
  try {
    const profile = join(folder, "profile");
    mkdirSync(join(profile, "user"), { recursive: true });
    writeFileSync(join(profile, "user", "registrymodifications.xcu"), settings);
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const names = [...files.keys()];
    const made = spawnSync("soffice", [`-env:UserInstallation=file://${profile}`, "--headless", "--convert-to", "fods", "--outdir", join(folder, "read"), ...names], {
      cwd: folder,
    });
    if (made.status !== 0) throw new Error(`soffice: ${made.stderr}`);
    const read = readdirSync(join(folder, "read"));
    return new Map(
      names.map((name) => {
        const flat = name.replace(/\.[a-z]+$/, ".fods");
        if (!read.includes(flat)) throw new Error(`LibreOffice cannot read ${name}.`);
        return [name, sheetsOf(readFileSync(join(folder, "read", flat), "utf8"))];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A flat OpenDocument file as LibreOffice writes it; cells that are repeated without end are left out. */
function sheetsOf(xml: string): OfficeSheet[] {
  return [...xml.matchAll(/<table:table table:name="([^"]*)".*?<\/table:table>/gs)].map(([sheet, name]) => ({
    name: unescaped(name as string),
    rows: [...sheet.matchAll(/<table:table-row([^>]*?)(?:\/>|>(.*?)<\/table:table-row>)/gs)].flatMap(([, attributes, content]) => {
      const cells = cellsOf(content ?? "");
      const times = repeated(attributes as string, "rows");
      return cells.length === 0 ? [] : Array.from({ length: times }, () => cells);
    }),
  }));
}

function cellsOf(row: string): OfficeCell[] {
  const cells = [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(([, attributes, content]) => {
    const value = attribute(attributes as string, "office:value");
    const cell: OfficeCell = {
      text: [...(content ?? "").replace(/<office:annotation.*?<\/office:annotation>/gs, "").matchAll(/<text:p[^>]*?(?:\/>|>(.*?)<\/text:p>)/gs)]
        .map(([, text]) => textIn(text ?? ""))
        .join("\n"),
      value: value === null ? null : Number(value),
      type: attribute(attributes as string, "office:value-type") ?? "",
      formula: attribute(attributes as string, "table:formula"),
    };
    return Array.from({ length: Math.min(repeated(attributes as string, "columns"), 100) }, () => cell);
  });
  while (cells.length > 0 && cells[cells.length - 1]?.type === "") cells.pop();
  return cells;
}

function textIn(xml: string): string {
  return unescaped(
    xml
      .replace(/<text:s text:c="(\d+)"\/>/g, (_, count) => " ".repeat(Number(count)))
      .replaceAll("<text:s/>", " ")
      .replaceAll("<text:tab/>", "\t")
      .replaceAll("<text:line-break/>", "\n")
      .replace(/<[^>]*>/g, ""),
  );
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes);
  return found ? unescaped(found[1] as string) : null;
}

function repeated(attributes: string, what: "rows" | "columns"): number {
  return Number(attribute(attributes, `table:number-${what}-repeated`) ?? "1");
}

function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-fA-F]+);/g, (_, hex, code) => String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
