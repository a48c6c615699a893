/**
 * A key that nothing has had, for what is to be kept once however often it is sent. `crypto.randomUUID` is there only for pages that came by
 * https or from this machine; this is for those that came by plain http from another, too.
 */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
