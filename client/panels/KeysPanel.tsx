// The keys that the sheet answers to.
import { wayfindingKeys } from "../arranging/keys.ts";
import { Panel } from "./Panel.tsx";

const keys = [
  ["Arrows, Page Up, Page Down, Home, End", "Move from figure to figure"],
  ["Tab, Shift+Tab", "Next and previous figure"],
  ["F2 or Enter", "Change the figure, from what it is"],
  ["Type", "Change the figure, from nothing"],
  ["Enter", "Keep what was typed, and move down; on a row that is worked out, open its terms"],
  ["Escape", "Leave the figure as it was; close the panel"],
  ["Delete", "Empty the figure"],
  ["Ctrl+C, Ctrl+V", "Copy a figure; paste from Excel, from the selected figure onwards"],
  ["Alt+Shift+Up, Down", "Move the selected rows"],
  ["Alt+Shift+Right, Left", "Group the selected rows, or take them out of their group"],
  ["Ctrl++, Ctrl+−", "Insert a row above; remove the selected rows"],
  ["Ctrl+Z", "Take back your last change, and the one before it, through a reload and on any sheet"],
  ["Ctrl+Y, Ctrl+Shift+Z", "Do again what you took back"],
  ["Shift+F2", "Notes on the selected cell"],
  ["Ctrl+Shift+H", "History of the selected cell"],
  ...wayfindingKeys,
  ["?", "These keys"],
] as const;

export function KeysPanel() {
  return (
    <Panel title="Keys">
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">A figure is typed as 4,646 in the table's unit, or as £4.646m, £4,646,000 or 4646k; a deduction as (422) or -422.</p>
      <p className="hint">An expression is kept beside its amount: =4646+354 is in the table's unit, and =£5,963*9*26.07 in pounds. It has + - * / ^, brackets and %.</p>
    </Panel>
  );
}
