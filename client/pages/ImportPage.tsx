// The import page: a file is chosen, dropped or pasted, read as a table, looked at whole, and then imported whole or not at all.
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { askAll } from "../data/allPages.ts";
import { importedKpisQuery, importMapsQuery, type SavedMap } from "../data/documents/importing.ts";
import { Refused } from "../data/graphql.ts";
import { readSeenBeside } from "../data/seen.ts";
import { ByHand } from "../import/ByHand.tsx";
import { useBroughtTable } from "../import/broughtTable.ts";
import { ChooseFile, Invitation } from "../import/ChooseFile.tsx";
import { importedSaid } from "../import/Course.tsx";
import { lookAt, sendFile } from "../import/files.ts";
import { furtherFields } from "../import/furtherFields.ts";
import "../import/import.css";
import "../import/reading.css";
import "../import/readTable.css";
import { fromText } from "../import/mapping.ts";
import { ReadPreview } from "../import/ReadPreview.tsx";
import type { HeldFile } from "../import/Seen.tsx";
import { useDrop, usePastedTable } from "../import/takenFile.ts";
import { useImport } from "../import/useImport.ts";
import { type Filled, useMappingDraft } from "../import/useMappingDraft.ts";
import { useStatuses } from "../nouns/commitment/useStatuses.ts";
import { SharedPanel } from "../panels/SharedPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { ChangesSaid, Foot } from "../shell/Foot.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import type { Choices } from "../written/proposal.ts";
import { type Here, OfAuthority } from "./OfAuthority.tsx";
import { currentVersion, useVersions, useYearsOf } from "./versions.ts";

export function ImportPage() {
  return <OfAuthority publishersToo>{(here) => <Import key={here.authority.id} {...here} />}</OfAuthority>;
}

/** What was said of a table that was read is kept beside the mappings, and is none. */
const mappingsIn = (kept: readonly SavedMap[]) => kept.filter(({ map }) => "map" in fromText(map));

/** What was chosen and filled in for a file, for the next one of the same columns. */
interface Before {
  readonly columns: string;
  readonly byHand: boolean;
  readonly filled: Filled | null;
  readonly choices: Choices;
}

