// A small calendar beside a day that is typed: the browser's own. Who types a day needs none, so that it stands in nobody's way.
import { useRef } from "react";
import { daySaid } from "../text/format.ts";

export interface CalendarProps {
  /** The day that was read, as JSON: where the calendar opens. */
  day: string | null;
  onChoose: (text: string) => void;
}

export function Calendar({ day, onChoose }: CalendarProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <span className="calendar" aria-hidden="true">
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        value={day ? (JSON.parse(day) as string) : ""}
        onChange={(event) => event.target.value && onChoose(daySaid(event.target.value))}
      />
      <button type="button" className="quiet" tabIndex={-1} title="Calendar" onClick={() => picker.current?.showPicker()}>
        ▾
      </button>
    </span>
  );
}
