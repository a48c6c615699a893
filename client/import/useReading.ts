// Asks the server what a file is read as, and again whenever something is answered; what was read before stays on the page until then.
import { useCallback, useEffect, useState } from "react";
import { Refused } from "../data/graphql.ts";
import type { Ask, Asked, Choices, Proposal } from "../written/proposal.ts";
import { answered, askReading, questionsOf } from "./proposal.ts";

export interface Reading {
  readonly proposal: Proposal | null;
  readonly questions: readonly Ask[];
  readonly choices: Choices;
  /** What had been chosen when it was read. */
  readonly of: Choices;
  /** Whether an answer is on its way. */
  readonly waits: boolean;
  readonly trouble: string | null;
  readonly answer: (about: Asked, answer: string) => void;
  readonly choose: (choices: Choices) => void;
  readonly again: () => void;
}

interface Read {
  readonly of: Choices;
  readonly proposal: Proposal | null;
  readonly questions: readonly Ask[];
  readonly trouble: string | null;
}

/** Of one file: give what uses it a `key` of the file's id. */
export function useReading(id: string, first: Choices): Reading {
  const [choices, setChoices] = useState<Choices>(first);
  const [read, setRead] = useState<Read | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again, though nothing was answered.
  useEffect(() => {
    const asking = new AbortController();
    askReading(id, choices, asking.signal).then(
      (proposal) =>
        asking.signal.aborted || setRead((before) => ({ of: choices, proposal, questions: questionsOf(before?.questions ?? [], proposal.asks, choices), trouble: null })),
      (error) =>
        asking.signal.aborted ||
        setRead((before) => ({
          of: choices,
          proposal: before?.proposal ?? null,
          questions: before?.questions ?? [],
          trouble: error instanceof Refused ? error.message : String(error),
        })),
    );
    return () => asking.abort();
  }, [id, choices, tries]);
  const answer = useCallback((about: Asked, said: string) => setChoices((before) => answered(before, about, said)), []);
  const again = useCallback(() => setTries((before) => before + 1), []);
  return {
    proposal: read?.proposal ?? null,
    questions: read?.questions ?? [],
    choices,
    of: read?.of ?? choices,
    waits: read === null || read.of !== choices,
    trouble: read?.trouble ?? null,
    answer,
    choose: setChoices,
    again,
  };
}
