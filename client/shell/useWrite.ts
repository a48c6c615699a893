// Writing: sends a change, says what was refused, keeps what can be taken back, and lets every question be asked again.
import { useCallback, useState } from "react";
import { Refused } from "../data/graphql.ts";
import { lastOwn } from "../data/live/ownWrites.ts";
import { renewAll, renewFor } from "../data/queries.ts";

export interface Writing {
  busy: boolean;
  refused: Refused | null;
  /** Runs a write; null where it was refused, with the reason in `refused`. */
  run: <Result>(write: () => Promise<Result>) => Promise<Result | null>;
  clear: () => void;
}

export function useWrite(): Writing {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const run = useCallback(async <Result>(write: () => Promise<Result>): Promise<Result | null> => {
    setBusy(true);
    setRefused(null);
    try {
      const before = lastOwn();
      const result = await write();
      // There was nothing to write.
      if (result === null) return null;
      await (lastOwn() === before ? renewAll() : renewFor(lastOwn()));
      return result;
    } catch (error) {
      setRefused(error instanceof Refused ? error : new Refused(String(error), "UNKNOWN", null, undefined));
      // A write that met another value: show what is there now.
      if (error instanceof Refused && error.code === "STALE") void renewAll();
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setRefused(null), []);
  return { busy, refused, run, clear };
}
