// How wide columns are: as what all rows hold, whether they are drawn or not, up to their share of the window.
import { shownIn } from "./columns.ts";
import { trendWidth } from "./TrendCell.tsx";
import type { SheetColumn, SheetRow, SheetTable } from "./table.ts";

export const narrowestLabel = 240;
/** Names are cut to this before a sheet has to scroll across for a few pixels, which would cut its last figures. */
const leastLabel = 200;
const widestLabel = 560;
/** Of a sheet that scrolls across, the names take at most this share of the window, so that the figures scroll in the rest. */
const labelShare = 0.375;

/** How wide the rows' headings are, in a window that leaves them `room` beside all other columns. */
export function labelWidth(rows: readonly SheetRow[], header: string, frame: number, room: number, atLeast: number): number {
  const wanted = Math.max(atLeast, widestOf(rows, header));
  const fits = room >= (atLeast > narrowestLabel ? atLeast : leastLabel);
  const most = fits ? room : Math.max(atLeast, Math.floor(frame * labelShare));
  return Math.min(wanted, most, Math.max(widestLabel, atLeast));
}

function widestOf(rows: readonly SheetRow[], header: string): number {
  const length = ({ label, status, level }: SheetRow) => label.length + (status?.length ?? 0) + 2 * level;
  const longest = rows.reduce((most, row) => Math.max(most, length(row)), 0);
  // Only the longest are measured: of ten thousand names each takes its time.
  const among = rows.filter((row) => length(row) >= longest * 0.75).slice(0, 400);
  const wide = (row: SheetRow) => {
    const weight = ["SUBTOTAL", "TOTAL", "REMAINING", "HEADING"].includes(row.kind) ? "600" : "400";
    return Math.min(3, row.level) * 16 + textWidth(row.label, weight) + (row.status ? 8 + textWidth(row.status, "400", "13px") : 0);
  };
  return among.reduce((most, row) => Math.max(most, wide(row)), textWidth(header) + 24) + 30;
}

/** How wide the rows' numbers are, for so many rows. */
export const numberWidth = (rows: number): number => 18 + 7 * Math.max(2, String(rows).length);

/**
 * How wide each column has to be. No figure is ever cut off, and the rows' headings give way; figures stand in columns of one width.
 * Words are as wide as they are, up to a point.
 */
export function columnWidths(table: SheetTable): number[] {
  const longest = table.columns.map((_, column) => {
    const texts = table.rows.map((row) => shownIn(row.cells[column]) ?? "");
    return texts.reduce((most, text) => (text.length > most.length ? text : most), "");
  });
  const figures = table.columns.reduce((most, column, index) => (column.words ? most : Math.max(most, (longest[index] as string).length)), 0);
  const alike = table.columns.every((column) => column.words || /^\d{4}\/\d\d$|^total$/.test(column.key));
  return table.columns.map((column, index) => {
    const heading = headingWidth(column);
    if (column.trend) return trendWidth;
    const isRated = table.rows.some((row) => row.cells[index]?.rag);
    if (column.words) return Math.min(widestWords, Math.max(64, textWidth(longest[index] as string) + 28 + (isRated ? markWidth : 0), heading));
    // Years stand side by side and are of one width; columns of unlike things are each as wide as they need.
    const signs = (alike ? figures : (longest[index] as string).length) + (isRated ? 2 : 0);
    return Math.max(92, Math.ceil(signs * 8.4 + 32), heading);
  });
}

const widestWords = 320;
/** What a rating's mark takes before its word. */
const markWidth = 22;
const ruler = document.createElement("canvas").getContext("2d");

/** How wide a text is as the page prints it. */
function textWidth(text: string, weight = "400", size = "14px"): number {
  if (!ruler) return text.length * 8;
  ruler.font = `${weight} ${size} ${getComputedStyle(document.body).fontFamily}`;
  return Math.ceil(ruler.measureText(text).width);
}

/** A heading of one line says all of it; one that may take two is as wide as the longer half, or its longest word. */
function headingWidth({ label, status }: SheetColumn): number {
  const signs = status ? Math.max(label.length, status.length) : Math.max(Math.ceil(label.length / 2) + 2, ...label.split(" ").map((word) => word.length));
  return Math.ceil(Math.min(signs, 24) * 8.2 + 44);
}
