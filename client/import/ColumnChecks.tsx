// Columns of a table that are the sum or the difference of others: whether they are so in every row, and in which they are not.
import { withCommas } from "../text/format.ts";
import type { Proposal } from "../written/proposal.ts";

/** A longer list is not read. */
const mostListed = 60;

export function ColumnChecks({ checks }: { checks: Proposal["columnChecks"] }) {
  if (checks.length === 0) return null;
  const wrong = checks.filter(({ rows, agrees }) => agrees < rows);
  const right = checks.filter(({ rows, agrees }) => agrees === rows);
  return (
    <section aria-label="Columns made of others">
      <h2>
        {wrong.length === 0
          ? `Columns made of others: ${checks.length === 1 ? "it agrees" : `all ${withCommas(checks.length)} agree`}`
          : `Columns made of others: ${withCommas(wrong.length)} of ${withCommas(checks.length)} ${wrong.length === 1 ? "does" : "do"} not agree`}
      </h2>
      {wrong.length > 0 && <List checks={wrong} />}
      {right.length > 0 && (
        <details open={wrong.length === 0 && right.length <= 3}>
          <summary className="quiet-text">{right.length === 1 ? "1 agrees in every row" : `${withCommas(right.length)} agree in every row`}</summary>
          <List checks={right} />
        </details>
      )}
    </section>
  );
}

/** The first and the last of many. */
function shortly(is: string): string {
  const parts = is.split(" + ");
  return parts.length > 4 ? `${parts[0]} + … + ${parts.at(-1)} (${parts.length} columns)` : is;
}

function List({ checks }: { checks: Proposal["columnChecks"] }) {
  return (
    <>
      <ul className="findings">
        {checks.slice(0, mostListed).map(({ column, is, rows, agrees, wrong }) => (
          <li key={column}>
            <span className="finding-of">
              {column}{" "}
              <span className="quiet-text" title={is}>
                = {shortly(is)}
              </span>
            </span>
            {agrees < rows && (
              <span className="disagrees">
                {`does not agree in ${withCommas(rows - agrees)} of ${withCommas(rows)} rows: row ${wrong.map(withCommas).join(", ")}${wrong.length < rows - agrees ? ", …" : ""}`}
              </span>
            )}
          </li>
        ))}
      </ul>
      {checks.length > mostListed && <p className="quiet-text">And {withCommas(checks.length - mostListed)} more.</p>}
    </>
  );
}
