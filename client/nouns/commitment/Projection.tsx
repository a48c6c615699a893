// What a commitment's terms come to, year by year, as they are typed.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { projectionQuery } from "../../data/documents.ts";
import { ask, Refused } from "../../data/graphql.ts";
import type { FormState } from "../../forms/useForm.ts";
import { Refusal } from "../../shell/fields.tsx";
import { poundsFromPence } from "../../text/format.ts";
import { comesToSomething, projectionTerms } from "./commitmentForm.ts";

const volumesSaid = { GUARANTEED: "guaranteed", CALL_OFF: "call-off", USED: "used", SUPPORT: "support" } as const;

/** What the terms come to, asked a moment after the last key. While one of them cannot be read, they come to nothing that could be shown. */
export function useProjection(form: FormState<"CommitmentInput">, rates: { year: string; rateShare: string }[] | null, years: string[]) {
  const wanted = form.input && comesToSomething(form.input) ? JSON.stringify(projectionTerms(form.input, rates)) : null;
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => setSettled(wanted), 120);
    return () => clearTimeout(timer);
  }, [wanted]);
  const asked = useQuery({
    queryKey: ["projection", settled, years],
    queryFn: () => ask(projectionQuery, { terms: JSON.parse(settled as string), from: years[0] as string, years: years.length }),
    placeholderData: keepPreviousData,
    retry: false,
    enabled: years.length > 0 && settled !== null,
  });
  const blank = form.unreadable || asked.error;
  return { data: blank ? undefined : asked.data?.projectCommitment, error: !form.unreadable && asked.error instanceof Refused ? asked.error : null };
}

interface ProjectionTableProps {
  asked: ReturnType<typeof useProjection>;
  years: string[];
  /** True where the figures follow from a price, and how is worth saying. */
  priced: boolean;
  error: { message: string } | null;
}

export function ProjectionTable({ asked, years, priced, error }: ProjectionTableProps) {
  return (
    <section className="projection" aria-label="What these terms come to" aria-live="polite">
      <h3>What these terms come to</h3>
      <table>
        <tbody>
          {(asked.data?.years ?? years.map((year) => ({ year, pence: null }))).map(({ year, pence }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td>{amountOf(pence, asked.data !== undefined)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td>{amountOf(asked.data?.totalPence ?? null, asked.data !== undefined)}</td>
          </tr>
          {asked.data?.volumes.map(({ volume, pence }) => (
            <tr key={volume} className="of-which">
              <th scope="row">of which {volumesSaid[volume]}</th>
              <td>{poundsFromPence(pence)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
      {priced && asked.data && (
        <details>
          <summary>How each year was worked out</summary>
          {asked.data.years.map(
            ({ year, derivation }) =>
              derivation && (
                <p className="hint" key={year}>
                  {year}: {derivation.workings} = {derivation.result}
                </p>
              ),
          )}
        </details>
      )}
      {asked.data?.notes.map((note) => (
        <p className="hint" key={note}>
          {note}
        </p>
      ))}
      <Refusal of={error} />
    </section>
  );
}

/** Nothing until it is answered, and then [x] for what is not known. */
function amountOf(pence: number | null, answered: boolean): string {
  return pence !== null ? poundsFromPence(pence) : answered ? "[x]" : "";
}
