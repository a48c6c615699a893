// The panels of a settlement that only show and confirm: a member's statement, and the issuing of all of them.
import { useState } from "react";
import { issueStatements, type Partnership, type Period, type Statement } from "../../data/documents/partnership.ts";
import { ask } from "../../data/graphql.ts";
import { closePanel, Panel } from "../../panels/Panel.tsx";
import { Form } from "../../shell/Form.tsx";
import { useWrite } from "../../shell/useWrite.ts";
import { daySaid, poundsFromPence } from "../../text/format.ts";

interface OfPartnership {
  partnership: Partnership;
  onWritten: (batchId: string | null, said: string) => void;
}

export function StatementPanel({ statement }: { statement: Statement }) {
  return (
    <Panel title={statement.title} wide>
      <div className="statement">
        <p className="quiet-text">{statement.issued ? "As issued." : "A draft: its period's statements have not been issued."}</p>
        <table>
          <tbody>
            {statement.lines.map((line) => (
              <tr key={line.words}>
                <td>
                  {line.words}
                  {line.workings && line.workings !== "as entered" && <span className="workings">= {line.workings}</span>}
                </td>
                <td className="figure">{line.pence === null && !line.notKnown ? "" : bracketed(line.pence)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{statement.sentence}</th>
              <td className="figure">{bracketed(statement.balancePence)}</td>
            </tr>
          </tfoot>
        </table>
        <p className="hint">Brackets are to the member's credit{statement.balancePence === null ? "; [x] is not known" : ""}.</p>
      </div>
    </Panel>
  );
}

/** An amount of a statement; one that is not known has the mark that it has in tables. */
function bracketed(pence: number | null): string {
  if (pence === null) return "[x]";
  return pence < 0 ? `(${poundsFromPence(-pence)})` : poundsFromPence(pence);
}

export function IssuePanel({ period, partnership, seen, onWritten }: OfPartnership & { period: Period; seen: number }) {
  const [seenAt] = useState(seen);
  const writing = useWrite();
  async function issue() {
    const kept = await writing.run(() => ask(issueStatements, { period: period.id, seen: seenAt }));
    if (!kept) return;
    onWritten(kept.issueStatements.batchId, `Issued the statements of ${period.name}.`);
    closePanel();
  }
  return (
    <Panel title={`Issue ${period.name}`}>
      <Form writing={writing} submit={`Issue ${partnership.partners.length} statements`} onSubmit={issue}>
        <p>
          The statements of {period.name}, {daySaid(period.startsOn)} to {daySaid(period.endsOn)}, are kept as they are now.
        </p>
        <p>This cannot be undone. What is corrected later goes into the statements of the next period, as an adjustment.</p>
      </Form>
    </Panel>
  );
}
