// Stands for the data version at which a test asks, where nobody else writes in the meantime: `serve` puts the version itself in its place.
export const latest: number = Number.MAX_SAFE_INTEGER;
