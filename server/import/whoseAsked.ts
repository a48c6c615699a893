// Whether a table is of several places of which a budget is of one: which column tells them apart, and which of them is the authority itself.
import { countOf } from "../finance/counted.ts";
import type { Column } from "../reading/columns.ts";
import { hasOldCodes, hasPlacesAsDfe, knownCode } from "../reading/places.ts";
import type { Ask, Choices, Target } from "../reading/proposal.ts";
import type { TableReading } from "../reading/table.ts";
import { type FileAuthorities, plainName } from "./authoritiesIn.ts";

const placeName = /\b(la|lea|local authority|authority|council|area|region|geog\w*|organisation|borough|district)\b|la_?name|geog_/i;
/** Other than "area", which is as often an area of service. */
const plainlyPlaces = /\b(la|lea|local authority|authority|council|geog\w*|borough|district)\b|la_?name|geog_/i;
const authorityName = /\b(la|lea|local authority|authority|council|borough)\b|la_?name/i;
const mostOptions = 500;
/** Codes of the ONS and of returns: E09000016, E0101. */
const codeForm = /^[EWSN]\d{4}(\d{4})?$/;
/** A name that only an authority, a region or a country has. */
const calledPlace = /\b(council|borough|county|city of|unitary|metropolitan)\b/i;

/**
 * Asks whose rows are wanted: of a budget one place's, where its rows are of several. Where several authorities of the table are in Tabled, they may be those of all,
 * each to its own.
 */
export function whoseAsked(table: TableReading, as: Target, authority: string | null, found: FileAuthorities | null, said: Choices["authorities"]): Ask | null {
  const where = whereAsked(table, as, authority, [...(authority === null ? [] : [authority]), ...(found?.known.map(({ name }) => name) ?? [])]);
  const count = found?.known.length ?? 0;
  if (said !== "all" && count < 2) return where;
  const all = `All ${countOf(count, "authorities")} of this file that are in Tabled`;
  if (where) return { ...where, all, ...(said === "all" && { taken: "all" }) };
  const question = `This file has rows of ${countOf(count, "authorities")} that are in Tabled. Do all of its rows come in here, or each authority's own rows to it?`;
  return { about: "authorities", question, options: ["one", "all"], taken: said ?? "one" };
}

/** Asks for the rows that are wanted, where every name of a line comes for several places, or where each line is a place and its figures stand across. */
function whereAsked(table: TableReading, as: Target, authority: string | null, authorities: readonly string[]): Ask | null {
  if (as !== "budget" || table.labels === null) return null;
  const leaves = table.rows.filter(({ kind }) => kind === "leaf");
  const { columns } = table;
  // What is called an area, a region or an organisation is a place where its values are: by a code beside them, or by what they are called.
  const arePlaces = ({ name, index }: Column) => {
    if (!placeName.test(name)) return false;
    if (plainlyPlaces.test(name)) return true;
    const values = valuesOf(index);
    const codesBeside = [columns[index - 1], columns[index + 1]].some(
      (beside) => beside !== undefined && valuesOf(beside.index).some((code) => codeForm.test(code) || (hasOldCodes(beside) && /^\d{3}$/.test(code))),
    );
    const known = values.filter((value) => knownCode(value) !== "" || calledPlace.test(value) || authorities.some((each) => isCalled(each, value)));
    return codesBeside || known.length * 2 > values.length || known.some((value) => authorities.some((each) => isCalled(each, value)));
  };
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
  if (arePlaces(table.labels) && table.adding.filter(({ holds }) => holds === "money").length > 3) return asking(table.labels.index);
  const distinct = new Set(leaves.map(({ label }) => label.toLowerCase())).size;
  if (distinct * 2 > leaves.length) return null;
  const places = columns.filter((column) => column.holds === "words" && arePlaces(column) && valuesOf(column.index).length > 1);
  // Where there are more places than lines, the places seem to be what the lines are called.
  const place = places.find(({ index }) => index !== table.labels?.index) ?? places.find(({ name }) => authorityName.test(name));
  return place ? asking(place.index) : null;
}

const isCalled = (authority: string, value: string) => plainName(value) !== "" && plainName(value) === plainName(authority);
