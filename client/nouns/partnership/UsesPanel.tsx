// The places used within a partnership: by whom, in whose places, from which day to which.
import { useInfiniteQuery } from "@tanstack/react-query";
import { type Partnership, type PlaceUse, placeUsesQuery, recordPlaceUses } from "../../data/documents/partnership.ts";
import { ask } from "../../data/graphql.ts";
import { readSeen } from "../../data/seen.ts";
import { describe, listOf } from "../../forms/describe.ts";
import { partsOf } from "../../forms/Field.tsx";
import { FormFrame } from "../../forms/FormFrame.tsx";
import { useForm } from "../../forms/useForm.ts";
import { closePanel, Panel } from "../../panels/Panel.tsx";
import { placeUseForm } from "../../written/placeUse.ts";

const usesForm = describe("PlaceUses", "uses of places", { uses: listOf(placeUseForm, { label: "Uses", add: "Add a use" }) });
const { Rows } = partsOf(usesForm);

interface OfPartnership {
  authority: string;
  partnership: Partnership;
  onWritten: (batchId: string | null, said: string) => void;
}

export function UsesPanel({ authority, partnership, onWritten }: OfPartnership) {
  const read = useInfiniteQuery({
    queryKey: ["placeUses", partnership.id],
    queryFn: ({ pageParam }) => readSeen(authority, () => ask(placeUsesQuery, { partnership: partnership.id, after: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.placeUses.hasNextPage ? last.placeUses.endCursor : null),
    gcTime: 0,
  });
  const held = read.data?.pages.flatMap((page) => page.placeUses.nodes);
  if (!held) return <Panel title="Places used">{<p className="quiet-text">{read.error?.message ?? "Reading…"}</p>}</Panel>;
  return (
    <UsesForm
      authority={authority}
      partnership={partnership}
      held={held}
      seen={read.data?.pages[0]?.seen ?? 0}
      more={read.hasNextPage ? () => read.fetchNextPage() : null}
      onWritten={onWritten}
    />
  );
}

function UsesForm({ authority, partnership, held, seen, more, onWritten }: OfPartnership & { held: PlaceUse[]; seen: number; more: (() => void) | null }) {
  const form = useForm({
    form: usesForm,
    stored: { uses: held },
    seen,
    place: { authority, noun: `uses of ${partnership.id}`, id: null },
    title: "Places used",
  });
  // Those that it opened with and that are not in it any more are taken out.
  const opened = Object.entries(form.base).flatMap(([path, text]) => (/^uses\[\d+\]\.id$/.test(path) ? [text] : []));
  const members = partnership.partners.map((partner): [string, string] => [partner.id, partner.name]);

  async function save() {
    const kept = await form.save(async ({ uses }, { seen, key }) => {
      const removed = opened.filter((id) => !uses.some((use) => use.id === id));
      return (await ask(recordPlaceUses, { partnership: partnership.id, uses, removed, seen, key })).recordPlaceUses;
    });
    if (!kept) return;
    onWritten(kept.batchId, "Recorded the places used.");
    closePanel();
  }
  return (
    <Panel title="Places used" wide>
      <FormFrame form={form} submit="Record these uses" onSave={save}>
        <p className="hint">
          How many places were used, by whom, from which day to which. Nothing about any child is recorded. An outside buyer is named where no member is chosen. 0 places: nobody
          used any.
        </p>
        <Rows at="uses" choices={{ userId: [...members, ["", "An outside buyer"]], hostId: members }} />
        {more &&
          (form.begun ? (
            <p className="hint">There are more uses. Record these first to see them.</p>
          ) : (
            <button type="button" onClick={more}>
              Show more uses
            </button>
          ))}
      </FormFrame>
    </Panel>
  );
}
