// Choosing a file to import: the page's first words, and the button that opens the system's own chooser.
import { useRef } from "react";
import { goTo } from "../address.ts";

export function Invitation({ onFile }: { onFile: (file: File | undefined) => void }) {
  return (
    <div className="invitation">
      <h2>Choose a file, drop it here, or paste a table</h2>
      <p>
        A table as somebody made it, with its title, headings, subtotals and totals: a page of a budget book, a return of spending, a list of placements, the DfE's open data. As
        .csv, .xlsx or .ods, or copied in Excel and pasted here with <kbd>Ctrl+V</kbd>. You see what each row is read as, answer what is in doubt, and import all of it or nothing.
      </p>
      <ChooseFile onFile={onFile} said="Choose a file" />
      <p className="hint">
        A national file is the same for every authority: choose its publisher at the top, and import it once for all who use it. A publisher is added among the{" "}
        <button type="button" className="quiet" onClick={() => goTo({ sheet: "outcomes", panel: "set" })}>
          KPIs and subjects
        </button>
        .
      </p>
      <p className="hint">
        The smallest that can be read, for instance: a row <code>Cost centre,2025/26</code> and below it a row <code>Fostering North,4646</code>.
      </p>
    </div>
  );
}

export function ChooseFile({ onFile, said, quiet = false, disabled = false }: { onFile: (file: File | undefined) => void; said: string; quiet?: boolean; disabled?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={quiet ? "quiet" : "primary"} disabled={disabled} onClick={() => input.current?.click()}>
        {said}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.ods,.html,.htm,.json,text/csv"
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          // So that the same file, put right, can be chosen again.
          event.target.value = "";
        }}
      />
    </>
  );
}
