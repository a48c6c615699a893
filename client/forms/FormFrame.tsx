// The frame of a described form: its draft, its fields, what was refused, and its buttons. Its fields find their form in it.
import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";
import { Form, type FormProps } from "../shell/Form.tsx";
import { DraftLine } from "./DraftLine.tsx";
import type { FormParts } from "./useForm.ts";

const FormContext = createContext<FormParts | null>(null);

export function useFormParts(): FormParts {
  const form = useContext(FormContext);
  if (!form) throw new Error("This field stands in no form.");
  return form;
}

/** Fields of another form within a frame: what is sent first. */
export function FieldsOf({ form, children }: { form: FormParts; children: ReactNode }) {
  return <FormContext value={form}>{children}</FormContext>;
}

export interface FormFrameProps extends Omit<FormProps, "writing" | "frame" | "of" | "onSubmit"> {
  form: FormParts;
  onSave: () => void;
  /** Takes the whole thing away, where there is one. */
  onRemove?: (() => void) | null;
  children: ReactNode;
}

export function FormFrame({ form, onSave, onRemove, actions, children, ...frame }: FormFrameProps) {
  const own = useRef<HTMLFormElement>(null);
  const { refusals, begunAt, busy } = form;
  useEffect(() => {
    if (refusals > 0) own.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return (
    <FormContext value={form}>
      <Form
        {...frame}
        writing={form}
        frame={own}
        of={form.of}
        onSubmit={onSave}
        actions={
          <>
            {actions}
            {onRemove && (
              <button type="button" className="quiet" disabled={busy} onClick={onRemove}>
                Remove
              </button>
            )}
            {form.waiting && (
              <p className="quiet-text" role="status">
                Tabled cannot be reached. This will be saved when the server is back.
              </p>
            )}
          </>
        }
      >
        {begunAt && <DraftLine begunAt={begunAt} busy={busy} onDiscard={() => form.discard()} />}
        {form.overtaken && (
          <p className="draft-line">
            {form.overtaken} was changed since you began this.
            <button type="button" className="quiet" disabled={busy} onClick={() => form.bringIn()}>
              Keep what I typed on top of that
            </button>
          </p>
        )}
        {children}
      </Form>
    </FormContext>
  );
}
