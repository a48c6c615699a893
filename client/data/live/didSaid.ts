// What somebody else did, as the strip tells it: the log's own words, as a sentence.

const did: Record<string, string> = {
  Change: "changed",
  Paste: "pasted",
  Add: "added",
  Remove: "removed",
  Publish: "published",
  Start: "started",
  Copy: "copied",
  Import: "imported",
  "Undo:": "undid:",
  "Redo:": "redid:",
  "Skip:": "skipped:",
  // As the log has them from before they were called so.
  "Take back:": "undid:",
  "Do again:": "redid:",
  "Leave as it is:": "skipped:",
};

/** "Change North, 2023/24" is "changed North, 2023/24."; a reason of the writer's own words is quoted. */
export function didSaid(why: string): string {
  const verb = Object.keys(did).find((each) => why.startsWith(`${each} `));
  return verb ? `${did[verb]}${why.slice(verb.length)}.` : `made a change: ${why}`;
}
