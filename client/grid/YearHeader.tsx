// A column's heading: the year, and under it what its figures are.
export function YearHeader({ year, status }: { year: string; status: string }) {
  return (
    <span className="year-header">
      <span>{year}</span>
      <span className="year-status">{status}</span>
    </span>
  );
}
