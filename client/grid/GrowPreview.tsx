// A series of years that grows by a rate: asks for the rate, and shows what each year would come to before anything is sent.
import { useEffect, useMemo, useRef, useState } from "react";
import { ratioOf } from "./amounts.ts";
import type { Displayed } from "./displayed.ts";
import { grown } from "./fill.ts";
import { PastePreview, type PastePreviewProps } from "./PastePreview.tsx";
import { nothingPlanned, planned } from "./planned.ts";
import type { Box } from "./range.ts";
import type { SheetTable } from "./table.ts";

export interface GrowPreviewProps extends Pick<PastePreviewProps, "onPreview" | "onConfirm" | "onClose"> {
  table: SheetTable;
  displayed: Displayed;
  at: Box;
}

export function GrowPreview({ table, displayed, at, ...rest }: GrowPreviewProps) {
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const rate = ratioOf(typed.replace(/%\s*$/, ""));
  // More than a hundredfold in a year, or below nothing, is a slip of the keyboard.
  const plain = rate !== null && rate.numerator > -100n * rate.denominator && rate.numerator <= 10_000n * rate.denominator && rate.denominator <= 10n ** 12n;
  const text = plain ? typed : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the figures are those that the dialog opened on, and only the rate changes.
  const plan = useMemo(() => {
    const share = text === null ? null : ratioOf(text.replace(/%\s*$/, ""));
    return share ? planned(table, displayed, grown(displayed, at, { numerator: share.numerator, denominator: share.denominator * 100n })) : nothingPlanned;
  }, [text]);
  return (
    <PastePreview heading="Grow by a rate" table={table} plan={plan} verb="Change" {...rest}>
      <label className="field grow-rate">
        <span>Increase each year on the year before by, %</span>
        <input
          ref={input}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          inputMode="decimal"
          autoComplete="off"
          placeholder="3.5"
          aria-invalid={typed !== "" && !plain}
        />
      </label>
      <p className="hint">
        {typed !== "" && !plain
          ? "A rate is a percentage above -100, such as 3.5 or -2."
          : "The first figure of each row stays. Each is worked out from it and rounded once, to the penny."}
      </p>
    </PastePreview>
  );
}
