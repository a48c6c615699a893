// A list whose rows are given, of which one amount each is filled in: a year, a member.
import { Field } from "./Field.tsx";
import { useFormParts } from "./FormFrame.tsx";

export interface EachOfProps {
  /** The list, what tells its rows apart, and what is filled in. */
  list: string;
  by: string;
  fill: string;
  heading?: string;
  hint?: string;
  className?: string;
  /** What a row is called, by what tells it apart. */
  label?: (text: string) => string;
}

export function EachOf({ list, by, fill, heading, hint, className = "amounts", label = String }: EachOfProps) {
  const form = useFormParts();
  return (
    <>
      {heading && <h3>{heading}</h3>}
      <div className={className}>
        {Array.from({ length: form.rows(list) }, (_, row) => {
          const text = form.text(`${list}[${row}].${by}`);
          return <Field key={text} at={`${list}[${row}].${fill}`} label={label(text)} />;
        })}
        {hint && <p className="hint">{hint}</p>}
      </div>
    </>
  );
}
