// Copying at a button or a key of the page's own, where the browser would copy nothing; it works on a page that came by plain http, too.

/** Puts a text on the clipboard, and with it a table for the programs that take one. The browser copies only what is selected as text: it is given a blank, and something else to copy. */
export function copyNow({ text, html }: { text: string; html?: string }): void {
  const blank = document.createElement("span");
  blank.textContent = " ";
  blank.style.cssText = "position:fixed;white-space:pre;user-select:text";
  document.body.append(blank);
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData("text/plain", text);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
  };
  window.addEventListener("copy", give, { capture: true, once: true });
  const before = document.activeElement;
  window.getSelection()?.selectAllChildren(blank);
  document.execCommand("copy");
  window.removeEventListener("copy", give, { capture: true });
  window.getSelection()?.removeAllRanges();
  blank.remove();
  if (before instanceof HTMLElement) before.focus();
}
