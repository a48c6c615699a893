// The arrangement of a sheet, which stands in the address, and the way to change it.
import { useCallback, useMemo } from "react";
import { type Address, goTo } from "../address.ts";
import { type Arrangement, arrangementIn, partsOf } from "./arrangement.ts";

export interface Arranging {
  arrangement: Arrangement;
  arrange: (change: Partial<Arrangement>) => void;
}

export function useArrangement({ rows, kinds, where, sort, hide, order, freeze }: Address): Arranging {
  const arrangement = useMemo(() => arrangementIn({ rows, kinds, where, sort, hide, order, freeze }), [rows, kinds, where, sort, hide, order, freeze]);
  const arrange = useCallback(
    (change: Partial<Arrangement>) => {
      const next = partsOf({ ...arrangement, ...change });
      const now = partsOf(arrangement);
      // Only what changes is a step to go back from: a name that is being typed is none.
      goTo(Object.fromEntries(Object.entries(next).filter(([key, part]) => part !== now[key as keyof typeof now])));
    },
    [arrangement],
  );
  return { arrangement, arrange };
}
