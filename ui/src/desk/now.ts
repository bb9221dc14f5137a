/** By this computer’s clock, RFC 3339. */
export const rightNow = (): string => new Date().toISOString();
