// How outcomes are published: which small counts are hidden, and by what mark.
import { goTo } from "../../address.ts";
import type { PublicationHeld } from "../../data/documents/outcomes.ts";
import { NounPanel, type OfPanel, useEditor } from "../../forms/NounPanel.tsx";
import { closePanel } from "../../panels/Panel.tsx";
import { publicationForm, publicationWrites } from "../../written/publication.ts";

export type PublicationPanelProps = OfPanel<PublicationHeld>;

export function PublicationPanel(props: PublicationPanelProps) {
  const onDone = (deed: string) => (deed === "removed" ? goTo({ publication: undefined, panel: undefined }) : closePanel());
  return <NounPanel editor={useEditor({ form: publicationForm, writes: publicationWrites, ...props, onDone })} />;
}
