// What takes longer than half a second to read says so in the foot, and can be stopped: what was read before stays on the page.
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

const soonSaid = 500;

export function Reading({ onStopped }: { onStopped: () => void }) {
  const queries = useQueryClient();
  const reading = useIsFetching() > 0;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!reading) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), soonSaid);
    return () => clearTimeout(timer);
  }, [reading]);
  if (!slow) return null;
  async function stop() {
    await queries.cancelQueries();
    onStopped();
  }
  return (
    <>
      <progress aria-label="Reading" />
      <span>Reading…</span>
      <button type="button" className="quiet" onClick={stop}>
        Stop
      </button>
    </>
  );
}
