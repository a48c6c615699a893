// What every write answers.
import { Arg, Field, ID, ObjectType } from "type-graphql";
import { CellPreview } from "./budget.ts";
import { PenceScalar, SequenceScalar } from "./scalars.ts";

const versionRead = "The data version of the authority at which you read what you change; of a report, a saved view, a mapping of files or a note the number in its log";

/** The argument of each mutation that changes, moves, publishes or removes what is there. */
export const Seen = () => Arg("seen", () => SequenceScalar, { description: `${versionRead}: a later change by somebody else refuses yours.` });

/** The same for a mutation that also adds: what is new has not been read. */
export const SeenIfThere = () =>
  Arg("seen", () => SequenceScalar, {
    nullable: true,
    description: `${versionRead}. A change needs it: a later change by somebody else refuses yours. Left out for what is new.`,
  });

/** The argument of every mutation by which it can be sent again without being done twice. */
export const Key = () => Arg("key", () => String, { nullable: true, description: "A key of your choosing: sent twice under one key, it is done once." });

@ObjectType({ description: "What a write did." })
export class WriteResult {
  @Field(() => ID, { nullable: true, description: "The batch of changes, which `undoBatch` takes back. Null where everything was so already: nothing is written then." })
  batchId!: string | null;

  @Field(() => ID, { nullable: true, description: "The thing that was made, where one was." })
  id!: string | null;

  @Field(() => SequenceScalar, { nullable: true, description: "What to send as `seen` with the next change of the same. Null where everything was so already." })
  seen!: number | null;

  @Field(() => Boolean, { description: "True where a batch with this key had been kept before, and nothing was done now." })
  repeated!: boolean;
}

@ObjectType({ description: "What a batch of cells did." })
export class CellsWritten extends WriteResult {
  @Field(() => [PenceScalar], {
    nullable: "items",
    description: "What each edit left stored, in their order; null for an emptied cell. Whoever changes such a cell next expects this, and need not read the table first.",
  })
  amountsPence!: (number | null)[];

  @Field(() => [CellPreview], { description: "How each cell stands now, in their order, as `previewCells` says it beforehand: it can be shown before the table is read again." })
  cells!: CellPreview[];
}
