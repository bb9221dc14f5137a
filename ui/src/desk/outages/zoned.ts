// A wall clock in the desk's zone and the moment it means. Technicians say "10:30"; the server wants UTC.

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-23` where it is `at`. */
export const dateIn = (zone: string, at: string): string => wall(zone, Date.parse(at)).slice(0, 10);

/** `10:42` where it is `at`. */
export const timeIn = (zone: string, at: string): string => wall(zone, Date.parse(at)).slice(11);

/** The moment at which clocks in `zone` show `time` on `date`; null where either is not one. */
export function momentIn(zone: string, date: string, time: string): string | null {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wanted)) return null;
  // The first guess may lie on the other side of a change of clocks; the second is right.
  let guess = wanted;
  for (let round = 0; round < 2; round++) guess += wanted - Date.parse(`${wall(zone, guess)}:00Z`);
  return new Date(guess).toISOString();
}

/** The day after `date`, and so on. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `2026-11-23T10:42` */
function wall(zone: string, at: number): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}
