// The queries at the left of the editor: examples, the reader's own, and what to do with the one in the editor.
import { useEditorContext } from "@graphiql/react";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { examples } from "./examples.ts";
import { type Held, heldOf, linkedQuery, linkOf, sameText } from "./held.ts";
import { remove, save, useSaved } from "./saved.ts";

/** What was done, and the way to take it back where there is one. */
export interface Said {
  words: string;
  takeBack?: () => void;
}

export interface ShelfProps {
  /** Whose figures the examples ask for; undefined leaves it to them. */
  authority: string | undefined;
  say: (said: Said) => void;
}

type Editors = ReturnType<typeof useEditorContext> & object;

const keepsNothing: Said = { words: "This browser does not store anything for this page, so the query could not be saved. Copy a link to it instead." };
/** Tab goes on to what is next, as it does elsewhere: otherwise the keyboard could not leave the editor. */
const leaving = { Tab: false, "Shift-Tab": false } as const;

export function Shelf({ authority, say }: ShelfProps) {
  const editors = useEditorContext({ nonNull: true });
  const { queryEditor, variableEditor, responseEditor } = editors;
  const saved = useSaved();
  const shown = examples.map((example) => ({ ...example, held: heldOf(example, authority) }));
  const known = [...shown.map(({ held }) => held), ...saved];
  const [wanted, setWanted] = useState<Held | null>(null);
  const ready = queryEditor !== null && variableEditor !== null && responseEditor !== null;

  const begun = useRef(false);
  // Before the browser paints, and so before a timer of the editors' can come between what was rendered and what is changed here.
  useLayoutEffect(() => {
    if (!ready) return;
    // Who comes here for the first time finds something to run.
    const empty = editors.tabs.length === 1 && textOf(editors).query === "";
    const next = wanted ?? (!begun.current && empty ? shown[0]?.held : undefined);
    begun.current = true;
    if (!next) return;
    const done = place(editors, next, known);
    setWanted(done ? null : next);
  });
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) {
      editor?.addKeyMap(leaving as never);
      editor?.setOption("lineWrapping", true);
    }
    return () => {
      for (const editor of [queryEditor, variableEditor, responseEditor]) editor?.removeKeyMap(leaving as never);
    };
  }, [queryEditor, variableEditor, responseEditor]);
  useEffect(() => {
    const open = () => {
      const linked = linkedQuery(window.location.hash);
      if (!linked) return;
      setWanted(linked);
      say({ words: `This query came with a link, and has not been run.${/\bmutation\b/.test(linked.query) ? " It changes what is stored." : ""}` });
      // It is in the editor now, which keeps it: to come back to this page is not to open the link again.
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    };
    open();
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, [say]);
  const active = ready ? textOf(editors) : null;
  const isOpen = (held: Held) => (active !== null && sameText(active, held) ? true : undefined);
  const copyLink = async () => {
    const link = linkOf(textOf(editors));
    const copied = await window.navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    if (copied) say({ words: "A link to this query is copied." });
    else window.prompt("Copy this link:", link);
  };
  return (
    <>
      <div className="shelf-lists">
        <h2>Examples</h2>
        <ul>
          {shown.map(({ title, says, held }) => (
            <li key={title}>
              <button type="button" aria-current={isOpen(held)} onClick={() => setWanted(held)}>
                <span className="shelf-title">{title}</span>
                <span className="shelf-says">{says}</span>
              </button>
            </li>
          ))}
        </ul>
        <h2>Saved in this browser</h2>
        {saved.length === 0 && <p className="hint">Name the query in the editor below, and it will be here next time.</p>}
        <ul>
          {saved.map((each) => (
            <li key={each.name} className="shelf-saved">
              <button type="button" aria-current={isOpen(each)} onClick={() => setWanted({ query: each.query, variables: each.variables })}>
                <span className="shelf-title">{each.name}</span>
              </button>
              <button
                type="button"
                className="quiet"
                aria-label={`Remove ${each.name}`}
                title="Remove"
                onClick={() => {
                  const done = remove(each.name);
                  if (done) say({ words: `Removed “${each.name}”.`, takeBack: done.takeBack });
                }}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      </div>
      <SaveForm
        ready={ready}
        onSave={(name) => {
          const done = save({ name, ...textOf(editors) });
          say(done ? { words: `${done.replaced ? "Replaced" : "Saved"} “${name}”.`, takeBack: done.takeBack } : keepsNothing);
          return done !== null;
        }}
        onCopyLink={copyLink}
      />
    </>
  );
}

function SaveForm({ ready, onSave, onCopyLink }: { ready: boolean; onSave: (name: string) => boolean; onCopyLink: () => void }) {
  const [name, setName] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (onSave(name.trim())) setName("");
  };
  return (
    <form className="shelf-save" onSubmit={send}>
      <input aria-label="Name for this query" placeholder="A name" value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
      <button type="submit" disabled={!ready || name.trim() === ""}>
        Save
      </button>
      <button type="button" className="quiet" disabled={!ready} onClick={onCopyLink}>
        Copy a link to this query
      </button>
    </form>
  );
}

/** What stands in the editor at this moment: its own state follows a tenth of a second later. */
function textOf({ queryEditor, variableEditor }: Editors): Held {
  return { query: queryEditor?.getValue() ?? "", variables: variableEditor?.getValue() ?? "" };
}

/** What the editor's tab says. */
function operationOf({ query }: Held): string | null {
  return /^\s*(?:query|mutation)\s+(\w+)/m.exec(query)?.[1] ?? null;
}

/**
 * Opens a query: where it is open already, its tab; where the tab in front holds nothing of the reader's own, that tab; else a new one, so
 * that nothing typed is lost. False where the editors' state has to take up first what was typed a moment ago: to be called again then.
 */
function place(editors: Editors, wanted: Held, known: readonly Held[]): boolean {
  const { tabs, activeTabIndex, queryEditor } = editors;
  const now = textOf(editors);
  const front = tabs[activeTabIndex];
  if (front && (front.query ?? "") + (front.variables ?? "") !== now.query + now.variables) {
    editors.updateActiveTabValues({ ...now, operationName: operationOf(now) });
    return false;
  }
  const at = tabs.findIndex((tab) => sameText({ query: tab.query ?? "", variables: tab.variables ?? "" }, wanted));
  if (at !== -1 && at !== activeTabIndex) editors.changeTab(at);
  if (at === -1) {
    const operationName = operationOf(wanted);
    if (now.query.trim() !== "" && !known.some((each) => sameText(each, now))) {
      // Not by `addTab`, which reads the editors while React computes a state, and finds the new text in them where that is computed again.
      const id = `${Date.now()}-${tabs.length}`;
      editors.moveTab([
        ...tabs,
        { ...wanted, id, operationName, title: operationName ?? "<untitled>", headers: null, response: null, hash: `${wanted.query}|${wanted.variables}|` },
      ]);
      editors.changeTab(tabs.length);
    } else {
      editors.updateActiveTabValues({ ...wanted, operationName, response: null });
      editors.changeTab(activeTabIndex);
    }
  }
  queryEditor?.focus();
  return true;
}
