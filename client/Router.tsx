// Which page the address leads to.
import { type ComponentType, lazy, Suspense, useEffect } from "react";
import { goTo, useAddress } from "./address.ts";
import { ArrangementsPage } from "./nouns/arrangement/ArrangementsPage.tsx";
import { BlockCasePage } from "./nouns/blockCase/BlockCasePage.tsx";
import { CommitmentsPage } from "./nouns/commitment/CommitmentsPage.tsx";
import { FiguresPage } from "./nouns/figure/FiguresPage.tsx";
import { OptionsPage } from "./nouns/option/OptionsPage.tsx";
import { PartnershipPage } from "./nouns/partnership/PartnershipPage.tsx";
import { MediumTermPage } from "./pages/MediumTermPage.tsx";
import type { SheetName } from "./sheets.ts";
import { Unfetched } from "./shell/Unfetched.tsx";

// The later sheets are fetched when they are opened, so that the first ones open no later for them.
const BenefitsPage = lazy(async () => ({ default: (await import("./nouns/benefit/BenefitsPage.tsx")).BenefitsPage }));
const ExportsPage = lazy(async () => ({ default: (await import("./pages/ExportsPage.tsx")).ExportsPage }));
const ImportPage = lazy(async () => ({ default: (await import("./pages/ImportPage.tsx")).ImportPage }));
const MonitoringPage = lazy(async () => ({ default: (await import("./pages/MonitoringPage.tsx")).MonitoringPage }));
const OutcomesPage = lazy(async () => ({ default: (await import("./nouns/kpi/OutcomesPage.tsx")).OutcomesPage }));
const QueryPage = lazy(async () => ({ default: (await import("./pages/QueryPage.tsx")).QueryPage }));

const pages: Record<SheetName, ComponentType> = {
  "medium-term": MediumTermPage,
  monitoring: MonitoringPage,
  commitments: CommitmentsPage,
  arrangements: ArrangementsPage,
  "block-case": BlockCasePage,
  partnership: PartnershipPage,
  options: OptionsPage,
  outcomes: OutcomesPage,
  benefits: BenefitsPage,
  figures: FiguresPage,
  exports: ExportsPage,
  import: ImportPage,
  query: QueryPage,
};

export function Router() {
  const { sheet } = useAddress();
  useKeysHelp();
  const Page = pages[sheet];
  return (
    <Unfetched key={sheet}>
      <Suspense fallback={<p className="quiet-text">Opening…</p>}>
        <Page />
      </Suspense>
    </Unfetched>
  );
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
