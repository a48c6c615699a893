// A small calendar beside a day that is typed: the browser's own.
import { useRef } from "react";
import { daySaid } from "../format.ts";

export interface CalendarProps {
  label: string;
  /** The day that was read, as JSON: where the calendar opens. */
  day: string | null;
  onChoose: (text: string) => void;
}

export function Calendar({ label, day, onChoose }: CalendarProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <span className="calendar">
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={day ? (JSON.parse(day) as string) : ""}
        onChange={(event) => event.target.value && onChoose(daySaid(event.target.value))}
      />
      <button type="button" className="quiet" tabIndex={-1} aria-label={`Calendar: ${label}`} title="Calendar" onClick={() => picker.current?.showPicker()}>
        ▾
      </button>
    </span>
  );
}
