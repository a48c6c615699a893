// The forms that were begun and not saved, wherever they are: one goes back to them from here.
import { goToAddress } from "../address.ts";
import { begunSaid, useDrafts } from "./drafts.ts";

export function DraftsBegun({ authority }: { authority: string }) {
  const drafts = useDrafts(authority);
  if (drafts.length === 0) return null;
  return (
    <select className="drafts-begun" aria-label="Forms that were begun" value="" onChange={(event) => goToAddress(event.target.value)}>
      <option value="">{drafts.length === 1 ? "1 form begun" : `${drafts.length} forms begun`}</option>
      {drafts.map(({ place, title, begunAt, address }) => (
        <option key={`${place.noun} ${place.id}`} value={address}>
          {title}, {begunSaid(begunAt)}
        </option>
      ))}
    </select>
  );
}