function Import(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const [held, setHeld] = useState<HeldFile | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const [byHand, setByHand] = useState(false);
  const [first, setFirst] = useState<Choices>({});
  const before = useRef<Before | null>(null);
  const choices = useRef<Choices>({});
  const maps = useQuery({ queryKey: ["importMaps", authority.id], queryFn: () => readSeenBeside(authority.id, () => askAll(importMapsQuery, { authority: authority.id })) });
  const kpisAsked = useQuery({ queryKey: ["importedKpis", authority.id], queryFn: ({ signal }) => askAll(importedKpisQuery, { authority: authority.id }, signal) });
  const versions = useVersions(authority.id);
  const drafts = versions.versions.filter(({ publishedAt }) => publishedAt === null);
  const version = currentVersion(drafts);
  const { statuses } = useStatuses(authority.id);
  const years = useYearsOf(version);
  const kpis = useMemo(() => kpisAsked.data?.kpis.nodes ?? [], [kpisAsked.data]);
  const saved = useMemo(() => mappingsIn(maps.data?.importMaps.nodes ?? []), [maps.data]);
  const mapping = useMappingDraft(saved, { kpis: kpis.filter(({ computed }) => computed === null), version: version?.name, texts: furtherFields });
  const failed = maps.error ?? kpisAsked.error ?? versions.error;
  const ready = maps.data !== undefined && kpisAsked.data !== undefined && versions.data !== undefined;

  const name = held?.name ?? "";
  const { course, run, stop, forget, leave } = useImport((result, asked) => {
    if (result.batchId !== null) changes.written(String(result.batchId), importedSaid(name, asked, result));
  });
  const running = course.at === "running";
  const isLeft = useLeft(held?.id, leave);
  useTakenBack(course.at === "done" ? (course.result.batchId ?? null) : null, changes.undo?.batchId, forget);
  useEffect(() => {
    document.title = "Import · Tabled";
  }, []);

  async function take(file: File | undefined, brought?: Choices) {
    if (!file || running || !ready) return;
    // Whatever becomes of this file, the one before it can be imported no more. What was chosen for that one is for another of the same columns.
    if (held) before.current = { columns: held.columns.join("\n"), byHand, filled: mapping.filled, choices: choices.current };
    setHeld(null);
    mapping.put(null);
    forget();
    setSending(file.name);
    setUnread(null);
    try {
      const { id, ...look } = await sendFile(authority.id, file);
      if (isLeft.current) return leave(id, false);
      const same = look.columns.length > 0 && before.current?.columns === look.columns.join("\n") ? before.current : null;
      if (same?.filled) mapping.put(same.filled);
      setByHand(brought ? false : same?.filled ? same.byHand : mapping.fill(look));
      setFirst(brought ?? same?.choices ?? {});
      setHeld({ id, ...look, name: file.name, bytes: file.size, sheet: undefined });
    } catch (error) {
      setUnread(error instanceof Refused ? error.message : String(error));
    } finally {
      setSending(null);
    }
  }
  async function chooseSheet(sheet: string) {
    if (!held) return;
    setUnread(null);
    forget();
    try {
      const look = await lookAt(held.id, sheet);
      setHeld({ ...held, ...look, sheet });
      mapping.fill(look);
    } catch (error) {
      setUnread(error instanceof Refused ? error.message : String(error));
    }
  }
  const chosen = (next: Choices) => {
    if (choices.current === next) return;
    choices.current = next;
    forget();
  };
  const drop = useDrop((file) => void take(file));
  usePastedTable((file) => void take(file));
  useBroughtTable(ready, (file, choices) => void take(file, choices));

  return (
    <div className="shell import-shell">
      <ContextBar {...here} />
      <div className="desk">
        <main className={drop.over ? "import-work dropping" : "import-work"} {...drop.on}>
          <div className="sheet-head">
            <h1>
              {authority.name} <span className="sheet-title">import</span>
            </h1>
            {held && (
              <div className="sheet-actions">
                <ChooseFile onFile={take} disabled={running || sending !== null} quiet said="Choose another file" />
              </div>
            )}
          </div>
          {failed && !ready && <Trouble message={failed.message} again={() => void Promise.all([maps.refetch(), kpisAsked.refetch(), versions.refetch()])} />}
          {unread && (
            <p className="refusal unread" role="alert">
              {unread}
            </p>
          )}
          {sending && (
            <p className="quiet-text" role="status">
              Sending {sending}…
            </p>
          )}
          {ready && !held && !sending && <Invitation onFile={take} />}
          {held && !byHand && (
            <ReadPreview
              key={held.id}
              held={held}
              first={first}
              years={version ? years : []}
              course={course}
              onRun={run}
              onStop={stop}
              onChoices={chosen}
              onByHand={() => {
                forget();
                setByHand(true);
              }}
            />
          )}
          {held && byHand && (
            <ByHand
              authority={authority.id}
              held={held}
              mapping={mapping}
              saved={saved}
              seen={maps.data?.seen ?? 0}
              kpis={kpis}
              drafts={drafts.map((each) => each.name)}
              years={version ? years : []}
              statuses={statuses.map((each) => each.name)}
              course={course}
              sending={sending !== null}
              onRun={run}
              onStop={stop}
              onForget={forget}
              onSheet={chooseSheet}
              onReadAgain={() => {
                forget();
                setFirst(choices.current);
                setByHand(false);
              }}
              savedAgain={() => maps.refetch().then(({ data }) => mappingsIn(data?.importMaps.nodes ?? []))}
              onWritten={changes.written}
            />
          )}
        </main>
        <SharedPanel panel={address.panel} authority={authority.id} years={[]} onWritten={changes.written} />
      </div>
      <Foot>
        {changes.refused && <span className="refusal">{changes.refused.message}</span>}
        <ChangesSaid changes={changes} />
      </Foot>
    </div>
  );
}

/** Lets the server forget the file when another is taken, or the page or its tab is left. Whether it has been left, the ref says. */
function useLeft(id: string | undefined, leave: (id: string, isClosing: boolean) => void) {
  const isLeft = useRef(false);
  useEffect(() => {
    isLeft.current = false;
    return () => {
      isLeft.current = true;
    };
  }, []);
  useEffect(() => {
    if (id === undefined) return;
    const closing = () => leave(id, true);
    addEventListener("pagehide", closing);
    return () => {
      removeEventListener("pagehide", closing);
      leave(id, false);
    };
  }, [id, leave]);
  return isLeft;
}

/** An import that has been taken back is no longer told of as kept. */
function useTakenBack(batch: number | null, last: string | undefined, forget: () => void): void {
  const before = useRef(last);
  const check = useCallback(() => {
    const wasLast = batch !== null && before.current === String(batch);
    before.current = last;
    if (wasLast && (last === undefined || Number(last) < batch)) forget();
  }, [batch, last, forget]);
  useEffect(check, [check]);
}
