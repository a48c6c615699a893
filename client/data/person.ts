// Who sits at this browser: the name of a post, kept here and sent along, so that the change log can say who did what.
import { useSyncExternalStore } from "react";

const keptUnder = "tabled.person";
/** The server takes no longer one. */
export const longestPerson = 100;

const told = new EventTarget();
let unkept = "";

/** The name given, or an empty text where none has been. */
export function person(): string {
  try {
    return window.localStorage.getItem(keptUnder) ?? "";
  } catch {
    // A browser that keeps nothing knows the name until the page is left.
    return unkept;
  }
}

export function givePerson(name: string): void {
  const given = name.normalize("NFC").trim();
  unkept = given;
  try {
    if (given === "") window.localStorage.removeItem(keptUnder);
    else window.localStorage.setItem(keptUnder, given);
  } catch {
    // Known until the page is left.
  }
  told.dispatchEvent(new Event("told"));
}

/** The header that says who asks; a header holds no letters beyond English ones, so the name is percent-encoded. */
export function personHeaders(): Record<string, string> {
  const name = person();
  return name === "" ? {} : { "tabled-person": encodeURIComponent(name) };
}

function listen(listener: () => void): () => void {
  told.addEventListener("told", listener);
  // Given in another tab.
  window.addEventListener("storage", listener);
  return () => {
    told.removeEventListener("told", listener);
    window.removeEventListener("storage", listener);
  };
}

export function usePerson(): string {
  return useSyncExternalStore(listen, person);
}
