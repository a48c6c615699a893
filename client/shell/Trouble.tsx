// What could not be opened, and the way to try again.

export function Trouble({ message, again }: { message: string; again: () => void }) {
  return (
    <div className="invitation" role="alert">
      <h1>This could not be opened</h1>
      <p>{message}</p>
      <button type="button" onClick={again}>
        Try again
      </button>
    </div>
  );
}
