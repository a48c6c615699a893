// Groups a list once, so that what belongs to each thing is found without searching the whole list again for each of them.

/** The items by their key, each group in the list's order, and the groups in the order of their first items. */
export function grouped<Item, Key>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}
