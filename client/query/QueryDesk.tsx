// GraphiQL, from our own files and in our own dress, with the shelf of queries at its left. Loaded when the query page is opened and not before.
import { useQueryClient } from "@tanstack/react-query";
import { GraphiQL } from "graphiql";
import { Kind, parse } from "graphql";
import { type ComponentProps, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import "graphiql/style.css";
import "./query.css";
import { sendRaw } from "../graphql.ts";
import { Shelf, type ShelfProps } from "./Shelf.tsx";

/** A first tab with nothing in it, in place of GraphiQL's own words of welcome. */
const emptyTab = [{ query: "" }];

export function QueryDesk(shelf: ShelfProps) {
  const queries = useQueryClient();
  const [left, setLeft] = useState<HTMLElement | null>(null);
  const fetcher = useCallback<ComponentProps<typeof GraphiQL>["fetcher"]>(
    async (asked) => {
      const answer = await sendRaw({ ...asked, operationName: operationOf(asked) });
      // What the sheets hold may be stale then.
      if (/\bmutation\b/.test(asked.query)) await queries.invalidateQueries();
      return answer as never;
    },
    [queries],
  );
  const desk = useRef<HTMLDivElement>(null);
  useNamedEditors(desk);
  return (
    <div className="query-desk" ref={desk}>
      <aside className="shelf" aria-label="Queries" ref={setLeft} />
      <GraphiQL
        fetcher={fetcher}
        defaultQuery=""
        defaultTabs={emptyTab}
        defaultEditorToolsVisibility="variables"
        isHeadersEditorEnabled={false}
        shouldPersistHeaders={false}
        forcedTheme="system"
        maxHistoryLength={50}
      >
        <GraphiQL.Logo>
          <span />
        </GraphiQL.Logo>
        <GraphiQL.Toolbar>
          {({ prettify, copy }) => (
            <>
              {prettify}
              {copy}
            </>
          )}
        </GraphiQL.Toolbar>
        {/* Within GraphiQL, to reach its editors; at its left, to be read and reached before them. */}
        {left && createPortal(<Shelf {...shelf} />, left)}
      </GraphiQL>
    </div>
  );
}

const editors = [
  [".graphiql-query-editor", "Query"],
  [".graphiql-editor-tool", "Variables"],
  [".result-window", "Answer"],
] as const;

/** Names the fields that CodeMirror types in, which it leaves without a name. */
function useNamedEditors(desk: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const name = () => {
      for (const [place, said] of editors) for (const field of desk.current?.querySelectorAll(`${place} textarea:not([aria-label])`) ?? []) field.setAttribute("aria-label", said);
    };
    name();
    const watch = new MutationObserver(name);
    if (desk.current) watch.observe(desk.current, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [desk]);
}

/** The operation to run: GraphiQL's own notion of it is a tenth of a second late, and may name one that has just been changed or left. */
function operationOf({ query, operationName }: { query: string; operationName?: string | null | undefined }): string | undefined {
  try {
    const names = parse(query).definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION && each.name ? [each.name.value] : []));
    return names.find((name) => name === operationName) ?? (names.length === 1 ? names[0] : undefined);
  } catch {
    // The server says what it cannot read.
    return undefined;
  }
}
