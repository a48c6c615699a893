// The parts of a page that F6 goes round: context, find bar, sheet, panel, what is to be decided and foot, as a spreadsheet's panes.
import { useEffect } from "react";

const parts = [".context", ".sheet-head", ".narrowing", ".find-bar", ".view-line", ".sheet", ".query-work", ".panel", ".live-strip", ".foot"];
const stops = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex='0']";
const lastIn = new WeakMap<Element, HTMLElement>();

/** Takes the keyboard to the next part, or the one before. A part that had it before has it where it was. */
export function goRound(step: 1 | -1): void {
  const here = document.activeElement;
  const found = parts
    .flatMap((part) => [...document.querySelectorAll<HTMLElement>(`.shell ${part}`)])
    .filter((part) => stopIn(part) !== null)
    .sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  if (found.length === 0) return;
  const at = found.findIndex((part) => here !== null && part.contains(here));
  if (at >= 0 && here instanceof HTMLElement) lastIn.set(found[at] as HTMLElement, here);
  const next = found[(at < 0 ? (step === 1 ? 0 : found.length - 1) : at + step + found.length) % found.length] as HTMLElement;
  stopIn(next)?.focus();
}

function stopIn(part: HTMLElement): HTMLElement | null {
  if (part.classList.contains("sheet")) return cellOf(part);
  const last = lastIn.get(part);
  if (last && part.contains(last) && last.isConnected) return last;
  return [...part.querySelectorAll<HTMLElement>(stops)].find((each) => each.offsetParent !== null && each.tabIndex >= 0) ?? null;
}

/** F6 and Ctrl+F6 go to the next part, with Shift to the one before: the way out of the sheet, where Tab goes from cell to cell. */
export function useRegionKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== "F6" || event.altKey) return;
      event.preventDefault();
      goRound(event.shiftKey ? -1 : 1);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

/** Gives the keyboard to the sheet's cell that has the cursor, or its first; to what stands in the sheet's place where there is none. */
export function focusSheet(): void {
  const sheet = document.querySelector<HTMLElement>(".sheet");
  const cell = sheet && cellOf(sheet);
  (cell ?? document.querySelector<HTMLElement>("main"))?.focus();
}

function cellOf(sheet: HTMLElement): HTMLElement | null {
  return sheet.querySelector<HTMLElement>(".ag-cell-focus") ?? sheet.querySelector<HTMLElement>(".ag-row .ag-cell");
}
