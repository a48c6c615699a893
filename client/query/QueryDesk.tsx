// GraphiQL, from our own files and in our own dress, with the shelf of queries at its left. Loaded when the query page is opened and not before.
import { useQueryClient } from "@tanstack/react-query";
import { GraphiQL } from "graphiql";
import { Kind, parse } from "graphql";
import { type ComponentProps, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import "graphiql/style.css";
import "./query.css";
import { sendRaw } from "../data/graphql.ts";
import { Shelf, type ShelfProps } from "./Shelf.tsx";

/** A first tab with nothing in it, in place of GraphiQL's own words of welcome. */
const emptyTab = [{ query: "" }];

export function QueryDesk(shelf: ShelfProps) {
  const queries = useQueryClient();
  const [left, setLeft] = useState<HTMLElement | null>(null);
  const [files, setFiles] = useState<readonly string[]>([]);
  const fetcher = useCallback<ComponentProps<typeof GraphiQL>["fetcher"]>(
    async (asked) => {
      const answer = await sendRaw({ ...asked, operationName: operationOf(asked) });
      setFiles(filesIn(answer));
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
        <GraphiQL.Footer>{files.length > 0 && <Files links={files} />}</GraphiQL.Footer>
        {/* Within GraphiQL, to reach its editors; at its left, to be read and reached before them. */}
        {left && createPortal(<Shelf {...shelf} />, left)}
      </GraphiQL>
    </div>
  );
}

/** The files that an answer links to, to be taken away from beside it. */
function Files({ links }: { links: readonly string[] }) {
  return (
    <p className="answer-files">
      Files in this answer:{" "}
      {links.map((link) => (
        <a key={link} href={link} download>
          {link.slice("/export/".length).split("?")[0]}
        </a>
      ))}
    </p>
  );
}

const mostFiles = 20;

/** Each link to a file that stands anywhere in an answer, as `ReportTable.export` gives it. */
function filesIn(answer: unknown): string[] {
  const links = new Set<string>();
  const look = (value: unknown): void => {
    if (links.size >= mostFiles) return;
    if (typeof value === "string" && value.startsWith("/export/")) links.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(look);
  };
  look(answer);
  return [...links];
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
