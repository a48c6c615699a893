// How outcomes are published: which small counts are hidden, and by what mark.
import { goTo } from "../../address.ts";
import type { PublicationHeld } from "../../data/documents/outcomes.ts";
import { NounPanel, useEditor } from "../../forms/NounPanel.tsx";
import { closePanel } from "../../panels/Panel.tsx";
import { publicationForm, publicationWrites } from "../../written/publication.ts";

export interface PublicationPanelProps {
  authority: string;
  held: PublicationHeld | null;
  seen: number | null;
  onWritten: (batchId: string | null, said: string) => void;
}

export function PublicationPanel(props: PublicationPanelProps) {
  const onDone = (deed: string) => (deed === "removed" ? goTo({ publication: undefined, panel: undefined }) : closePanel());
  return <NounPanel editor={useEditor({ form: publicationForm, writes: publicationWrites, ...props, onDone })} />;
}
