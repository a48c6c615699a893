// Starts the client.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./style.css";
import { Router } from "./Router.tsx";
import { ChangesKept } from "./shell/useChanges.tsx";

const queries = new QueryClient({
  // The server answers an unchanged question with 304, so asking again when the window comes back costs next to nothing.
  defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true } },
});

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ChangesKept>
        <Router />
      </ChangesKept>
    </QueryClientProvider>
  </StrictMode>,
);
