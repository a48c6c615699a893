// The panels that any sheet may open beside it: a commitment's terms, the uplifts, the history, the keys.
import { NothingToExport } from "../export/ExportPanel.tsx";
import { CommitmentPanel } from "../nouns/commitment/CommitmentPanel.tsx";
import { StatusesPanel } from "../nouns/commitment/StatusesPanel.tsx";
import { UpliftsPanel } from "../nouns/commitment/UpliftsPanel.tsx";
import { HistoryPanel } from "./HistoryPanel.tsx";
import { KeysPanel } from "./KeysPanel.tsx";

export interface SharedPanelProps {
  /** The address's panel: "commitment:<id>", "commitment:new", "uplifts", "statuses", "history", "keys". Of any other there is none here. */
  panel: string | undefined;
  authority: string;
  /** The years to work costs out for. */
  years: string[];
  /** Why nothing can be changed here, where it cannot. */
  locked?: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function SharedPanel({ panel, authority, years, locked = null, onWritten }: SharedPanelProps) {
  const [kind, id] = panelOf(panel);
  switch (kind) {
    case "commitment":
      return <CommitmentPanel authority={authority} id={id === "new" ? null : (id ?? null)} years={years} locked={locked} onWritten={onWritten} />;
    case "uplifts":
      return <UpliftsPanel authority={authority} years={years} locked={locked} onWritten={onWritten} />;
    case "statuses":
      return <StatusesPanel authority={authority} locked={locked} onWritten={onWritten} />;
    case "history":
      return <HistoryPanel authority={authority} onWritten={onWritten} />;
    case "export":
      return <NothingToExport />;
    case "keys":
      return <KeysPanel />;
    default:
      return null;
  }
}

/** "commitment:a:b" is a commitment, "a:b". */
export function panelOf(panel: string | undefined): [kind: string, id: string | undefined] {
  return (panel ?? "").split(/:(.*)/) as [string, string | undefined];
}
