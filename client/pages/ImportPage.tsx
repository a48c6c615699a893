// The import page: a file is chosen, mapped, looked at whole, and then kept whole or not at all.
import { useQuery } from "@tanstack/react-query";
import { type DragEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { askAll } from "../data/allPages.ts";
import { importedKpisQuery, importMapsQuery, type SavedMap } from "../data/documents/importing.ts";
import { Refused } from "../data/graphql.ts";
import { ChooseFile, Invitation } from "../import/ChooseFile.tsx";
import { CourseView, canBeImported, importedSaid } from "../import/Course.tsx";
import { type Look, lookAt, sendFile } from "../import/files.ts";
import { furtherFields } from "../import/furtherFields.ts";
import "../import/import.css";
import { readSeenBeside } from "../data/seen.ts";
import { MappingForm } from "../import/MappingForm.tsx";
import { asText, fits, fromText, guess, guessTarget, type Mapping, type Target } from "../import/mapping.ts";
import { ChooseMap, SaveMap, targetOf } from "../import/SavedMaps.tsx";
import { type HeldFile, Seen } from "../import/Seen.tsx";
import { useImport } from "../import/useImport.ts";
import { useStatuses } from "../nouns/commitment/useStatuses.ts";
import { SharedPanel } from "../panels/SharedPanel.tsx";
import { ContextBar } from "../shell/ContextBar.tsx";
import { ChangesSaid, Foot } from "../shell/Foot.tsx";
import { Trouble } from "../shell/Trouble.tsx";
import { useChanges } from "../shell/useChanges.tsx";
import { type Here, OfAuthority } from "./OfAuthority.tsx";
import { currentVersion, useVersions, useYearsOf } from "./versions.ts";

export function ImportPage() {
  return <OfAuthority publishersToo>{(here) => <Import key={here.authority.id} {...here} />}</OfAuthority>;
}

/** The mapping that is being filled in, and its text, which is ahead of it while it is no JSON yet. */
interface Draft {
  readonly map: Mapping;
  readonly text: string;
  readonly trouble: string | null;
}

function draftOf(map: Mapping): Draft {
  return { map, text: asText(map), trouble: null };
}

function Import(here: Here) {
  const { authority, address } = here;
  const changes = useChanges(authority.id);
  const [held, setHeld] = useState<HeldFile | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const filledIn = useRef<{ columns: string; draft: Draft; chosen: string | null } | null>(null);
  const maps = useQuery({ queryKey: ["importMaps", authority.id], queryFn: () => readSeenBeside(authority.id, () => askAll(importMapsQuery, { authority: authority.id })) });
  const kpisAsked = useQuery({ queryKey: ["importedKpis", authority.id], queryFn: ({ signal }) => askAll(importedKpisQuery, { authority: authority.id }, signal) });
  const versions = useVersions(authority.id);
  const drafts = versions.versions.filter(({ publishedAt }) => publishedAt === null);
  const version = currentVersion(drafts);
  const { statuses } = useStatuses(authority.id);
  const years = useYearsOf(version);
  const kpis = useMemo(() => kpisAsked.data?.kpis.nodes ?? [], [kpisAsked.data]);
  const saved = useMemo(() => maps.data?.importMaps.nodes ?? [], [maps.data]);
  const known = { kpis: kpis.filter(({ computed }) => computed === null), version: version?.name, texts: furtherFields };
  const savedChosen = saved.find(({ id }) => id === chosen);
  const failed = maps.error ?? kpisAsked.error ?? versions.error;
  const ready = maps.data !== undefined && kpisAsked.data !== undefined && versions.data !== undefined;

  const name = held?.name ?? "";
  const target = draft?.map.target ?? "outcomes";
  const { course, run, stop, forget, leave } = useImport((result, asked) => {
    if (result.batchId !== null) changes.written(String(result.batchId), importedSaid(name, asked, result));
  });
  const running = course.at === "running";
  useLeft(held?.id, leave);
  useTakenBack(course.at === "done" ? (course.result.batchId ?? null) : null, changes.undo?.batchId, forget);
  const work = useRef<HTMLDivElement>(null);
  useFocusOnRefused(work, course.at === "failed" ? course.error.field : null);
  useEffect(() => {
    document.title = "Import · Tabled";
  }, []);
  useEffect(() => {
    // The button that the file was chosen with may be gone: the keyboard goes on at what is to be filled in.
    if (held?.id && document.activeElement === document.body) work.current?.querySelector("select")?.focus();
  }, [held?.id]);

  const fill = (look: Look) => {
    const fitting = saved.filter((each) => {
      const read = fromText(each.map);
      return "map" in read && fits(read.map, look.columns);
    });
    const [only] = fitting.length === 1 ? fitting : [];
    setChosen(only?.id ?? null);
    const read = only && fromText(only.map);
    setDraft(draftOf(read && "map" in read ? read.map : guess(guessTarget(look), look, known)));
  };
  async function take(file: File | undefined) {
    if (!file || running || !ready) return;
    // Whatever becomes of this file, the one before it can be imported no more. What was filled in for that one is for another of the same columns.
    if (held && draft) filledIn.current = { columns: held.columns.join("\n"), draft, chosen };
    setHeld(null);
    setDraft(null);
    forget();
    setSending(file.name);
    setUnread(null);
    try {
      const { id, ...look } = await sendFile(authority.id, file);
      setHeld({ id, ...look, name: file.name, bytes: file.size, sheet: undefined });
      const same = filledIn.current?.columns === look.columns.join("\n") ? filledIn.current : null;
      if (!same) return fill(look);
      setDraft(same.draft);
      setChosen(same.chosen);
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
      fill(look);
    } catch (error) {
      setUnread(error instanceof Refused ? error.message : String(error));
    }
  }
  const chooseMap = (of: SavedMap | undefined) => {
    if (!held) return;
    setChosen(of?.id ?? null);
    forget();
    if (!of) return setDraft(draftOf(guess(guessTarget(held), held, known)));
    const read = fromText(of.map);
    setDraft("map" in read ? draftOf(read.map) : { map: guess(targetOf(of), held, known), text: of.map, trouble: read.trouble });
  };
  const retype = (text: string) => {
    const read = fromText(text);
    if (draft) setDraft("map" in read ? { map: read.map, text, trouble: null } : { ...draft, text, trouble: read.trouble });
  };
  const asked = held && draft && { id: held.id, map: draft.text, sheet: held.sheet };
  const outdated = course.at !== "nowhere" && (asked === null || course.asked.map !== asked.map || course.asked.sheet !== asked.sheet || course.asked.id !== asked.id);
  const previewed = course.at === "done" && course.asked.preview && !outdated;
  const importable = previewed && sending === null && canBeImported(course.result);
  const imported = course.at === "done" && !course.asked.preview && !outdated;
  const mayImport = imported || running ? "" : previewed && course.result.errorCount === 0 ? "There is nothing to import." : "Preview it first.";
  const drop = useDrop((file) => void take(file));

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
          {held && draft && (
            <div className="import-halves">
              <div className="mapping" ref={work}>
                <div className="mapping-fields">
                  <ChooseMap
                    seen={maps.data?.seen ?? 0}
                    saved={saved}
                    chosen={savedChosen}
                    changed={savedChosen !== undefined && !sameMap(savedChosen.map, draft)}
                    columns={held.columns}
                    onChoose={chooseMap}
                    onWritten={changes.written}
                  />
                  <MappingForm
                    map={draft.map}
                    onMap={(map) => setDraft(draftOf(map))}
                    onTarget={(next: Target) => setDraft(draftOf(guess(next, held, known)))}
                    columns={held.columns}
                    kpis={kpis}
                    drafts={drafts.map((each) => each.name)}
                    years={version ? years : []}
                    statuses={statuses.map((each) => each.name)}
                    refused={course.at === "failed" && !course.stopped && !outdated ? course.error : null}
                    text={draft.text}
                    onText={retype}
                    textTrouble={draft.trouble}
                  />
                  <SaveMap
                    seen={maps.data?.seen ?? 0}
                    key={savedChosen?.id ?? ""}
                    authority={authority.id}
                    named={savedChosen?.name ?? ""}
                    text={draft.trouble ? null : draft.text}
                    onSaved={(saidName) =>
                      void maps.refetch().then(({ data }) => setChosen(data?.importMaps.nodes.find((each) => each.name === saidName && targetOf(each) === target)?.id ?? null))
                    }
                    onWritten={changes.written}
                  />
                </div>
                <div className="mapping-foot">
                  <button
                    type="button"
                    className={importable ? undefined : "primary"}
                    disabled={running || sending !== null || draft.trouble !== null}
                    onClick={() => asked && run({ ...asked, preview: true })}
                  >
                    Preview
                  </button>
                  <button type="button" className={importable ? "primary" : undefined} disabled={!importable} onClick={() => asked && run({ ...asked, preview: false })}>
                    Import
                  </button>
                  <span className="hint">{importable ? "All of it, or nothing." : mayImport}</span>
                </div>
              </div>
              <div className="import-seen">
                <Seen held={held} disabled={running} onSheet={chooseSheet} />
                <CourseView course={course} fileName={held.name} outdated={outdated} onStop={stop} />
              </div>
            </div>
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

function sameMap(text: string, { map }: Draft): boolean {
  const read = fromText(text);
  return "map" in read && asText(read.map) === asText(map);
}

/** A file dropped anywhere on the page is taken; without this the browser would leave the page for it. */
function useDrop(take: (file: File | undefined) => void) {
  const [over, setOver] = useState(false);
  const on = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files[0]);
    },
  };
  return { over, on };
}

/** Lets the server forget the file when another is taken or the page is left. */
function useLeft(id: string | undefined, leave: (id: string) => void): void {
  useEffect(() => (id === undefined ? undefined : () => leave(id)), [id, leave]);
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

/** The cursor goes to the field at fault. */
function useFocusOnRefused(frame: RefObject<HTMLElement | null>, field: string | null): void {
  useEffect(() => {
    if (field?.startsWith("map")) frame.current?.querySelector<HTMLElement>(".field.refused select, .field.refused input, .field.refused textarea")?.focus();
  }, [frame, field]);
}
