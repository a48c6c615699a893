// A table that another sheet hands to the import: it is read there as what it was handed for.
import { useEffect, useRef } from "react";
import type { Choices } from "../written/proposal.ts";

interface Brought {
  readonly file: File;
  readonly choices: Choices;
}

let brought: Brought | null = null;

/** Keeps a table that was pasted elsewhere until the import page opens. */
export function bringTable(content: string, choices: Choices): void {
  const type = /<table[\s>]/i.test(content) ? "text/html" : "text/plain";
  brought = { file: new File([content], "Pasted table", { type }), choices };
}

/** Takes the table that was brought, once the page can. */
export function useBroughtTable(ready: boolean, take: (file: File, choices: Choices) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (!ready || !brought) return;
    const { file, choices } = brought;
    brought = null;
    latest.current(file, choices);
  }, [ready]);
}
