/** How many times larger than its frame the picture can be; a screen of 3,840 pixels is shown one to one at about ten. */
export const LEVELS = [1, 1.5, 2, 3, 4, 6, 8, 10];

/** The next level up or down; the last one stays. */
export function level(zoom: number, by: 1 | -1): number {
  const at = LEVELS.indexOf(zoom) + by;
  return LEVELS[Math.max(0, Math.min(LEVELS.length - 1, at))] ?? 1;
}
