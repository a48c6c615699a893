// How what is about to be sent would stand, as the server says it.
import { useEffect, useRef, useState } from "react";

export interface Previews<Answer> {
  /** An answer for each, in order; null until they have come. */
  read: Answer[] | null;
  /** Why nothing could be asked. */
  trouble: string | null;
}

/** Asks of each list of items once, `pause` milliseconds after it has come: while it is still being typed there is another soon. */
export function usePreviews<Item, Answer>(items: readonly Item[], onPreview: ((items: Item[]) => Promise<Answer[]>) | undefined, pause = 0): Previews<Answer> {
  const [answer, setAnswer] = useState<(Previews<Answer> & { items: readonly Item[] }) | null>(null);
  // The sheet's function is another at each drawing; what is asked depends on the items alone.
  const ask = useRef(onPreview);
  ask.current = onPreview;
  const asked = useRef(false);
  useEffect(() => {
    if (!ask.current || items.length === 0) return;
    let over = false;
    const timer = window.setTimeout(
      () => {
        asked.current = true;
        ask.current?.([...items]).then(
          (read) => over || setAnswer({ items, read, trouble: null }),
          (error: unknown) => over || setAnswer({ items, read: null, trouble: error instanceof Error ? error.message : String(error) }),
        );
      },
      asked.current ? pause : 0,
    );
    return () => {
      over = true;
      window.clearTimeout(timer);
    };
  }, [items, pause]);
  return answer?.items === items ? answer : { read: null, trouble: null };
}
