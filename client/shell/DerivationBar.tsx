// Where a spreadsheet has its formula bar: which cell is selected, how its figure was made, and what is to be known of it.
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { held, useHeld } from "../data/live/held.ts";
import type { FigureWords } from "../grid/table.ts";

export interface Explained {
  place: string;
  /** What a cell of words says, in full. */
  words?: string;
  workings: string | null;
  result: string | null;
  shown: string;
  note: string | null;
  /** How a report would say it: none of a blank, null until the server has said. Left out of a row's heading. */
  wordings?: readonly FigureWords[] | null;
}

/** What was refused, with what to do. */
export interface SaidTrouble {
  place: string;
  sentence: string;
  /** True where nothing was lost: it is read out when the reader has come to a rest. */
  calm?: boolean;
}

export interface DerivationBarProps {
  explained: Explained | null;
  trouble: SaidTrouble | null;
  /** The way to copy the figure. */
  copy?: ReactNode;
}

/** Opened, it is higher, and stays so: neither a cell nor another sheet moves what is below it. */
const opened = held(false);

export function DerivationBar({ explained, trouble, copy }: DerivationBarProps) {
  const bar = useRef<HTMLElement>(null);
  const isOpen = useHeld(opened);
  const cut = useCut(bar, explained, trouble, isOpen);
  useOpeningKey();
  const entered = explained?.workings?.startsWith("as entered") ?? false;
  return (
    <section className="derivation" aria-label="How this figure was worked out" data-open={isOpen} ref={bar}>
      <span className="derivation-place" title={explained?.place}>
        {explained?.place ?? "Select a figure"}
      </span>
      <span className="derivation-workings" title={explained?.workings ?? explained?.words}>
        {explained?.words}
        {explained?.workings && (entered ? explained.workings.replace("as ", "") : `= ${explained.workings}`)}
      </span>
      <span className="derivation-result">
        {explained?.result && (entered ? explained.result : `= ${explained.result}`)}
        <span className="derivation-shown">{explained?.shown && `shown as ${explained.shown}`}</span>
      </span>
      <button
        type="button"
        className="quiet derivation-open"
        aria-expanded={isOpen}
        disabled={!cut && !isOpen}
        onClick={() => opened.set(!isOpen)}
        title={isOpen ? "Show less (Ctrl+Shift+U)" : "Show all of it (Ctrl+Shift+U)"}
      >
        {isOpen ? "Less" : "More"}
      </button>
      {copy}
      {trouble ? (
        <p className={trouble.calm ? "derivation-trouble calm" : "derivation-trouble"} role={trouble.calm ? undefined : "alert"}>
          {trouble.place && <strong>{trouble.place}</strong>} {trouble.sentence}
        </p>
      ) : (
        <p className="derivation-note">{explained?.note}</p>
      )}
      <span className="unseen" aria-live="polite">
        {trouble?.calm && trouble.sentence}
      </span>
    </section>
  );
}

/** Whether the bar has no room for all that it says. */
function useCut(bar: { readonly current: HTMLElement | null }, explained: unknown, trouble: unknown, isOpen: boolean): boolean {
  const [cut, setCut] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever it says something else.
  useLayoutEffect(() => {
    const look = () => {
      const parts = [...(bar.current?.querySelectorAll<HTMLElement>(".derivation-place, .derivation-workings, .derivation-result, .derivation-note, .derivation-trouble") ?? [])];
      setCut(parts.some((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1));
    };
    look();
    const watch = new ResizeObserver(look);
    if (bar.current) watch.observe(bar.current);
    return () => watch.disconnect();
  }, [explained, trouble, isOpen]);
  return cut;
}

/** Ctrl+Shift+U, as Excel opens its formula bar. */
function useOpeningKey(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "u" || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      opened.set(!opened.get());
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
