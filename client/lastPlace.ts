// Where this person was last, kept by the browser, so that the bare address leads back there.

const storedAs = "tabled.place";
/** What is open beside a sheet, and what is being looked for in it, is of that moment. */
const ofTheMoment = ["panel", "find"];

/** True from when the page opened at a remembered place until the person goes anywhere: she did not ask for what may have gone since. */
let cameBack = false;

/** Keeps where one is, with the authority that is shown there. */
export function rememberPlace(authority: string): void {
  const parts = new URLSearchParams(window.location.search);
  for (const part of ofTheMoment) parts.delete(part);
  parts.set("authority", authority);
  try {
    window.localStorage.setItem(storedAs, `${window.location.pathname}?${parts}`);
  } catch {
    // A browser that keeps nothing opens where a new one does.
  }
}

/** To be called before the first drawing: the bare address becomes the remembered one. */
export function returnToPlace(): void {
  if (window.location.pathname !== "/" || window.location.search !== "") return;
  const place = rememberedPlace();
  if (place === null) return;
  window.history.replaceState(null, "", place);
  cameBack = true;
}

/** True where the page stands at the remembered place and nobody has gone on from there. */
export function isBackAtPlace(): boolean {
  return cameBack && `${window.location.pathname}${window.location.search}` === rememberedPlace();
}

/** What was remembered is not there any more. */
export function forgetPlace(): void {
  cameBack = false;
  window.localStorage.removeItem(storedAs);
}

function rememberedPlace(): string | null {
  try {
    const place = window.localStorage.getItem(storedAs);
    // A path of this page, and no other address.
    return place?.match(/^\/[a-z-]*\?[^#\s]*$/) ? place : null;
  } catch {
    return null;
  }
}
