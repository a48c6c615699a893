// Rows of a file as statistical neighbours: which other councils each council is compared with, in their order.
import { randomUUID } from "node:crypto";
import type { On } from "../../db/engine/open.ts";
import type { Row } from "../../db/tables.ts";
import type { Viewer } from "../../db/viewer.ts";
import { type Change, insertion } from "../../db/write/change.ts";
import { partChanges } from "../../db/write/parts.ts";
import { nameGiven, nameIfGiven } from "../entry/words.ts";
import { InputError } from "../finance/inputError.ts";
import { sharedSet } from "../resolvers/sharedSet.ts";
import type { NeighbourMap } from "./mapping.ts";
import { type Cells, decimalIn, keyOf, type RowReader } from "./rowReader.ts";

interface Council {
  readonly line: number;
  readonly text: string;
  readonly neighbours: { readonly line: number; readonly text: string; readonly position: number }[];
}

const oldCodeForm = /^\d{3}$/;

/** Makes a reader of statistical neighbours. Those of a council that a publisher has are the publisher's to state, and are left out. */
export async function neighbourRows(on: On, viewer: Viewer, authorityId: string, map: NeighbourMap): Promise<RowReader> {
  const { subjects, stored } = await sharedSet(on, viewer, authorityId);
  const own = new Map(stored.subjects.flatMap((subject) => (subject.authorityId === authorityId ? [[subject.id, subject]] : [])));
  const known = new Map<string, { readonly id: string }>();
  for (const subject of subjects)
    if (subject.kind === "authority") for (const key of [subject.gssCode, subject.oldCode, subject.name]) if (key && !known.has(keyOf(key))) known.set(keyOf(key), subject);
  const councils = new Map<string, Council>();
  const names = new Map<string, string>();
  return {
    read(cells: Cells, line: number) {
      const text = nameGiven(cells(map.subject), map.subject);
      const name = map.name ? nameIfGiven(cells(map.name), map.name) : null;
      if (name) names.set(keyOf(text), name);
      const neighbour = nameGiven(cells(map.neighbour), map.neighbour);
      const position = Number(decimalIn(cells(map.position), map.position));
      if (!Number.isInteger(position) || position < 1)
        throw new InputError(map.position, `“${cells(map.position).slice(0, 20)}” is not the place of a neighbour: 1 for the first.`);
      if (keyOf(neighbour) === keyOf(text)) throw new InputError(map.neighbour, `${neighbour} is the council itself.`);
      const council = councils.get(keyOf(text)) ?? { line, text, neighbours: [] };
      const before = council.neighbours.find((each) => keyOf(each.text) === keyOf(neighbour) || each.position === position);
      if (before) throw new InputError(map.neighbour, `${text} already has ${before.text} as neighbour ${before.position}, on line ${before.line}.`);
      councils.set(keyOf(text), council);
      council.neighbours.push({ line, text: neighbour, position });
      const found = known.get(keyOf(text));
      return found && !own.has(found.id) ? 0 : 1;
    },
    async changes(): Promise<Change[]> {
      const made: Row<"kpiSubject">[] = [];
      const added = new Map<string, { readonly id: string }>();
      const subjectOf = (text: string, line: number, column: string) => {
        const name = names.get(keyOf(text)) ?? null;
        const found = known.get(keyOf(text)) ?? added.get(keyOf(text)) ?? (name === null ? undefined : known.get(keyOf(name)));
        if (found) return found.id;
        if (map.newSubjects === false || !oldCodeForm.test(text.trim()) || name === null)
          throw new InputError(`line ${line}, ${column}`, `“${text.slice(0, 60)}” is neither the name nor the code of a council in this set, and the file does not name it.`);
        const subject = {
          id: randomUUID(),
          authorityId,
          kind: "authority" as const,
          name,
          oldCode: text.trim(),
          gssCode: null,
          withinId: null,
          position: subjects.length + 1_000 + made.length,
        };
        made.push({ ...subject, partnershipId: null, arrangementId: null, lotId: null });
        added.set(keyOf(text), subject);
        return subject.id;
      };
      const changes = [...councils.values()].flatMap(({ line, text, neighbours }): Change[] => {
        const id = subjectOf(text, line, map.subject);
        if (known.has(keyOf(text)) && !own.has(id)) return [];
        const wanted = [...neighbours].sort((a, b) => a.position - b.position).map((each) => ({ neighbourId: subjectOf(each.text, each.line, map.neighbour) }));
        return partChanges("kpiNeighbour", own.get(id)?.neighbours ?? [], wanted, { authorityId, subjectId: id }, `line ${line}`, ["neighbourId"]);
      });
      return [...made.map((subject) => insertion("kpiSubject", { ...subject }, "subject")), ...changes];
    },
  };
}
