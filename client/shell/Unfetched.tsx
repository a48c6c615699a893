// What stands in the place of a sheet whose part of the program could not be fetched: the server is away, or was updated since the page was loaded.
import { Component, type ReactNode } from "react";
import { goTo } from "../address.ts";
import { away, probe } from "../data/live/reach.ts";
import { Foot } from "./Foot.tsx";
import { Trouble } from "./Trouble.tsx";

interface Props {
  children: ReactNode;
}

/** Shows the sheet, or says that it could not be fetched. A browser does not fetch again what it failed to: the page is loaded anew, by itself once the server is back. */
export class Unfetched extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  private stop: () => void = () => {};

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.stop = away.onChange(() => {
      if (!away.get()) window.location.reload();
    });
    void probe();
  }

  override componentWillUnmount() {
    this.stop();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="shell">
        <header className="context">
          <span className="brand">Tabled</span>
          <button type="button" className="quiet" onClick={() => goTo({ sheet: "medium-term" })}>
            Back to the medium term
          </button>
        </header>
        <div className="desk">
          <main className="work" id="sheet" tabIndex={-1}>
            <Trouble
              message="This sheet did not load. If the server is away, it is opened as soon as it is back; if it was updated meanwhile, the page needs to be loaded again. What you typed is kept."
              again={() => window.location.reload()}
            />
          </main>
        </div>
        <Foot>{null}</Foot>
      </div>
    );
  }
}
