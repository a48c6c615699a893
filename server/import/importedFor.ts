// For which authority a command imports: the one that it names, or the only one; a file of several may be sent for any of them.
import { anyAuthority, authorityCalled } from "../../db/authorities.ts";
import type { On } from "../../db/engine/open.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";

export interface ImportedFor {
  /** By name, code or id. */
  readonly authority: string | undefined;
  /** Whether it is of every authority that the file names. */
  readonly several: boolean;
}

/** @throws Refusal NOT_FOUND; BAD_INPUT where there are several and none is named. */
export function importedFor(on: On, viewer: Viewer, { authority, several }: ImportedFor): Promise<Row<"authority">> {
  return several && authority === undefined ? anyAuthority(on, viewer) : authorityCalled(on, viewer, authority);
}
