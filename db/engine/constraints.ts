// What the constraints of either engine refuse, in Tabled's words.
import { Refusal } from "../write/refusal.ts";
import { type EngineError, engineError } from "./storeFailure.ts";

/** A refusal for what a constraint of the engine refused; every other error as it is. */
export function constraintRefusal(error: unknown): unknown {
  const found = engineError(error);
  const table = found.table ?? /failed: (\w+)\./.exec(found.message ?? "")?.[1];
  const thing = table ? table.replaceAll("_", " ") : "row";
  switch (found.code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY":
    case "23505":
      return new Refusal("DUPLICATE", repeatedField(found), `There is already ${/^[aeio]/.test(thing) ? "an" : "a"} ${thing} with this name or code. Choose another.`);
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
    case "23503":
      return new Refusal("IN_USE", "id", "Something else still uses this, so it cannot be removed; or it refers to something that is not there.");
    case "22021":
      return new Refusal("BAD_INPUT", "input", "A text here contains a character that cannot be stored.");
    default:
      return error;
  }
}

/** The column at fault, which both engines name last: "authority.old_code" or "Key (authority_id, name)=(…)". */
function repeatedField({ message = "", detail = "" }: EngineError): string {
  const column = /[.,( ](\w+)\)=\(/.exec(detail)?.[1] ?? /(\w+)$/.exec(message)?.[1] ?? "name";
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
