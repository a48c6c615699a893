// A table as a report printed it, pasted and checked by its own sums: what does not add up, by how much, and which figure would mend it.
import { type ClipboardEvent, useState } from "react";
import { goTo } from "../../address.ts";
import { checkTableQuery, type TableChecked } from "../../data/documents/figures.ts";
import { ask } from "../../data/graphql.ts";
import { bringTable } from "../../import/broughtTable.ts";
import { Panel } from "../../panels/Panel.tsx";
import "./checkTable.css";

export function CheckTablePanel() {
  const [text, setText] = useState("");
  const [found, setFound] = useState<(TableChecked & { of: string }) | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function check(of: string) {
    setBusy(true);
    setRefused(null);
    try {
      setFound({ ...(await ask(checkTableQuery, { text: of })).checkTable, of });
    } catch (error) {
      setFound(null);
      setRefused((error as Error).message);
    } finally {
      setBusy(false);
    }
  }
  function pasted(event: ClipboardEvent<HTMLTextAreaElement>) {
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    event.preventDefault();
    setText(plain);
    void check(/<table[\s>]/i.test(html) ? html : plain);
  }

  return (
    <Panel title="Check a table" wide>
      <p className="quiet-text">
        Copy a table out of a report, a PDF or a spreadsheet, with its headings, and paste it. Each total, subtotal, remainder and share is worked out again, down and across, as
        exactly as it is printed. Nothing is stored by that.
      </p>
      <label className="check-table-text">
        The table
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the panel was opened to paste into it.
          autoFocus
          rows={found ? 2 : 8}
          value={text}
          placeholder="Paste here with Ctrl+V"
          onPaste={pasted}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="actions">
        <button type="button" className="primary" disabled={busy || text.trim() === ""} onClick={() => void check(text)}>
          {busy ? "Checking…" : "Check it"}
        </button>
      </div>
      {refused && (
        <p className="refusal" role="alert">
          {refused}
        </p>
      )}
      {found && <Checked found={found} />}
      {found && (
        <div className="actions">
          <button
            type="button"
            onClick={() => {
              bringTable(found.of, { as: "printed table" });
              goTo({ sheet: "import", panel: undefined });
            }}
          >
            Keep these beside the computed figures
          </button>
        </div>
      )}
    </Panel>
  );
}

function Checked({ found }: { found: TableChecked }) {
  const { said, title, columns, rows, failing, failingShares, named } = found;
  const notRight = [...failing, ...failingShares];
  const wrong = new Map(notRight.map(({ at, said: why }) => [`${at.row},${at.column}`, why]));
  const mends = named && `${named.at.row},${named.at.column}`;
  return (
    <section aria-label="What was found">
      <p role="status" className={notRight.length > 0 ? "check-table-said wrong" : "check-table-said"}>
        {said}
      </p>
      {notRight.length > 0 && (
        <ul className="check-table-failing">
          {notRight.map(({ said: why }) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {failing.length > 0 && <p>{named ? <strong>{named.said}</strong> : "No one figure would mend all of this, or several would: look at each."}</p>}
      <div className="check-table-scroll">
        <table className="check-table">
          {title && <caption>{title}</caption>}
          <thead>
            <tr>
              {columns.map((name, index) => (
                <th key={name} scope="col">
                  {/^column \d+$/.test(name) && index === 0 ? "" : name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows
              .map((row, place) => ({ ...row, place }))
              .filter(({ kind }) => kind !== "blank")
              .map(({ at, kind, cells, place }) => (
                <tr key={at} className={`is-${kind}`}>
                  {cells.map((cell, column) => {
                    const key = `${place},${column}`;
                    const why = wrong.get(key);
                    return (
                      <td key={columns[column]} title={why} className={why ? "is-wrong" : mends === key ? "is-suspect" : undefined}>
                        {cell}
                        {why && (
                          <>
                            {" "}
                            <span role="img" aria-label="does not add up">
                              ✗
                            </span>
                          </>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
