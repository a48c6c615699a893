// Fetches a chart: the server draws it, and the page gives it its colours.
import { personHeaders } from "../data/person.ts";

/** The chart of the table at an address, as SVG of this width in pixels; null where there is nothing to draw. @throws Error saying why it could not be had. */
export async function drawing(table: string, width: number, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(`/charts/${table}${table.includes("?") ? "&" : "?"}width=${width}`, { headers: personHeaders(), signal });
  if (response.status === 204) return null;
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(refusalIn(text) ?? `The server answered ${response.status}.`);
}

function refusalIn(text: string): string | null {
  try {
    return (JSON.parse(text) as { errors?: { message: string }[] }).errors?.[0]?.message ?? null;
  } catch {
    return null;
  }
}
