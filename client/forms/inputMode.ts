// Which keys a screen's keyboard shows for a field: days and years are typed with letters and slashes.
import { type Field, isRead } from "./describe.ts";

export function inputModeOf(field: Field | undefined): "decimal" | "text" {
  return isRead(field) && field.kind !== "day" && field.kind !== "year" ? "decimal" : "text";
}
