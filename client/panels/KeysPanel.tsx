// The keys that the sheet answers to.
import { wayfindingKeys } from "../arranging/keys.ts";
import { Panel } from "./Panel.tsx";

const keys = [
  ["Arrows, Page Up, Page Down", "Move from figure to figure"],
  ["Ctrl+arrows", "To the edge of a block of figures"],
  ["Home, End", "To the first and the last figure of the row; Home again to its heading"],
  ["Ctrl+Home, Ctrl+End", "To the first and the last figure of the sheet"],
  ["Tab, Shift+Tab", "Next and previous figure; Enter after a run of tabs goes to the row below where it began"],
  ["Type", "Replace the figure; an arrow keeps it and moves on"],
  ["F2, or a double click", "Edit the figure"],
  ["Enter, Shift+Enter", "Keep what was typed, and move down or up; on a row's heading, or where nothing can be typed, open it"],
  ["Escape", "Cancel what is being typed or was cut; close the panel"],
  ["Shift with any of these moves", "Select a range; the foot says what it comes to"],
  ["Ctrl+A", "Select the whole sheet"],
  ["Ctrl+Space, Shift+Space", "Select whole columns, whole rows; or click on a heading or a row's number"],
  ["Ctrl+click", "Add another range"],
  ["Enter, Tab in a range", "Move from cell to cell within the range"],
  ["Ctrl+Enter", "Enter what was typed in the whole range"],
  ["Delete", "Empty the figure, or the range"],
  ["Ctrl+C", "Copy; whole columns with their headings"],
  ["Ctrl+Shift+C", "Copy with the headings of rows and columns"],
  ["Ctrl+Alt+C", "Copy the figure in the words of a report, rounded as you choose, with its source"],
  ["Ctrl+X", "Cut: what is pasted elsewhere is emptied here"],
  ["Ctrl+V", "Paste from here or any spreadsheet, after you have seen what it changes; a blank empties its cell"],
  ["Ctrl+D, Ctrl+R", "Fill down, fill to the right; or drag the corner of the range"],
  ["Ctrl+Alt+0", "Fill the blanks of the range with nil: what is left blank is not known, which is not nil"],
  ["Alt+Shift+Up, Down", "Move the selected rows"],
  ["Alt+Shift+Right, Left", "Group the selected rows, or take them out of their group"],
  ["Ctrl+Alt+=, Ctrl+Alt+−", "Insert a row above; remove the selected rows"],
  ["Ctrl+Z", "Undo your last change, and those before it, even after a reload and from any sheet"],
  ["Ctrl+Y, Ctrl+Shift+Z", "Redo what you undid"],
  ["Ctrl+Shift+U", "Open the bar above the sheet, where it has no room for all of a figure's workings"],
  ["Shift+F2", "Notes on the selected cell"],
  ["Ctrl+Shift+H", "History of the selected cell"],
  ...wayfindingKeys,
  ["?", "These keys"],
] as const;

export function KeysPanel() {
  return (
    <Panel title="Keys">
      <KeyList keys={keys} />
      <p className="hint">A figure is typed as 4,646 in the table's unit, or as £4.646m, £4,646,000 or 4646k; a deduction as (422) or -422.</p>
      <p className="hint">An expression is kept beside its amount: =4646+354 is in the table's unit, and =£5,963*9*26.07 in pounds. It has + - * / ^, brackets and %.</p>
    </Panel>
  );
}

export function KeyList({ keys }: { keys: readonly (readonly [key: string, does: string])[] }) {
  return (
    <dl className="keys">
      {keys.map(([key, does]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
