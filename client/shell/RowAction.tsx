// A button for the selected row. It keeps its place and its width whatever is selected, so that nothing moves under the hand.

export interface RowActionProps {
  /** All that it can say: it is as wide as the longest. */
  words: readonly string[];
  /** What it says of the selected row; the first of the words where there is nothing to do. */
  said?: string | undefined;
  /** What it does; null where the selected row has nothing of the kind. */
  run: (() => void) | null;
}

export function RowAction({ words, said = words[0], run }: RowActionProps) {
  return (
    <button type="button" className="quiet row-action" disabled={run === null} onClick={() => run?.()}>
      <span>{said}</span>
      {words
        .filter((each) => each !== said)
        .map((each) => (
          <span key={each} aria-hidden="true" className="row-action-room">
            {each}
          </span>
        ))}
    </button>
  );
}
