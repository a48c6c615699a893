// How wide the sheet's columns are in the window that it has.
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Widths } from "./columns.ts";
import type { SheetTable } from "./table.ts";
import { headerHeight, rowHeight, scrollbar } from "./theme.ts";
import { columnWidths, labelWidth, numberWidth } from "./widths.ts";

export function useWidths(section: RefObject<HTMLElement | null>, table: SheetTable, labelHeader: string, labelAtLeast: number): Widths {
  const [frame, setFrame] = useState(0);
  const rows = table.rows.length;
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const scrolls = rows * rowHeight + headerHeight > entry.contentRect.height;
      setFrame(Math.floor(entry.contentRect.width) - (scrolls ? scrollbar : 0));
    });
    if (section.current) watch.observe(section.current);
    return () => watch.disconnect();
  }, [section, rows]);
  const widths = useMemo(() => {
    const numbers = numberWidth(rows);
    const columns = columnWidths(table);
    const room = frame - numbers - columns.reduce((sum, width) => sum + width, 0);
    return { numbers, columns, label: labelWidth(table.rows, labelHeader, frame, room, labelAtLeast) };
  }, [table, rows, frame, labelHeader, labelAtLeast]);
  // The same while its values are the same: columns made anew would take the grid's focus and scroll away.
  const steady = useRef(widths);
  if (JSON.stringify(steady.current) !== JSON.stringify(widths)) steady.current = widths;
  return steady.current;
}
