// The terms that not every commitment has: what it is bought under, who provides, the most on one day, and which cost centres it is drawn from.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askAll } from "../allPages.ts";
import { costCentreNamesQuery } from "../documents.ts";
import { partsOf } from "../forms/Field.tsx";
import type { FormState } from "../forms/useForm.ts";
import { BoughtUnder } from "./BoughtUnder.tsx";
import { commitmentForm } from "./commitmentForm.ts";

const { Field } = partsOf(commitmentForm);

export interface MoreTermsProps {
  authority: string;
  id: string | null;
  form: FormState<"CommitmentInput">;
}

export function MoreTerms({ authority, id, form }: MoreTermsProps) {
  // What is held here is in sight from the start, and so is what was refused.
  const [open, setOpen] = useState(() => Object.entries(form.texts).some(([path, text]) => here.test(path) && text !== ""));
  const refusedHere = Object.keys(form.texts).some((path) => here.test(path) && form.refusal(path) !== null) || form.refusal("draws") !== null;
  const basis = form.text("basis");
  return (
    <details className="more-terms" open={open || refusedHere} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>More terms</summary>
      <BoughtUnder authority={authority} id={id} form={form} />
      <div className="pair">
        <Field at="provider" />
        {(basis === "WEEKLY_PRICE" || basis === "YEARLY_PRICE") && <Field at="mostPlaces" />}
      </div>
      <Draws authority={authority} form={form} />
    </details>
  );
}

const here = /^(provider|mostPlaces|arrangementId|lotId|poolId)$|^draws\[|\.replacesId$/;

function Draws({ authority, form }: Pick<MoreTermsProps, "authority" | "form">) {
  const asked = useQuery({ queryKey: ["costCentreNames", authority], queryFn: () => askAll(costCentreNamesQuery, { authority }) });
  const centres = asked.data?.costCentres.nodes ?? [];
  const draws = form.rows("draws");
  const drawn = Array.from({ length: draws }, (_, row) => form.text(`draws[${row}].costCentreId`));
  const unused = centres.find((centre) => !drawn.includes(centre.id));
  const refused = form.refusal("draws");
  return (
    <>
      {draws > 0 && <h3>Drawn from</h3>}
      {drawn.map((_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: while a draw is chosen it has only its order.
        <div className="draw" key={row}>
          <Field at={`draws[${row}].costCentreId`} choices={centres.map((centre) => [centre.id, centre.name] as const)} />
          <Field at={`draws[${row}].drawnShare`} />
          <button type="button" className="quiet" onClick={() => form.removeRow("draws", row)}>
            Remove
          </button>
        </div>
      ))}
      {draws > 0 && <p className={refused ? "refusal" : "hint"}>{refused ?? "Together they must come to 100%, so that each penny falls somewhere."}</p>}
      {draws === 0 && <p className="hint">It falls on the budget as a whole, unless it is drawn from cost centres.</p>}
      {unused && (
        <button type="button" className="quiet" onClick={() => form.addRow("draws", { costCentreId: unused.id, drawnShare: draws === 0 ? "100" : "" })}>
          Draw it from {draws === 0 ? "a" : "another"} cost centre
        </button>
      )}
    </>
  );
}
