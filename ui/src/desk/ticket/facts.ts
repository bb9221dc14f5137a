// What a computer said about itself, for a technician: the healthy facts in an order that never changes, so that they can be
// skipped, and what the machine is. A fact nobody knows is left out of both.

import type { DeviceReport, Fact, FactValue, Finding } from '$lib/bindings';
import { language } from '$lib/language.svelte';
import { bytes } from '$lib/size';
import { moment, type Clock } from '$lib/time';
import { t, type PlainWordId } from '$lib/words';
import { span } from '../queue/span';

/** One line of "Looks fine". */
export interface FineFact {
  icon: string;
  label: PlainWordId;
  value: string;
}

type Read = (key: string) => FactValue | null;
type FineLine = [
  icon: string,
  label: PlainWordId,
  keys: string[],
  say: (read: Read, report: DeviceReport) => string | null,
];

// prettier-ignore
const FINE: FineLine[] = [
  ['globe', 'desk-f-net', ['network.kind'], (read) => networkKind(text(read('network.kind')))],
  ['wifi', 'desk-f-wifi', ['wifi.signal'], (read) => maybe(read('wifi.signal'))],
  ['clock', 'desk-f-reach', ['check.help_desk'], (read) => maybe(read('check.help_desk'))],
  ['disk', 'desk-f-space', ['disk.free'], (read) => maybe(read('disk.free'))],
  ['memory', 'desk-f-mem', ['memory.used_percent', 'memory.pressure_10s'], (read) => maybe(read('memory.used_percent'))],
  ['cpu', 'desk-f-cpu', ['cpu.load_1m'], (read) => load(read('cpu.load_1m'), read('cpu.count'))],
  ['printer', 'desk-f-print', ['printer.state', 'printer.default'], (read) => printer(read)],
  ['sound', 'desk-f-sound', ['audio.output', 'audio.muted', 'audio.volume'], (read) => sound(read)],
  ['battery', 'desk-f-power', ['battery.charge', 'battery.state', 'power.charger'], (read) => maybe(read('battery.charge'))],
  ['screen', 'desk-f-screens', ['display.mode', 'display.arrangement'], (_, report) => screens(report)],
];

/** The facts in range, in their fixed order. What a finding rests on is not among them. */
export function fineFacts(report: DeviceReport, findings: Finding[]): FineFact[] {
  const wrong = new Set(findings.map(({ key }) => key));
  const read = reader(report);
  return FINE.flatMap(([icon, label, keys, say]) => {
    if (keys.some((key) => wrong.has(key))) return [];
    const value = say(read, report);
    return value === null ? [] : [{ icon, label, value }];
  });
}

/** What the machine is: the lines of "This computer". */
export function machineFacts(report: DeviceReport): { label: PlainWordId; value: string }[] {
  const read = reader(report);
  const joined = (...keys: string[]) =>
    keys
      .map((key) => text(read(key)))
      .filter(Boolean)
      .join(' ') || null;
  const lines: [PlainWordId, string | null][] = [
    ['fact-name', joined('host.name')],
    ['desk-f-model', joined('device.make', 'device.model')],
    ['fact-tag', joined('device.asset_tag')],
    ['desk-f-serial', joined('device.serial')],
    ['fact-os', joined('os.name', 'os.version')],
    ['fact-on', maybe(read('os.uptime'))],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** The drawing beside a finding. */
export function findingIcon(key: string): string {
  const [family = ''] = key.split('.');
  return ICONS[family] ?? 'alert';
}

const ICONS: Record<string, string> = {
  display: 'screen', graphics: 'screen', os: 'power', disk: 'disk', memory: 'memory', cpu: 'cpu', network: 'globe',
  check: 'globe', wifi: 'wifi', printer: 'printer', audio: 'sound', battery: 'battery', power: 'battery', clock: 'clock',
}; // prettier-ignore

/** A fact's value in words, or why there is none. */
export function sayFact(fact: Fact, clock: Clock): string {
  if (fact.reading.state === 'unknown') return t('desk-f-unknown', { why: fact.reading.because });
  const { value } = fact.reading;
  return value.as === 'time' ? moment(value.is, clock) : sayValue(value);
}

function sayValue(value: FactValue): string {
  switch (value.as) {
    case 'text':
    case 'time':
      return value.is;
    case 'list':
      return value.is.join(', ');
    case 'flag':
      return t(value.is ? 'desk-f-yes' : 'desk-f-no');
    case 'count':
      return number(value.is);
    case 'bytes':
      return bytes(value.is);
    case 'percent':
      return `${number(value.is)}%`;
    case 'number':
      return number(value.is, 2);
    case 'seconds':
      return span('1970-01-01T00:00:00Z', new Date(value.is * 1000).toISOString());
    case 'milliseconds':
      return `${number(value.is, value.is < 10 ? 1 : 0)} ms`;
  }
}

const number = (value: number, digits = 0) =>
  new Intl.NumberFormat(language(), { maximumFractionDigits: digits }).format(value);
const maybe = (value: FactValue | null) => value && sayValue(value);
const text = (value: FactValue | null) => (value?.as === 'text' ? value.is : null);

function reader(report: DeviceReport): Read {
  return (key) => {
    const reading = report.facts.find((fact) => fact.key === key)?.reading;
    return reading?.state === 'known' ? reading.value : null;
  };
}

function networkKind(kind: string | null): string | null {
  if (kind === null) return null;
  if (/wi-?fi|wireless|wlan/i.test(kind)) return t('desk-f-air');
  return /cable|ethernet|wired/i.test(kind) ? t('desk-f-cable') : kind;
}

function load(running: FactValue | null, count: FactValue | null): string | null {
  if (running?.as !== 'number') return null;
  const said = number(running.is, 1);
  return count?.as === 'count' ? t('desk-f-load', { load: said, n: count.is }) : said;
}

function printer(read: Read): string | null {
  const state = text(read('printer.state')) ?? text(read('printer.default'));
  return state && state.charAt(0).toUpperCase() + state.slice(1);
}

function sound(read: Read): string | null {
  const muted = read('audio.muted');
  return muted?.as === 'flag' && muted.is ? t('desk-f-muted') : text(read('audio.output'));
}

function screens(report: DeviceReport): string | null {
  const lit = report.facts.filter(({ key, reading }) => key === 'display.mode' && reading.state === 'known');
  return lit.length > 0 ? number(lit.length) : null;
}
