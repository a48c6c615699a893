// Opens a column's menu from its heading, and from any of its cells with Alt+Down, Shift+F10 or the menu key.
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useRef, useState } from "react";
import type { SheetTable } from "../grid/table.ts";
import { focusSheet } from "../shell/regions.ts";
import { ColumnMenu } from "./ColumnMenu.tsx";
import type { Arranging } from "./useArrangement.ts";

interface ColumnMenusProps extends Arranging {
  table: SheetTable;
  /** The sheet. */
  children: ReactNode;
}

export function ColumnMenus({ table, children, ...arranging }: ColumnMenusProps) {
  const [open, setOpen] = useState<{ column: string; at: { left: number; top: number } } | null>(null);
  const from = useRef<HTMLElement | null>(null);
  const openAt = (element: Element | null | undefined) => {
    const column = element?.closest("[col-id]")?.getAttribute("col-id");
    // The rows' numbers are no column of the table.
    if (!element || !column || !(column === "label" || table.columns.some((each) => each.key === column))) return false;
    const { left, bottom } = element.getBoundingClientRect();
    from.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setOpen({ column, at: { left, top: bottom } });
    return true;
  };
  const close = useCallback((back: boolean) => {
    setOpen(null);
    if (!back) return;
    if (from.current?.isConnected && from.current.closest(".ag-cell, .ag-header-cell")) from.current.focus();
    else focusSheet();
  }, []);
  function pressed(event: KeyboardEvent) {
    const asks = (event.key === "ArrowDown" && event.altKey) || (event.key === "F10" && event.shiftKey) || event.key === "ContextMenu";
    if (!asks || (event.target as HTMLElement).closest("input, textarea, select")) return;
    if (!openAt((event.target as HTMLElement).closest("[col-id]"))) return;
    event.preventDefault();
    event.stopPropagation();
  }
  function clicked(event: MouseEvent) {
    const button = (event.target as HTMLElement).closest(".column-menu-button");
    if (button) openAt(button);
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys and clicks of the sheet in it. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Alt+Down is the key. */}
      <div className="sheet-frame" onKeyDownCapture={pressed} onClick={clicked}>
        {children}
      </div>
      {open && <ColumnMenu key={open.column} table={table} column={open.column} at={open.at} {...arranging} onClose={close} />}
    </>
  );
}
