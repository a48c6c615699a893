// A file whose columns are set by hand: its mapping at the left, what the file contains and what would come of it at the right.
import { type RefObject, useEffect, useRef } from "react";
import type { SavedMap } from "../data/documents/importing.ts";
import { CourseView, canBeImported } from "./Course.tsx";
import { MappingForm, type MappingFormProps } from "./MappingForm.tsx";
import type { Target } from "./mapping.ts";
import { ChooseMap, SaveMap, targetOf } from "./SavedMaps.tsx";
import { type HeldFile, Seen } from "./Seen.tsx";
import type { Asked, Course } from "./useImport.ts";
import { isAsSaved, type MappingDraft } from "./useMappingDraft.ts";

const facts: Record<Target, Asked["facts"]> = {
  outcomes: ["outcome", "outcomes"],
  "budget lines": ["amount", "amounts"],
  commitments: ["commitment", "commitments"],
};

export interface ByHandProps extends Pick<MappingFormProps, "kpis" | "drafts" | "years" | "statuses"> {
  authority: string;
  held: HeldFile;
  mapping: MappingDraft;
  saved: readonly SavedMap[];
  /** The data version at which the mappings were read. */
  seen: number;
  course: Course;
  sending: boolean;
  onRun: (asked: Asked) => void;
  onStop: () => void;
  onForget: () => void;
  onSheet: (sheet: string) => void;
  onReadAgain: () => void;
  /** The mappings, read anew. */
  savedAgain: () => Promise<readonly SavedMap[]>;
  onWritten: (batchId: string | null, said: string) => void;
}

export function ByHand(props: ByHandProps) {
  const { authority, held, mapping, saved, seen, course, sending, onRun, onStop, onForget, onSheet, onReadAgain, savedAgain, onWritten } = props;
  const work = useRef<HTMLDivElement>(null);
  useFocusOnRefused(work, course.at === "failed" ? course.error.field : null);
  useEffect(() => {
    // The button that the file was chosen with may be gone: the keyboard goes on at what is to be filled in.
    if (held.id && document.activeElement === document.body) work.current?.querySelector("select")?.focus();
  }, [held.id]);
  const { draft, savedChosen } = mapping;
  if (!draft) return null;
  const target = draft.map.target;
  const running = course.at === "running";
  const asked = { id: held.id, map: draft.text, sheet: held.sheet, facts: facts[target] };
  const outdated = course.at !== "nowhere" && (!("map" in course.asked) || course.asked.map !== asked.map || course.asked.sheet !== asked.sheet || course.asked.id !== asked.id);
  const previewed = course.at === "done" && course.asked.preview && !outdated;
  const importable = previewed && !sending && canBeImported(course.result);
  const imported = course.at === "done" && !course.asked.preview && !outdated;
  const mayImport = imported || running ? "" : previewed && course.result.errorCount === 0 ? "There is nothing to import." : "Preview it first.";
  return (
    <div className="import-halves">
      <div className="mapping" ref={work}>
        <div className="mapping-fields">
          <button type="button" className="quiet read-again" disabled={running} onClick={onReadAgain}>
            Read the table as it is
          </button>
          <ChooseMap
            seen={seen}
            saved={saved}
            chosen={savedChosen}
            changed={savedChosen !== undefined && !isAsSaved(savedChosen.map, draft)}
            columns={held.columns}
            onChoose={(of) => {
              onForget();
              mapping.choose(of, held);
            }}
            onWritten={onWritten}
          />
          <MappingForm
            map={draft.map}
            onMap={mapping.change}
            onTarget={(next) => mapping.target(next, held)}
            columns={held.columns}
            kpis={props.kpis}
            drafts={props.drafts}
            years={props.years}
            statuses={props.statuses}
            refused={course.at === "failed" && !course.stopped && !outdated ? course.error : null}
            text={draft.text}
            onText={mapping.retype}
            textTrouble={draft.trouble}
          />
          <SaveMap
            seen={seen}
            key={savedChosen?.id ?? ""}
            authority={authority}
            named={savedChosen?.name ?? ""}
            text={draft.trouble ? null : draft.text}
            onSaved={(name) => void savedAgain().then((all) => mapping.chooseSaved(all.find((each) => each.name === name && targetOf(each) === target)?.id ?? null))}
            onWritten={onWritten}
          />
        </div>
        <div className="mapping-foot">
          <button
            type="button"
            className={importable ? undefined : "primary"}
            disabled={running || sending || draft.trouble !== null}
            onClick={() => onRun({ ...asked, preview: true })}
          >
            Preview
          </button>
          <button type="button" className={importable ? "primary" : undefined} disabled={!importable} onClick={() => onRun({ ...asked, preview: false })}>
            Import
          </button>
          <span className="hint">{importable ? "All of it, or nothing." : mayImport}</span>
        </div>
      </div>
      <div className="import-seen">
        <Seen held={held} disabled={running} onSheet={onSheet} />
        <CourseView course={course} fileName={held.name} outdated={outdated} onStop={onStop} />
      </div>
    </div>
  );
}

/** The cursor goes to the field at fault. */
function useFocusOnRefused(frame: RefObject<HTMLElement | null>, field: string | null): void {
  useEffect(() => {
    if (field?.startsWith("map")) frame.current?.querySelector<HTMLElement>(".field.refused select, .field.refused input, .field.refused textarea")?.focus();
  }, [frame, field]);
}
