// Reads a medium-term table: what fills the window first, so that a large one opens as soon as a small one, and then the whole of it.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Unit } from "../address.ts";
import { tableQuery } from "../data/documents.ts";
import { ask } from "../data/graphql.ts";

interface Asked {
  authority: string;
  version: string;
  from: string;
  years: number;
  unit: Unit;
  byCostCentre: boolean;
}

/** More rows than any window shows. */
const firstRows = 150;

/** `row` is one that has to be among those shown: the one that the address names. */
export function useTable(asked: Asked, row: string | undefined) {
  const top = useQuery({ queryKey: ["table", asked, "top"], queryFn: ({ signal }) => ask(tableQuery, { ...asked, upTo: firstRows }, signal), placeholderData: keepPreviousData });
  const isWhole = top.data !== undefined && top.data.mediumTermTable.rows.length < firstRows;
  const all = useQuery({
    queryKey: ["table", asked, "all"],
    queryFn: ({ signal }) => ask(tableQuery, { ...asked, upTo: null }, signal),
    placeholderData: keepPreviousData,
    enabled: top.data !== undefined && !isWhole,
  });
  const reaches = row === undefined || top.data?.mediumTermTable.rows.some(({ key }) => key === row);
  const shown = isWhole || (all.data === undefined && reaches) ? top : all;
  return {
    data: shown.data,
    error: top.error ?? (isWhole ? null : all.error),
    /** True while only the first rows are there. */
    more: !isWhole && top.data !== undefined && all.data === undefined,
    refetch: () => Promise.all([top.refetch(), isWhole ? null : all.refetch()]),
  };
}
