/** Builds the client unless it was built from these very files. */
export function buildClient(): Promise<void>;
