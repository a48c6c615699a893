// Which batches of the log this page wrote itself: of those it needs no telling.

const own = new Set<number>();
let last = 0;
let onTheWay = 0;
const waiting: (() => void)[] = [];

/** Follows a write to its answer. */
export async function ownWrite<Data>(sent: Promise<Data>): Promise<Data> {
  onTheWay += 1;
  try {
    const data = await sent;
    for (const answer of Object.values((data ?? {}) as Record<string, { batchId?: string | null } | null>)) {
      if (!answer?.batchId) continue;
      last = Number(answer.batchId);
      own.add(last);
    }
    return data;
  } finally {
    onTheWay -= 1;
    if (onTheWay === 0) {
      for (const tell of waiting.splice(0)) tell();
    }
  }
}

/** The batch that this page wrote last; 0 where it wrote none. */
export function lastOwn(): number {
  return last;
}

/** Whether a batch is this page's: known as soon as what it has sent is answered. */
export async function isOwn(batch: number): Promise<boolean> {
  if (!own.has(batch) && onTheWay > 0) await new Promise<void>((resolve) => waiting.push(resolve));
  return own.has(batch);
}
