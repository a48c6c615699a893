// What a reading found beside its lines: whether the file's totals are their sums, and what is left out and why.
import { withCommas } from "../text/format.ts";
import type { Proposal, ReadTotal } from "../written/proposal.ts";
import { amountSaid } from "./readWords.ts";

/** A longer list is not read. */
const mostListed = 60;

export function Totals({ proposal }: { proposal: Proposal }) {
  const { years, authorities } = proposal;
  const disagreeing = proposal.totals.filter(({ agrees }) => agrees.includes(false));
  // Of several authorities those that agree are counted in the table of them.
  const totals = authorities ? disagreeing : proposal.totals;
  if (totals.length === 0) return null;
  const wrong = disagreeing.length;
  const incoming = proposal.amounts?.byYear ?? null;
  return (
    <section aria-label="Totals">
      <h2>
        {wrong === 0
          ? `Totals: ${totals.length === 1 ? "it agrees" : `all ${totals.length} agree`}`
          : `Totals: ${wrong} of ${proposal.totals.length} ${wrong === 1 ? "does" : "do"} not agree`}
      </h2>
      <ul className="findings">
        {totals.map((total) => (
          <li key={total.at}>
            <span className="finding-of">{total.label || total.at}</span>
            <TotalSaid
              total={total}
              years={years}
              isAll={incoming !== null && total.computed.length === incoming.length && total.computed.every((each, at) => each === incoming[at])}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function TotalSaid({ total: { stated, computed, agrees }, years, isAll }: { total: ReadTotal; years: readonly string[]; isAll: boolean }) {
  const all = isAll ? ", and is all that comes in" : "";
  const byYear = years.length > 1 && stated.length === years.length;
  const wrong = agrees.flatMap((each, index) => (each === false ? [index] : []));
  if (wrong.length === 0) {
    const compared = agrees.filter((each) => each !== null).length;
    if (compared === 0) return <span className="quiet-text">nothing to compare it with</span>;
    const only = stated.length === 1 && stated[0] !== null && stated[0] !== undefined ? `${amountSaid(stated[0])}: ` : "";
    return <span className="agrees">{`${only}agrees${compared > 1 ? ` in ${compared === 2 ? "both" : `all ${compared}`} years` : ""}${all}`}</span>;
  }
  return (
    <>
      {wrong.map((index) => (
        <span key={index} className="disagrees">
          {`${byYear ? `${years[index]}: ` : ""}${apartSaid(stated[index] ?? 0, computed[index] ?? 0)}`}
        </span>
      ))}
      {wrong.length < agrees.length && (
        <span className="agrees">{`agrees in the other ${agrees.length - wrong.length === 1 ? "year" : `${agrees.length - wrong.length} years`}`}</span>
      )}
    </>
  );
}

function apartSaid(stated: number, computed: number): string {
  const apart = stated - computed;
  return `does not agree. It says ${amountSaid(stated)} where its lines come to ${amountSaid(computed)}: ${amountSaid(Math.abs(apart))} too ${apart > 0 ? "much" : "little"}`;
}

/** Every row and column that does not come in, under its reason. */
export function LeftOutList({ proposal: { leftOut, columns } }: { proposal: Proposal }) {
  const named = new Set(leftOut.map(({ at }) => at));
  const all = [
    ...columns.flatMap(({ name, leftOut: why }) => (why === null || named.has(`column ${name}`) ? [] : [{ at: `column ${name}`, label: "", why, pence: [] }])),
    ...leftOut,
  ];
  if (all.length === 0) return null;
  const reasons = [...new Set(all.map(({ why }) => why))];
  return (
    <section aria-label="Left out">
      <h2>{`Left out: ${withCommas(all.length)}`}</h2>
      {reasons.map((why) => {
        const of = all.filter((each) => each.why === why);
        return (
          <div key={why} className="left-out-why">
            <h3>{sentence(why)}</h3>
            <ul className="findings">
              {of.slice(0, mostListed).map(({ at, label, pence }) => (
                <li key={`${at} ${label}`}>
                  <span className="finding-of">{[at, at.startsWith("column ") && at.slice(7) === label ? "" : label].filter(Boolean).join(" · ")}</span>
                  {pence.length === 1 && typeof pence[0] === "number" && <span className="quiet-text">{amountSaid(pence[0])}</span>}
                </li>
              ))}
            </ul>
            {of.length > mostListed && <p className="quiet-text">And {withCommas(of.length - mostListed)} more.</p>}
          </div>
        );
      })}
    </section>
  );
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
