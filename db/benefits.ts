// Benefits that were promised, with what reviews found.
import { type Stated, type Whole, wholes } from "./write/whole.ts";

const parts = { reviews: { table: "benefitReview" } } as const;

export const benefits = wholes({ table: "benefit", said: "benefit", parts });

export type BenefitWithParts = Whole<"benefit", typeof parts>;
export type StatedBenefit = Stated<"benefit", typeof parts>;
