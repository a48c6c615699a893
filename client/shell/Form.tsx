// The frame of every form: what is filled in, what was refused of it, and the button that sends it.
import type { ReactNode, Ref } from "react";
import { Refusal } from "./fields.tsx";
import type { Writing } from "./useWrite.ts";

export interface FormProps {
  writing: Pick<Writing, "busy" | "refused">;
  /** What the button says. */
  submit: string;
  onSubmit: () => void;
  /** False for a button that is not what most come for. */
  primary?: boolean;
  /** True while there is nothing to send. */
  disabled?: boolean;
  /** Why nothing can be changed here, where it cannot. */
  locked?: string | null;
  className?: string;
  /** Further buttons. */
  actions?: ReactNode;
  /** What stays in sight above the buttons while the fields scroll: it says itself what was refused. */
  foot?: ReactNode;
  frame?: Ref<HTMLFormElement>;
  /** The input of the schema that it fills, where it is described. */
  of?: string;
  children: ReactNode;
}

export function Form({ writing, submit, onSubmit, primary = true, disabled = false, locked = null, className, actions, foot, frame, of, children }: FormProps) {
  const buttons = locked ? (
    <p className="quiet-text">{locked}</p>
  ) : (
    <div className="actions">
      <button type="submit" className={primary ? "primary" : undefined} disabled={writing.busy || disabled}>
        {submit}
      </button>
      {actions}
    </div>
  );
  return (
    <form
      ref={frame}
      data-of={of}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <fieldset disabled={locked !== null}>{children}</fieldset>
      {foot ? (
        <div className="panel-foot">
          {foot}
          {buttons}
        </div>
      ) : (
        <>
          <Refusal of={writing.refused} />
          {buttons}
        </>
      )}
    </form>
  );
}
