// The texts of a commitment that a mapping names columns for without knowing them one by one.
import { commitmentForm } from "../written/commitment.ts";

/** The texts of a commitment that have no entry of their own, each with what the form calls it. */
export const furtherFields = Object.entries(commitmentForm.fields).flatMap(([name, field]): [name: string, label: string][] =>
  field.kind === "words" && field.label !== undefined && name !== "name" && name !== "provider" ? [[name, field.label]] : [],
);
