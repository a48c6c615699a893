// The address of a table's file for Excel's Power Query, for a script, and for the command line.
import { useState } from "react";
import { copyNow } from "../grid/copyNow.ts";
import { exportLink } from "./files.ts";

export function LinkForMachines({ address }: { address: string }) {
  const link = new URL(exportLink(address, "values.csv"), window.location.href).href;
  const [name, search = ""] = address.split("?");
  const options = [...new URLSearchParams(search)].map(([key, value]) => `--${key} ${/^[\w./:-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`}`);
  return (
    <details className="export-machines">
      <summary>For machines</summary>
      <Copied said="Link: it gives the latest figures each time it is read" text={link} />
      <Copied said="Nightly, on the server" text={[`npm run export -- ${name} --format xlsx --out FILE`, ...options].join(" ")} />
    </details>
  );
}

function Copied({ said, text }: { said: string; text: string }) {
  const [copied, setCopied] = useState(false);
  function copy() {
    copyNow({ text });
    setCopied(true);
  }
  return (
    <div className="field">
      <span>{said}</span>
      <code className="export-code">{text}</code>
      <button type="button" className="quiet" onClick={copy}>
        {copied ? "Copied" : "Copy"}
      </button>
    </div>
  );
}
