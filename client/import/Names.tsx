// The names of what comes in beside those that are stored: how many are the same, and of each that is near one or exchanged with one, which it is.
import { counted, withCommas } from "../text/format.ts";
import type { NameMatch } from "../written/proposal.ts";

/** A longer list is not read. */
const mostListed = 60;

export interface NamesProps {
  names: readonly NameMatch[];
  disabled: boolean;
  /** By which name one of the table comes in. */
  onName: (name: string, as: string) => void;
}

export function Names({ names, disabled, onName }: NamesProps) {
  if (names.length === 0) return null;
  const doubtful = names.filter(({ how }) => how === "near" || how === "exchanged");
  const count = (how: NameMatch["how"]) => names.filter((match) => match.how === how).length;
  const [same, near, exchanged, fresh] = [count("same"), count("near"), count("exchanged"), count("new")];
  const parts = [
    ...(same > 0 ? [`${withCommas(same)} stored already`] : []),
    ...(near > 0 ? [`${withCommas(near)} near one that is`] : []),
    ...(exchanged > 0 ? [`${withCommas(exchanged)} with the figures of another`] : []),
    ...(fresh > 0 ? [`${withCommas(fresh)} new`] : []),
  ];
  return (
    <section aria-label="Names">
      <h2>{`${counted(names.length, "name")}: ${parts.join(", ")}`}</h2>
      {same > 0 && <p className="quiet-text">What is stored of the same name gets these figures.</p>}
      {fresh > 0 && <p className="quiet-text">What is new is added.</p>}
      {doubtful.length > 0 && (
        <ul className="findings">
          {doubtful.slice(0, mostListed).map((match) => (
            <Doubtful key={`${match.of} ${match.name}`} match={match} disabled={disabled} onName={onName} />
          ))}
        </ul>
      )}
      {doubtful.length > mostListed && <p className="quiet-text">And {withCommas(doubtful.length - mostListed)} more.</p>}
    </section>
  );
}

function Doubtful({ match: { of, name, how, stored, taken }, disabled, onName }: { match: NameMatch; disabled: boolean; onName: NamesProps["onName"] }) {
  const other = stored ?? "";
  const [yes, no] = how === "near" ? ["The same", "New"] : ["Exchanged", "As it is"];
  return (
    <li className="name-match">
      <span className="finding-of">
        {name}
        <span className="quiet-text">{how === "near" ? ` stored ${of}: ${other}` : ` has the figures of ${other}`}</span>
      </span>
      <span className="answers">
        {[
          [yes, other],
          [no, name],
        ].map(([said, as = ""]) => (
          <button key={said} type="button" disabled={disabled} aria-pressed={taken === as} aria-label={`${name}: ${said}`} onClick={() => taken !== as && onName(name, as)}>
            {said}
          </button>
        ))}
      </span>
    </li>
  );
}
