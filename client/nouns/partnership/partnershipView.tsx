// What both views of a partnership are given, and the buttons that both have.
import type { ReactNode } from "react";
import { goTo } from "../../address.ts";
import type { Partnership } from "../../data/documents/partnership.ts";
import type { SheetTable } from "../../grid/table.ts";
import type { ComputedSheetProps } from "../../pages/ComputedSheet.tsx";
import type { Here } from "../../pages/OfAuthority.tsx";

/** The sheet before there is anything to show. */
export const nothing: SheetTable = { title: "Partnership", unit: "£", notes: [], columns: [], rows: [] };

export interface ViewProps extends Here {
  partnership: Partnership;
  /** The data version at which it was read. */
  seen: number;
  changes: ComputedSheetProps["changes"];
  unit: "POUNDS" | "THOUSANDS" | "MILLIONS";
  choose: ReactNode;
  panel: (of?: ReactNode) => ReactNode;
}

export function PanelButton({ panel, said }: { panel: string; said: string }) {
  return (
    <button type="button" className="quiet" onClick={() => goTo({ panel })}>
      {said}
    </button>
  );
}

export function OfThis({ partnership }: { partnership: Partnership }) {
  return (
    <>
      <PanelButton panel={`partnership:${partnership.id}`} said="Members and pools" />
      <AddPartnership />
    </>
  );
}

export function AddPartnership() {
  return <PanelButton panel="partnership:new" said="Add a partnership" />;
}
