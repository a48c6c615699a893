// A mapping as text: what the form follows and what follows the form, with what is refused of an entry that has no field.
import { useEffect, useId, useRef } from "react";
import type { RefusedEntry } from "./MappingFields.tsx";
import type { Mapping, Target } from "./mapping.ts";

/** The entries that have a field in the form, each at its own target; what is refused of any other stands at the text. */
const placed: Record<Target, RegExp> = {
  outcomes: /^map\.(target|layout|period|subject|wholeIs|release|breakdowns\[\d+\]|values|values\[\d+\]\.(kpi|version|value|numerator|denominator|percentAs))$/,
  "budget lines": /^map\.(target|version|costCentre|code|serviceGroup|years(\..+)?|year|amount|unit)$/,
  commitments: /^map\.(target|name|status|statusIs|provider|fields(\..+)?|years(\..+)?|unit|places|startsOn|endsOn|weeklyPrice|weeksPerYear|partYear)$/,
};

export interface MappingTextProps {
  map: Mapping;
  refused: RefusedEntry | null;
  text: string;
  onText: (text: string) => void;
  textTrouble: string | null;
}

export function MappingText({ map, text, onText, textTrouble, refused }: MappingTextProps) {
  const id = useId();
  const frame = useRef<HTMLDetailsElement>(null);
  const ofText = refused?.field?.startsWith("map") && !placed[map.target].test(refused.field) ? `${refused.message}` : null;
  const trouble = textTrouble ?? ofText;
  useEffect(() => {
    if (trouble && frame.current) frame.current.open = true;
  }, [trouble]);
  return (
    <details className="mapping-text" ref={frame}>
      <summary>The mapping as text</summary>
      <div className={trouble ? "field refused" : "field"}>
        <label htmlFor={id}>npm run import takes the same text. It follows the form, and the form follows it.</label>
        <textarea id={id} rows={14} spellCheck={false} value={text} aria-invalid={trouble ? true : undefined} onChange={(event) => onText(event.target.value)} />
        {trouble ? (
          <p className="refusal" role="alert">
            {trouble}
          </p>
        ) : (
          <p className="hint">
            Rows are left out with <code>"where": {'{ "geographic_level": ["Local authority"] }'}</code>: only those whose column holds one of these are read.
          </p>
        )}
      </div>
    </details>
  );
}
