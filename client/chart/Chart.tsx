// The chart of a table, as the server draws it for the room that there is. What is shown stays until the next is there, so that nothing jumps.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useLayoutEffect, useRef } from "react";
import { usePrinting } from "../print/usePrinting.ts";
import { drawing } from "./drawing.ts";
import { useWidth } from "./useWidth.ts";

export interface ChartProps {
  /** The table's address; undefined until it has been read. */
  of: string | undefined;
  /** What the figure is, for who cannot see it; what it shows is said by the drawing itself. */
  label: string;
  className?: string;
  /** How high it will be, in pixels, where a table stands below it that is not to jump. */
  height?: number;
  /** For a chart with marks that can be opened: what to do with the id of one. */
  onOpen?: (id: string) => void;
}

/** What an upright A4 page has room for, in pixels: made small with its drawing, what a chart says could not be read on paper. */
const paperWidth = 680;

export function Chart({ of, label, className = "", height, onOpen }: ChartProps) {
  const { frame, width } = useWidth();
  const drawn = useRef<HTMLDivElement>(null);
  const read = useQuery({
    queryKey: ["chart", of, width],
    queryFn: ({ signal }) => drawing(of as string, width, signal),
    enabled: of !== undefined && width > 0,
    placeholderData: keepPreviousData,
  });
  // Asked for beforehand: a browser that prints does not wait.
  const onPaper = useQuery({
    queryKey: ["chart", of, paperWidth],
    queryFn: ({ signal }) => drawing(of as string, paperWidth, signal),
    enabled: of !== undefined && read.data !== undefined,
  });
  const svg = (usePrinting() ? onPaper.data : undefined) ?? read.data ?? "";
  useLayoutEffect(() => {
    const at = drawn.current;
    if (!at) return;
    const chosen = at.contains(document.activeElement) ? document.activeElement?.getAttribute("data-opens") : null;
    at.innerHTML = svg;
    // Whoever was at one of the marks is there in the new drawing, too.
    if (chosen) at.querySelector<SVGElement>(`[data-opens="${CSS.escape(chosen)}"]`)?.focus();
  }, [svg]);
  const open = (event: SyntheticEvent) => {
    const id = (event.target as Element).closest("[data-opens]")?.getAttribute("data-opens");
    if (!id || !onOpen) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    <figure
      className={`chart ${className}`}
      ref={frame}
      aria-label={label}
      style={read.data === undefined ? { minHeight: height } : undefined}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") open(event);
      }}
    >
      <div ref={drawn} />
      {read.error && !read.data && <p className="quiet-text">The chart could not be drawn. {read.error.message}</p>}
    </figure>
  );
}
