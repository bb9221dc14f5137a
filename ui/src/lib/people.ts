// How a person is drawn where there is no photo: initials on a tint that stays with the name.

const TINTS = ['', 'b', 'c', 'd'];

/** "Devon Park" is "DP". */
export function initials(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
}

/** "Devon Park" is "Devon". */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** The tint's class; the same name has the same one everywhere. */
export function tint(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return TINTS[sum % TINTS.length] ?? '';
}
