// The foot: the sheets, and what was done last with the way to take it back.
import type { ReactNode } from "react";

export function Foot({ children }: { children?: ReactNode }) {
  return (
    <footer className="foot">
      <nav aria-label="Sheets">
        <a href="/medium-term" aria-current="page" onClick={(event) => event.preventDefault()}>
          Medium term
        </a>
      </nav>
      <div className="status" role="status">
        {children}
      </div>
    </footer>
  );
}
