// A running server asked by a command: its refusals are the command's own, in the same words.
import { StoreFailure } from "../db/engine/storeFailure.ts";
import { InputError } from "./finance/inputError.ts";

const busyPauseMs = 2_000;
const mostTries = 30;

/** Asks until the server has time. @throws InputError or StoreFailure with what it refused. */
export async function askServer(url: string, request?: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, request).catch((error) => {
      throw brokenOff(error);
    });
    if (answer.ok) return answer;
    const { message, extensions } = await refusalOf(answer);
    if (extensions.code === "BUSY" && tries < mostTries) await new Promise((resolve) => setTimeout(resolve, busyPauseMs));
    else throw extensions.field ? new InputError(extensions.field, message) : new StoreFailure("UNAVAILABLE", message);
  }
}

/** The server was stopped, or lost, before it had answered. */
export function brokenOff(cause: unknown): StoreFailure {
  return new StoreFailure("UNAVAILABLE", "The server that runs on this store broke off. Try again when it runs, or when it is stopped.", cause);
}

interface Refused {
  message: string;
  extensions: { code?: string; field?: string | null };
}

async function refusalOf(answer: Response): Promise<Refused> {
  const { errors } = (await answer.json().catch(() => ({}))) as { errors?: Refused[] };
  return errors?.[0] ?? { message: `The server answered ${answer.status} with nothing that can be read.`, extensions: {} };
}
