// The menu of a column: sort, filter, hide, move and freeze by it. Arrow keys go through it, Escape leaves it.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { goTo } from "../address.ts";
import type { SheetTable } from "../grid/table.ts";
import { columnsInOrder } from "./columnOrder.ts";
import { columnSaid, directionSaid } from "./said.ts";
import type { Arranging } from "./useArrangement.ts";

export interface ColumnMenuProps extends Arranging {
  table: SheetTable;
  /** "label" for the rows' names. */
  column: string;
  /** Where it opens, in pixels of the page. */
  at: { left: number; top: number };
  /** `back` where the keyboard returns to where it was. */
  onClose: (back: boolean) => void;
}

export function ColumnMenu({ table, column, at, arrangement, arrange, onClose }: ColumnMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    // Within the page, wherever the column stands.
    element.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - element.offsetWidth - 4))}px`;
    element.style.top = `${Math.max(4, Math.min(at.top, window.innerHeight - element.offsetHeight - 4))}px`;
    element.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }, [at]);
  useEffect(() => {
    const elsewhere = (event: PointerEvent) => !menu.current?.contains(event.target as Node) && onClose(false);
    window.addEventListener("pointerdown", elsewhere);
    return () => window.removeEventListener("pointerdown", elsewhere);
  }, [onClose]);

  function pressed(event: KeyboardEvent) {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose(true);
    else if (event.key.length === 1) {
      const letter = event.key.toLowerCase();
      [...items.slice(here + 1), ...items.slice(0, here + 1)].find((item) => item.textContent?.toLowerCase().startsWith(letter))?.focus();
    }
    // What the menu does not know stays in it; its items answer to Enter and Space themselves.
    if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
    event.stopPropagation();
  }

  const names = column === "label";
  const words = names || Boolean(table.columns.find((each) => each.key === column)?.words);
  const drawn = Boolean(table.columns.find((each) => each.key === column)?.trend);
  const { sort, hide, order, freeze } = arrangement;
  const inOrder = columnsInOrder(table, order);
  const visible = inOrder.filter((key) => !hide.includes(key));
  const index = visible.indexOf(column);
  const moved = (by: 1 | -1) => {
    const neighbour = visible[index + by] as string;
    const rest = inOrder.filter((key) => key !== column);
    rest.splice(rest.indexOf(neighbour) + (by === 1 ? 1 : 0), 0, column);
    return rest;
  };
  const items: ([said: string, act: () => void, checked?: boolean] | null)[] = [
    ...(drawn
      ? []
      : [down(false), down(true), sort?.column === column ? (["Unsorted, in the table's own order", () => arrange({ sort: null })] satisfies [string, () => void]) : null]),
    drawn ? null : ["Filter…", () => goTo({ panel: `arrange:${column}` })],
    !names && visible.length > 1 ? ["Hide this column", () => arrange({ hide: [...hide, column] })] : null,
    !names && index > 0 ? ["Move to the left", () => arrange({ order: moved(-1) })] : null,
    !names && index < visible.length - 1 ? ["Move to the right", () => arrange({ order: moved(1) })] : null,
    !names && index + 1 !== freeze ? [index === 0 ? "Freeze this column" : "Freeze as far as this column", () => arrange({ freeze: index + 1 })] : null,
    freeze > 0 ? ["Unfreeze the columns", () => arrange({ freeze: 0 })] : null,
    ["Columns and filters…", () => goTo({ panel: "arrange" })],
  ];
  function down(way: boolean): [string, () => void, boolean] {
    const chosen = sort?.column === column && sort.down === way;
    const said = words ? directionSaid(true, way) : directionSaid(false, way);
    return [`Sort ${said}`, () => arrange({ sort: { column, down: way } }), chosen];
  }

  return (
    <div ref={menu} className="menu" role="menu" aria-label={names ? "Arrange by the names" : `Arrange by ${columnSaid(table, column)}`} tabIndex={-1} onKeyDown={pressed}>
      {items.map(
        (item) =>
          item && (
            <button
              key={item[0]}
              type="button"
              {...(item[2] === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": item[2] })}
              tabIndex={-1}
              onClick={() => {
                const opensPanel = item[0].endsWith("…");
                onClose(!opensPanel);
                item[1]();
              }}
            >
              {item[0]}
              {item[2] && <span aria-hidden="true"> ✓</span>}
            </button>
          ),
      )}
    </div>
  );
}
