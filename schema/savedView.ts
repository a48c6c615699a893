// Views of a sheet that are kept under names.
import { ObjectType } from "type-graphql";
import { sqliteTables } from "../db/tables.ts";
import { fromTable } from "./fromTable.ts";
import { pageOf } from "./page.ts";

@ObjectType({ description: "How a sheet was arranged, and of what it was, kept under a name." })
export class SavedView extends fromTable(sqliteTables.savedView, {
  id: "Identifies it: `?saved=<id>` in the sheet's address opens it.",
  authorityId: "The authority whose it is.",
  sheet: 'The sheet, as its address names it: "medium-term".',
  name: "Its name, which no other view of this sheet has.",
  held: 'The search part of the address, without the authority and the cell: "sort=2023%2F24+down".',
  position: "Its place in the order.",
}) {}

export const SavedViewPage = pageOf(SavedView, "SavedViewPage", "views");
