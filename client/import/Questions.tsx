// What only a person can say of a table, and what was decided by the table itself: each answered, or answered otherwise, by one click.
import { type FormEvent, useId, useState } from "react";
import { goTo } from "../address.ts";
import type { Ask, Asked, Target } from "../written/proposal.ts";
import { isAnswerable } from "./proposal.ts";
import { targetWords, unitWords } from "./readWords.ts";

/** So many are buttons; more are a field with suggestions, and of names of places fewer: one knows which is wanted and types it. */
const mostButtons = 12;
const mostPlaces = 6;

export interface QuestionsProps {
  questions: readonly Ask[];
  /** The years that may be meant, where a year is asked. */
  years: readonly string[];
  disabled: boolean;
  onAnswer: (about: Asked, answer: string) => void;
}

export function Questions({ questions, years, disabled, onAnswer }: QuestionsProps) {
  if (questions.length === 0) return null;
  const open = questions.filter(({ taken }) => taken === undefined).length;
  return (
    <section className="questions" aria-label="Questions">
      <h2>{open === 0 ? "What was decided" : open === 1 ? "1 question" : `${open} questions`}</h2>
      {questions.map((ask, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a question may be asked of several columns, and keeps its place.
        <Question key={`${ask.about} ${index}`} ask={ask} years={years} disabled={disabled} onAnswer={(answer) => onAnswer(ask.about, answer)} />
      ))}
    </section>
  );
}

interface QuestionProps {
  ask: Ask;
  years: readonly string[];
  disabled: boolean;
  onAnswer: (answer: string) => void;
}

function Question({ ask, years, disabled, onAnswer }: QuestionProps) {
  const options = ask.about === "year" && ask.options.length === 0 ? years : ask.options;
  const className = ask.taken === undefined ? "question open" : "question";
  if (ask.about === "version" && ask.options.length === 0)
    return (
      <div className={className}>
        <p>{ask.question}</p>
        <button type="button" className="quiet" onClick={() => goTo({ sheet: "medium-term" })}>
          Add a draft on Medium term
        </button>
      </div>
    );
  if (!isAnswerable(ask))
    return (
      <p className={className}>
        {questionSaid(ask)}
        {ask.options.length === 1 && ask.taken !== undefined && !ask.question.includes(ask.taken) && <strong> {ask.taken}</strong>}
      </p>
    );
  if (options.length === 0 || options.length > (ask.about === "where" ? mostPlaces : mostButtons) || (ask.about === "year" && ask.options.length === 0))
    return <Typed ask={ask} options={options} className={className} disabled={disabled} onAnswer={onAnswer} />;
  return (
    <fieldset className={className} disabled={disabled}>
      <legend>{questionSaid(ask)}</legend>
      <div className="answers">
        {options.map((option) => (
          <button key={option} type="button" aria-pressed={option === ask.taken} onClick={() => option !== ask.taken && onAnswer(option)}>
            {optionSaid(ask, option)}
          </button>
        ))}
        <AllOfThem ask={ask} onAnswer={onAnswer} />
      </div>
    </fieldset>
  );
}

/** The one more answer that some questions have. */
function AllOfThem({ ask: { all, taken }, disabled = false, onAnswer }: { ask: Ask; disabled?: boolean; onAnswer: (answer: string) => void }) {
  if (all === undefined) return null;
  return (
    <button type="button" disabled={disabled} aria-pressed={taken === "all"} onClick={() => taken !== "all" && onAnswer("all")}>
      {all}
    </button>
  );
}

/** A field with suggestions: it is answered by choosing one of them, or by Enter. */
function Typed({ ask, options, className, disabled, onAnswer }: Omit<QuestionProps, "years"> & { options: readonly string[]; className: string }) {
  const [text, setText] = useState(ask.taken === undefined || ask.taken === "all" ? "" : optionSaid(ask, ask.taken));
  const [missed, setMissed] = useState(false);
  const id = useId();
  const closed = ask.options.length > 0;
  const found = (typed: string) => {
    const said = typed.trim().toLowerCase();
    const same = options.find((option) => optionSaid(ask, option).toLowerCase() === said);
    const like = options.filter((option) => said !== "" && optionSaid(ask, option).toLowerCase().includes(said));
    return same ?? (like.length === 1 ? like[0] : undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const option = found(text) ?? (closed || text.trim() === "" ? undefined : text.trim());
    setMissed(option === undefined);
    if (option === undefined) return;
    setText(optionSaid(ask, option));
    onAnswer(option);
  };
  const typed = (value: string) => {
    setText(value);
    setMissed(false);
    const chosen = options.find((option) => optionSaid(ask, option) === value);
    if (chosen !== undefined && chosen !== ask.taken) onAnswer(chosen);
  };
  return (
    <form className={className} onSubmit={submit}>
      <label htmlFor={id}>{questionSaid(ask)}</label>
      <div className="answers">
        <input id={id} list={`${id}-list`} value={text} readOnly={disabled} autoComplete="off" placeholder={placeholderOf(ask)} onChange={(event) => typed(event.target.value)} />
        <button type="submit" disabled={disabled || text.trim() === ""}>
          Take it
        </button>
        <AllOfThem
          ask={ask}
          disabled={disabled}
          onAnswer={(answer) => {
            setText("");
            setMissed(false);
            onAnswer(answer);
          }}
        />
      </div>
      <datalist id={`${id}-list`}>
        {options.map((option) => (
          <option key={option} value={optionSaid(ask, option)} />
        ))}
      </datalist>
      {missed && (
        <p className="refusal" role="alert">
          {`None of the ${options.length} is called this. Type a part of its name.`}
        </p>
      )}
    </form>
  );
}

const isPlace = (column: string) => /\b(la|lea|authority|council|borough)\b|la_?name/i.test(column);

function questionSaid({ about, question, options }: Ask): string {
  if (about !== "where") return question;
  const column = options[0]?.slice(0, options[0].indexOf("=")) ?? "";
  return isPlace(column) ? "Which council?" : question;
}

function optionSaid({ about, options, called }: Ask, option: string): string {
  const name = called?.[options.indexOf(option)];
  if (name !== undefined) return name;
  if (about === "where") return option.slice(option.indexOf("=") + 1);
  if (about === "authorities") return option === "all" ? "Each authority’s own rows to it" : "All of them here";
  if (about === "unit") return unitWords.find(([unit]) => unit === option)?.[1] ?? option;
  if (about === "as") return targetWords[option as Target].offered;
  return option;
}

function placeholderOf({ about, options }: Ask): string {
  if (about === "year") return "2026/27";
  return options.length > 0 ? `Type a part of one of ${options.length} names` : "";
}
