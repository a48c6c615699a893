// Where an amount is typed: the text as the person types it goes to the server, which reads it.
import type { CustomCellEditorProps } from "ag-grid-react";
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { SheetRow } from "./table.ts";
import type { Typing } from "./typing.ts";

export interface AmountEditorProps extends CustomCellEditorProps<SheetRow, string> {
  typing: RefObject<Typing>;
}

export function AmountEditor({ value, onValueChange, eventKey, typing, data, column, colDef }: AmountEditorProps) {
  const input = useRef<HTMLInputElement>(null);
  const typedOver = eventKey !== null && eventKey.length === 1;
  // Once, as the editor opens: later renders must not start the text again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useLayoutEffect(() => {
    const held = typing.current.begin(data.key, column.getColId());
    const start = eventKey === "Backspace" || eventKey === "Delete" ? "" : typedOver ? eventKey : held;
    onValueChange(start);
    const element = input.current;
    if (!element) return;
    element.value = start;
    element.focus();
    if (!typedOver) element.select();
  }, []);
  const escaped = useRef(false);
  const text = useRef("");
  if (value !== undefined && value !== null) text.current = value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the editor goes.
  useEffect(() => {
    const [row, at] = [data.key, column.getColId()];
    return () => typing.current.leave(row, at, text.current, escaped.current);
  }, []);
  return (
    <input
      ref={input}
      className="amount-editor"
      aria-label={colDef.headerName}
      value={value ?? ""}
      onKeyDown={({ key }) => {
        if (key === "Escape") escaped.current = true;
      }}
      onChange={(event) => onValueChange(event.target.value)}
      inputMode="text"
      autoComplete="off"
    />
  );
}
