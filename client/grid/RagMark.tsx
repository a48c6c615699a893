// How a figure stands to its target: a shape for each rating, so that colour is never alone.
import type { Rag } from "./table.ts";

const said: Record<Rag, string> = { GREEN: "Green: the target is met", AMBER: "Amber: within the tolerance", RED: "Red: the target is not met" };

export function RagMark({ rag }: { rag: Rag }) {
  return (
    <svg className={`rag rag-${rag.toLowerCase()}`} width="10" height="10" viewBox="0 0 10 10" role="img" aria-label={said[rag]}>
      <title>{said[rag]}</title>
      {rag === "GREEN" && <circle cx="5" cy="5" r="4.5" />}
      {rag === "AMBER" && <path d="M5 0.5 L9.8 9.5 L0.2 9.5 Z" />}
      {rag === "RED" && <path d="M0.5 0.5 H9.5 V9.5 H0.5 Z" />}
    </svg>
  );
}
