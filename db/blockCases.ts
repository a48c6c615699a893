// Block cases: block prices against spot prices, with what is netted off the saving.
import { type Stated, type Whole, wholes } from "./write/whole.ts";

const parts = { items: { table: "blockCaseItem" } } as const;

export const blockCases = wholes({ table: "blockCase", said: "block case", parts });

export type BlockCaseWithItems = Whole<"blockCase", typeof parts>;
export type StatedBlockCase = Stated<"blockCase", typeof parts>;
