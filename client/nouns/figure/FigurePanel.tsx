// A printed figure: where a report prints it, how, and the workings that it ought to follow from.
import { useQuery } from "@tanstack/react-query";
import { figuresQuery, type PrintedFigure } from "../../data/documents/figures.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { NounPanel, useEditor } from "../../forms/NounPanel.tsx";
import { Panel } from "../../panels/Panel.tsx";
import { figureForm, figureWrites } from "../../written/figure.ts";

export interface FigurePanelProps {
  authority: string;
  /** The figure, or null for a new one. */
  id: string | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function FigurePanel({ authority, id, onWritten }: FigurePanelProps) {
  const read = useQuery({ queryKey: ["figures", authority], queryFn: () => readSeen(authority, () => ask(figuresQuery, { authority })), gcTime: 0 });
  const held = read.data?.printedFigures.find((each) => each.id === id) ?? null;
  if (!read.data || (id !== null && held === null)) {
    return <Panel title="Figure">{<p className="quiet-text">{read.isPending ? "Reading…" : (read.error?.message ?? "This figure is no longer there.")}</p>}</Panel>;
  }
  return <FigureForm key={id ?? "new"} authority={authority} held={held} seen={read.data.seen} onWritten={onWritten} />;
}

function FigureForm(props: Omit<FigurePanelProps, "id"> & { held: PrintedFigure | null; seen: number }) {
  return <NounPanel editor={useEditor({ form: figureForm, writes: figureWrites, called: "what", ...props })} />;
}
