// The keys by which one finds one's way in a sheet, as the panel of keys lists them.

export const wayfindingKeys = [
  ["Ctrl+F", "Find a name, words or a number in the sheet; Enter and F3 go to the next, with Shift to the previous, and Escape closes and stays there"],
  ["Alt+Down, Shift+F10", "Sort, filter, hide, move or freeze by the column of the selected cell"],
  ["F6, Shift+F6", "To the next part of the page, and the one before: the way out of the sheet, where Tab goes from cell to cell"],
] as const;
