// What somebody would write for this one question and no other: node:http, the same SQL prepared, the same computing, rows mapped and the
// answer built by hand. `bareServer.ts <data folder>`. Prints its port.
import { createServer } from "node:http";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import type { CommitmentFacts, MediumTermFacts } from "../../server/finance/facts.ts";
import { mediumTerm } from "../../server/finance/mediumTerm.ts";
import type { ReportTable } from "../../server/finance/table.ts";
import type { Asked } from "./question.ts";

const connection = new BetterSqlite(join(process.argv[2] as string, "tabled.sqlite"));
connection.pragma("cache_size = -65536");
connection.pragma("query_only = on");

const sql = {
  begin: connection.prepare("begin"),
  commit: connection.prepare("commit"),
  authority: connection.prepare("select id, name, old_code, gss_code from authority where id = ?"),
  version: connection.prepare(
    "select id, authority_id, name, state, first_year, year_count, source, copied_from_id, published_at, published_by, created_at from budget_version where id = ?",
  ),
  costCentres: connection.prepare("select id, name, service_group from cost_centre where authority_id = ? order by position, id"),
  lines: connection.prepare("select cost_centre_id, year, amount_pence from budget_line where version_id = ? and year >= ? and year <= ?"),
  commitments: connection.prepare(
    "select c.id, c.authority_id, c.name, s.name as status, basis, weekly_rate_pounds, rate_source, weeks_per_year, part_year, uplift_series_id, price_base_year, first_year_uplifted, ends_on, end_year_share, c.position, yearly_rate_pounds, most_places from commitment c join commitment_status s on s.id = c.status_id where c.authority_id = ? and option_id is null order by c.position, c.id",
  ),
  places: connection.prepare(
    "select commitment_id, places, starts_on, ends_on, first_year_share, last_year_share, volume, label, price_pounds, replaces_id from commitment_places where authority_id = ? order by starts_on, id",
  ),
  amounts: connection.prepare("select commitment_id, year, amount_pence from commitment_amount where authority_id = ? order by year"),
  draws: connection.prepare("select commitment_id, cost_centre_id, drawn_share from commitment_draw where authority_id = ? order by position, id"),
  rates: connection.prepare(
    "select s.id, s.name, r.year, r.rate_share from uplift_series s left join uplift_rate r on r.series_id = s.id where s.authority_id = ? order by s.name, r.year",
  ),
  printed: connection.prepare("select row_key, year, printed, unit, reference from printed_cell where version_id = ? order by year, row_key"),
  dataVersion: connection.prepare("select data_version as last from change_batch where authority_id = ? order by log_number desc limit 1"),
};

// biome-ignore lint/suspicious/noExplicitAny: rows as the driver gives them, which is how such a server would take them.
type Raw = any;
const kinds = {
  "cost centre": "COST_CENTRE",
  subtotal: "SUBTOTAL",
  total: "TOTAL",
  commitment: "COMMITMENT",
  remaining: "REMAINING",
  heading: "HEADING",
  line: "LINE",
} as const;

function answer(asked: Asked): unknown {
  sql.begin.run();
  const authority = sql.authority.get(asked.authority) as Raw;
  const version = sql.version.get(asked.version) as Raw;
  const lastYear = `${Number(asked.from.slice(0, 4)) + asked.years - 1}`;
  const facts = readFacts(authority, version, asked.from, `${lastYear}/${String((Number(lastYear) + 1) % 100).padStart(2, "0")}`);
  const table = mediumTerm(facts, { from: asked.from, years: asked.years, unit: "thousands", editable: version.published_at === null });
  const dataVersion = (sql.dataVersion.get(asked.authority) as Raw).last as number;
  sql.commit.run();
  return { data: { mediumTermTable: shaped(table, dataVersion) } };
}

function readFacts(authority: Raw, version: Raw, fromYear: string, toYear: string): MediumTermFacts {
  const commitments = new Map<string, CommitmentFacts & { places: Raw[]; amounts: Raw[]; draws: Raw[] }>();
  const costCentres = (sql.costCentres.all(authority.id) as Raw[]).map((row) => ({ id: row.id, name: row.name, serviceGroup: row.service_group }));
  const lines = (sql.lines.all(version.id, fromYear, toYear) as Raw[]).map((row) => ({ costCentreId: row.cost_centre_id, year: row.year, amountPence: row.amount_pence }));
  for (const row of sql.commitments.all(authority.id) as Raw[]) {
    commitments.set(row.id, {
      id: row.id,
      name: row.name,
      status: row.status,
      basis: row.basis,
      weeklyRatePounds: row.weekly_rate_pounds,
      weeksPerYear: row.weeks_per_year,
      partYear: row.part_year,
      upliftSeriesId: row.uplift_series_id,
      priceBaseYear: row.price_base_year,
      firstYearUplifted: row.first_year_uplifted === 1,
      endsOn: row.ends_on,
      endYearShare: row.end_year_share,
      yearlyRatePounds: row.yearly_rate_pounds,
      mostPlaces: row.most_places,
      places: [],
      amounts: [],
      draws: [],
    });
  }
  for (const row of sql.places.all(authority.id) as Raw[]) {
    commitments.get(row.commitment_id)?.places.push({
      places: row.places,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      firstYearShare: row.first_year_share,
      lastYearShare: row.last_year_share,
      volume: row.volume,
      label: row.label,
      pricePounds: row.price_pounds,
      replacesId: row.replaces_id,
    });
  }
  for (const row of sql.amounts.all(authority.id) as Raw[]) commitments.get(row.commitment_id)?.amounts.push({ year: row.year, amountPence: row.amount_pence });
  for (const row of sql.draws.all(authority.id) as Raw[]) commitments.get(row.commitment_id)?.draws.push({ costCentreId: row.cost_centre_id, drawnShare: row.drawn_share });
  const series = new Map<string, { id: string; name: string; rates: { year: string; rateShare: string }[] }>();
  for (const row of sql.rates.all(authority.id) as Raw[]) {
    let of = series.get(row.id);
    if (!of) {
      of = { id: row.id, name: row.name, rates: [] };
      series.set(row.id, of);
    }
    if (row.year !== null) of.rates.push({ year: row.year, rateShare: row.rate_share });
  }
  return {
    authorityName: authority.name,
    versionName: version.name,
    source: version.source,
    firstYear: version.first_year,
    yearCount: version.year_count,
    costCentres,
    lines,
    commitments: [...commitments.values()],
    upliftSeries: [...series.values()],
    printed: (sql.printed.all(version.id) as Raw[]).map((row) => ({ rowKey: row.row_key, year: row.year, printed: row.printed, unit: row.unit, reference: row.reference })),
  };
}

function shaped(table: ReportTable, dataVersion: number): unknown {
  return {
    title: table.title,
    source: table.source,
    unit: table.unit,
    dataVersion,
    notes: table.notes,
    columns: table.columns.map(({ key, label, status }) => ({ key, label, status })),
    rows: table.rows.map((row) => ({
      key: row.key,
      kind: kinds[row.kind],
      level: row.level,
      label: row.label,
      status: row.status,
      subjectId: row.subjectId,
      cells: row.cells.map((cell) => ({ shown: cell.shown, exact: cell.exact, pence: cell.pence, note: cell.note, edits: cell.edits })),
    })),
  };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: Asked };
    const body = `${JSON.stringify(answer(variables))}\n`;
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as { port: number }).port));
