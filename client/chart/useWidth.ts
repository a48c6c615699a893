// The width of the room that a chart has, followed as it changes.
import { type RefObject, useEffect, useRef, useState } from "react";

/** While a window is being drawn larger it has many widths, of which the last is wanted. */
const settlesMs = 80;

/** In pixels; 0 until it is known. */
export function useWidth(): { frame: RefObject<HTMLElement | null>; width: number } {
  const frame = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    let known = 0;
    let timer = 0;
    const watch = new ResizeObserver(([entry]) => {
      const found = Math.floor(entry?.contentRect.width ?? 0);
      // What is hidden has no width, and shows the same when it is back.
      if (found === 0) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setWidth(found), known === 0 ? 0 : settlesMs);
      known = found;
    });
    watch.observe(frame.current);
    return () => {
      window.clearTimeout(timer);
      watch.disconnect();
    };
  }, []);
  return { frame, width };
}
