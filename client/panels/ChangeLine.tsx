// One change in words: "Roach Vale, 2023/24: £422,000.00 → £400,000.00".
import type { ChangeSaid } from "../documents/history.ts";

export function ChangeLine({ change: { what, fieldSaid, fromSaid, toSaid } }: { change: ChangeSaid }) {
  return (
    <p className="change-line">
      {[what, fieldSaid].filter(Boolean).join(", ")}: {fromSaid && <>{fromSaid} → </>}
      <span className="change-to">{toSaid}</span>
    </p>
  );
}
