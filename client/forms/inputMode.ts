// Which keys a screen's keyboard shows for a field: days and years are typed with letters and slashes.
import { isRead } from "./describe.ts";
import type { Field } from "./fieldKinds.ts";

export function inputModeOf(field: Field | undefined): "decimal" | "text" {
  return isRead(field) && field.kind !== "day" && field.kind !== "year" ? "decimal" : "text";
}
