// Which page the address leads to.
import { type ComponentType, useEffect } from "react";
import { goTo, useAddress } from "./address.ts";
import { ArrangementsPage } from "./pages/ArrangementsPage.tsx";
import { BenefitsPage } from "./pages/BenefitsPage.tsx";
import { BlockCasePage } from "./pages/BlockCasePage.tsx";
import { CommitmentsPage } from "./pages/CommitmentsPage.tsx";
import { FiguresPage } from "./pages/FiguresPage.tsx";
import { ImportPage } from "./pages/ImportPage.tsx";
import { MediumTermPage } from "./pages/MediumTermPage.tsx";
import { OptionsPage } from "./pages/OptionsPage.tsx";
import { OutcomesPage } from "./pages/OutcomesPage.tsx";
import { PartnershipPage } from "./pages/PartnershipPage.tsx";
import { QueryPage } from "./pages/QueryPage.tsx";
import type { SheetName } from "./sheets.ts";

const pages: Record<SheetName, ComponentType> = {
  "medium-term": MediumTermPage,
  commitments: CommitmentsPage,
  arrangements: ArrangementsPage,
  "block-case": BlockCasePage,
  partnership: PartnershipPage,
  options: OptionsPage,
  outcomes: OutcomesPage,
  benefits: BenefitsPage,
  figures: FiguresPage,
  import: ImportPage,
  query: QueryPage,
};

export function Router() {
  const { sheet } = useAddress();
  useKeysHelp();
  const Page = pages[sheet];
  return <Page />;
}

/** "?" shows the keys, unless something is being typed. */
function useKeysHelp(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "?" && !(event.target as HTMLElement).closest("input, textarea, select")) goTo({ panel: "keys" });
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
