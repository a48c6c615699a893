// The keys that the query page answers to.
import { KeyList } from "./KeysPanel.tsx";
import { Panel } from "./Panel.tsx";

const keys = [
  ["Ctrl+Enter", "Run the query"],
  ["Ctrl+Space", "Suggest what can be typed here; suggestions also appear as you type"],
  ["Ctrl+K", "Search what can be asked for"],
  ["Ctrl+F", "Find in the editor"],
  ["Ctrl+Shift+P", "Format the query"],
  ["Ctrl+Shift+C", "Copy the query"],
  ["Ctrl+]  Ctrl+[", "Indent, and remove an indent"],
  ["Tab, Shift+Tab", "Leave the editor"],
  ["Ctrl+Z", "In the editor, undo what you typed; elsewhere, what you saved or removed"],
  ["?", "These keys, outside the editor"],
] as const;

export function QueryKeysPanel() {
  return (
    <Panel title="Keys">
      <KeyList keys={keys} />
      <p className="hint">Point at a word of the query to see what it means. A query that begins with “mutation” changes what is stored, and is kept in the history.</p>
    </Panel>
  );
}
