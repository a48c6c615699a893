// The terms that not every commitment has: what it is bought under, who provides, the most on one day, and which cost centres it is drawn from.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { costCentreNamesQuery } from "../documents.ts";
import type { Refused } from "../graphql.ts";
import { ask } from "../graphql.ts";
import { ChoiceField, refusalOf, TextField } from "../shell/fields.tsx";
import { BoughtUnder } from "./BoughtUnder.tsx";
import type { TermsForm } from "./termsForm.ts";

export interface MoreTermsProps {
  authority: string;
  id: string | null;
  form: TermsForm;
  set: (change: Partial<TermsForm>) => void;
  error: Refused | null;
}

export function MoreTerms({ authority, id, form, set, error }: MoreTermsProps) {
  // What is held here is in sight from the start, and so is what was refused.
  const [open, setOpen] = useState(belongs(form) || form.provider !== "" || form.mostPlaces !== "" || form.draws.length > 0);
  const refusedHere = /(^|\.)(provider|mostPlaces|draws|arrangementId|lotId|poolId|replacesId)/.test(error?.field ?? "");
  const counted = form.basis === "WEEKLY_PRICE" || form.basis === "YEARLY_PRICE";
  return (
    <details className="more-terms" open={open || refusedHere} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>More terms</summary>
      <BoughtUnder authority={authority} id={id} form={form} set={set} error={error} />
      <div className="pair">
        <TextField label="Provider" value={form.provider} onChange={(provider) => set({ provider })} refused={refusalOf(error, "provider")} />
        {counted && (
          <TextField label="The most on one day" type="number" value={form.mostPlaces} onChange={(mostPlaces) => set({ mostPlaces })} refused={refusalOf(error, "mostPlaces")} />
        )}
      </div>
      <Draws authority={authority} id={id} form={form} set={set} error={error} />
    </details>
  );
}

function belongs(form: TermsForm): boolean {
  return form.arrangementId !== null || form.poolId !== null || form.places.some((period) => period.replacesId !== null);
}

function Draws({ authority, form, set, error }: MoreTermsProps) {
  const asked = useQuery({ queryKey: ["costCentreNames", authority], queryFn: () => ask(costCentreNamesQuery, { authority }) });
  const centres = asked.data?.costCentres.nodes ?? [];
  const setDraw = (index: number, change: Partial<TermsForm["draws"][number]>) => set({ draws: form.draws.map((draw, at) => (at === index ? { ...draw, ...change } : draw)) });
  const unused = centres.find((centre) => !form.draws.some((draw) => draw.costCentreId === centre.id));
  return (
    <>
      {form.draws.length > 0 && <h3>Drawn from</h3>}
      {form.draws.map((draw, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: while a draw is chosen it has only its order.
        <div className="draw" key={index}>
          <ChoiceField
            label="Cost centre"
            value={draw.costCentreId}
            choices={centres.map((centre) => [centre.id, centre.name] as const)}
            onChange={(costCentreId) => setDraw(index, { costCentreId })}
            refused={refusalOf(error, `draws[${index}].costCentreId`)}
          />
          <TextField label="Per cent" value={draw.percent} onChange={(percent) => setDraw(index, { percent })} refused={refusalOf(error, `draws[${index}].drawnShare`)} />
          <button type="button" className="quiet" onClick={() => set({ draws: form.draws.filter((_, at) => at !== index) })}>
            Remove
          </button>
        </div>
      ))}
      {form.draws.length > 0 && (
        <p className={refusalOf(error, "draws") ? "refusal" : "hint"}>{refusalOf(error, "draws") ?? "Together they must come to 100%, so that each penny falls somewhere."}</p>
      )}
      {form.draws.length === 0 && <p className="hint">It falls on the budget as a whole, unless it is drawn from cost centres.</p>}
      {unused && (
        <button type="button" className="quiet" onClick={() => set({ draws: [...form.draws, { costCentreId: unused.id, percent: form.draws.length === 0 ? "100" : "" }] })}>
          Draw it from {form.draws.length === 0 ? "a" : "another"} cost centre
        </button>
      )}
    </>
  );
}
