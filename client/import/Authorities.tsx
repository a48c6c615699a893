// The authorities of a file that comes in for several: how many lines of each come in, what they come to, and whether the file's own totals agree.
import { withCommas } from "../text/format.ts";
import type { AuthorityRead } from "../written/proposal.ts";
import { amountSaid } from "./readWords.ts";

export function Authorities({ authorities }: { authorities: readonly AuthorityRead[] }) {
  const hasSums = authorities.some(({ incoming }) => incoming.sumPence !== null);
  const hasTotals = authorities.some(({ totals }) => totals.count > 0);
  return (
    <section className="authorities-read" aria-label="Authorities">
      <h2>{authorities.length === 1 ? "1 authority" : `${withCommas(authorities.length)} authorities`}</h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Authority</th>
            <th scope="col" className="figure">
              Lines
            </th>
            {hasSums && (
              <th scope="col" className="figure">
                Sum
              </th>
            )}
            {hasTotals && <th scope="col">Totals</th>}
          </tr>
        </thead>
        <tbody>
          {authorities.map(({ id, name, called, incoming, totals }) => (
            <tr key={id}>
              <th scope="row" title={name}>
                {/\d/.test(called) ? name : called}
              </th>
              <td className="figure">{withCommas(incoming.count)}</td>
              {hasSums && <td className="figure">{incoming.sumPence === null ? "" : amountSaid(incoming.sumPence)}</td>}
              {hasTotals && <td className={totals.agree < totals.count ? "disagrees" : "agrees"}>{totalsSaid(totals)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function totalsSaid({ count, agree }: AuthorityRead["totals"]): string {
  if (count === 0) return "none";
  if (agree === count) return count === 1 ? "agrees" : `${count} agree`;
  return count === 1 ? "differs" : `${count - agree} of ${count} not`;
}
