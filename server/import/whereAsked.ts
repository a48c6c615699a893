// Whether a table is of several places of which a budget is of one: which column tells them apart, and which of them is the authority itself.
import { hasPlacesAsDfe } from "../reading/places.ts";
import type { Ask, Target } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";

const placeName = /\b(la|lea|local authority|authority|council|area|region|geog\w*|organisation|borough|district)\b|la_?name|geog_/i;
const mostOptions = 500;

/** Asks for the rows that are wanted, where every name of a line comes for several places, or where each line is a place and its figures stand across. */
export function whereAsked(table: TableReading, as: Target, authority: string | null): Ask | null {
  if (as !== "budget" || table.labels === null) return null;
  const leaves = table.rows.filter(({ kind }) => kind === "leaf");
  const valuesOf = (column: number) => [...new Set(table.below.flatMap(({ cells }) => cells[column] || []))];
  const asking = (index: number): Ask | null => {
    const name = table.columns[index]?.name as string;
    const values = valuesOf(index);
    const others = table.rows.some(({ kind, cells }) => kind === "leaf" && !cells[index]);
    if (values.length < (others ? 1 : 2)) return null;
    const own = authority === null ? [] : values.filter((value) => isCalled(authority, value));
    const options = values.slice(0, mostOptions).map((value) => `${name}=${value}`);
    return { about: "where", question: `Which rows are wanted, by ${name}?`, options, ...(own.length === 1 && { taken: `${name}=${own[0]}` }) };
  };
  // The DfE has countries and regions in columns of their own, among the rows of authorities.
  const ofDfe = hasPlacesAsDfe(table.columns.map(({ name }) => name.toLowerCase())) ? table.columns.find(({ name }) => name.toLowerCase() === "la_name") : undefined;
  if (ofDfe) return asking(ofDfe.index);
  // A line each place, with many columns of money beside it.
  if (placeName.test(table.labels.name) && table.adding.filter(({ holds }) => holds === "money").length > 3) return asking(table.labels.index);
  const distinct = new Set(leaves.map(({ label }) => label.toLowerCase())).size;
  if (distinct * 2 > leaves.length) return null;
  const place = table.columns.find(({ holds, index, name }) => holds === "words" && index !== table.labels?.index && placeName.test(name) && valuesOf(index).length > 1);
  return place ? asking(place.index) : null;
}

/** "London Borough of Havering" is Havering, and "Essex County Council" Essex. */
function isCalled(authority: string, value: string): boolean {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(
        /\b(london borough of|royal borough of|city of|county of|council|county council|borough council|city council|county|borough|city|mbc|metropolitan|district|unitary)\b/g,
        " ",
      )
      .replace(/[^a-z]+/g, " ")
      .trim();
  return plain(value) !== "" && plain(value) === plain(authority);
}
