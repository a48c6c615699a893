// A box beside a sheet whose text the server reads: the day that it is shown for, an occupancy.
import { useEffect, useId, useState } from "react";
import { Calendar } from "./Calendar.tsx";
import { type Entry, read, readingOf } from "./readings.ts";

export interface ReadBoxProps {
  label: string;
  /** The column of an input that it is read as. */
  as: Omit<Entry, "typed" | "needed">;
  /** What stands in it for what the sheet shows. */
  text: string;
  /** Told of what was read, as the schema has it; null for an empty box. */
  onRead: (value: string | null) => void;
  /** A day is followed once it is there whole: with Enter, or when the box is left. */
  isDay?: boolean;
}

const pauseMs = 300;

export function ReadBox({ label, as, text, onRead, isDay = false }: ReadBoxProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const entryOf = (of: string) => ({ ...as, typed: of.trim(), needed: false });
  async function follow(of: string) {
    try {
      if (readingOf(entryOf(of)) === undefined) await read([entryOf(of)]);
    } catch {
      return setWrong("Tabled cannot be reached.");
    }
    const found = readingOf(entryOf(of));
    setWrong(found?.error ?? null);
    if (!found || found.error) return;
    onRead(found.value === null ? null : (JSON.parse(found.value) as string));
    if (isDay) setTyped(null);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a moment after the last key.
  useEffect(() => {
    if (typed === null || isDay) return;
    const timer = setTimeout(() => void follow(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const leave = () => {
    if (isDay && typed !== null) void follow(typed);
    else if (!wrong) setTyped(null);
  };
  return (
    <span className={wrong ? "read-box refused" : "read-box"}>
      <span className="with-end">
        <input
          aria-label={label}
          type="text"
          inputMode={isDay ? "text" : "decimal"}
          autoComplete="off"
          value={typed ?? text}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? id : undefined}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => event.key === "Enter" && leave()}
        />
        {isDay && <Calendar day={readingOf(entryOf(typed ?? text))?.value ?? null} onChoose={follow} />}
      </span>
      {wrong && (
        <span className="refusal" role="alert" id={id}>
          {wrong}
        </span>
      )}
    </span>
  );
}
