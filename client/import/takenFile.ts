// A file that is dropped on the page, or a table that is pasted into it: both are taken like one that was chosen.
import { type DragEvent, useEffect, useRef, useState } from "react";

/** A file dropped anywhere on the page is taken; without this the browser would leave the page for it. */
export function useDrop(take: (file: File | undefined) => void) {
  const [over, setOver] = useState(false);
  const on = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files[0]);
    },
  };
  return { over, on };
}

/** The file, or the table as a file, that lies on the clipboard; null where there is neither. */
export function fileIn(clipboard: DataTransfer): File | null {
  const html = clipboard.getData("text/html");
  if (/<table/i.test(html)) return new File([html], "Pasted table", { type: "text/html" });
  // A workbook puts a picture of its cells beside their text: only what has no text is taken as a file.
  const text = clipboard.getData("text/plain");
  if (text.trim() !== "") return new File([text], "Pasted table", { type: "text/plain" });
  return clipboard.files[0] ?? null;
}

/** A paste that is not into a field is of a table to import. */
export function usePastedTable(take: (file: File) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      const into = event.target as Element | null;
      if (!event.clipboardData || into?.closest?.("input, textarea, select, dialog, [contenteditable]")) return;
      const file = fileIn(event.clipboardData);
      if (!file) return;
      event.preventDefault();
      latest.current(file);
    };
    document.addEventListener("paste", pasted);
    return () => document.removeEventListener("paste", pasted);
  }, []);
}
