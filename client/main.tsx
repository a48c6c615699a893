// Starts the client.
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./style.css";
import { queries } from "./data/queries.ts";
import { returnToPlace } from "./lastPlace.ts";
import { Router } from "./Router.tsx";
import { ChangesKept } from "./shell/useChanges.tsx";

returnToPlace();
createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ChangesKept>
        <Router />
      </ChangesKept>
    </QueryClientProvider>
  </StrictMode>,
);
