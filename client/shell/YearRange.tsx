// From which year to which, of those that there are.
import type { ReactNode } from "react";
import { type Address, goTo } from "../address.ts";

export interface YearRangeProps {
  /** All the years that there are, in order. */
  years: readonly string[];
  address: Address;
  /** A further choice behind the last year, and what it does. */
  more?: { said: ReactNode; choose: () => void } | undefined;
}

export function YearRange({ years, address, more }: YearRangeProps) {
  const from = address.from && years.includes(address.from) ? address.from : (years[0] as string);
  const to = address.to && years.includes(address.to) ? address.to : (years[years.length - 1] as string);
  return (
    <span className="context-years">
      <select aria-label="From year" value={from} onChange={(event) => goTo({ from: event.target.value, to: event.target.value > to ? undefined : address.to })}>
        {years.map((year) => (
          <option key={year}>{year}</option>
        ))}
      </select>
      <span>to</span>
      <select aria-label="To year" value={to} onChange={(event) => (event.target.value === "more" ? more?.choose() : goTo({ to: event.target.value }))}>
        {years
          .filter((year) => year >= from)
          .map((year) => (
            <option key={year}>{year}</option>
          ))}
        {more && <option value="more">{more.said}</option>}
      </select>
    </span>
  );
}

/** The years that the address asks for, of those that there are; all where it asks for none of them. */
export function chosenYears(years: string[], from: string | undefined, to: string | undefined): string[] {
  const asked = years.filter((year) => (!from || year >= from) && (!to || year <= to));
  return asked.length > 0 ? asked : years;
}
