// What people type into forms, read without any store.
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { EntryInput, ReadEntry } from "../../schema/entry.ts";
import { readEntries } from "../entry/readEntries.ts";
import type { Context } from "../http/context.ts";

@Resolver()
export class EntryResolver {
  @Query(() => [ReadEntry], {
    description:
      'Reads what a person typed into a form\'s fields, as a cell of a sheet is read, and says of each what it was read as or what to type instead. Nothing is stored. `readEntries(of: "BlockCaseInput", entries: [{ field: "spotValuePence", typed: "£50.3m" }])` gives the value 5030000000, shown as "£50,300,000.00"; "ten" for `places` gives an error.',
  })
  readEntries(
    @Ctx() { schema, outcome }: Context,
    @Arg("of", () => String, { description: 'The input that the form fills, by its name: "BlockCaseInput".' }) of: string,
    @Arg("entries", () => [EntryInput], { description: "Its fields: 2,000 at most." }) entries: EntryInput[],
  ): ReadEntry[] {
    outcome.passing = true;
    return readEntries(schema, of, entries);
  }
}
