// The data version of whoever has seen all that there is: for tests in which nobody else writes in the meantime.
export const latest = Number.MAX_SAFE_INTEGER;
