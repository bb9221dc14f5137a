// What Maria’s computer said about itself, two minutes before the afternoon of `school.ts`.

import type { DeviceReport, Fact, FactValue } from '$lib/bindings';

export const report: DeviceReport = {
  taken_at: '2026-11-23T15:40:00.000Z',
  took_ms: 640,
  agent_version: '0.1.0',
  facts: [
    fact('host.name', { as: 'text', is: 'B204-TEACHER' }),
    fact('device.make', { as: 'text', is: 'Dell Inc.' }),
    fact('device.model', { as: 'text', is: 'OptiPlex 7010' }),
    fact('device.asset_tag', { as: 'text', is: 'CR-10482' }),
    fact('place.room', { as: 'text', is: 'B204' }),
    fact('os.name', { as: 'text', is: 'Debian GNU/Linux' }),
    fact('os.version', { as: 'text', is: '12' }),
    fact('os.uptime', { as: 'seconds', is: 41 * 86_400 }),
    fact('cpu.count', { as: 'count', is: 4 }),
    fact('cpu.load_1m', { as: 'number', is: 0.48 }),
    fact('memory.total', { as: 'bytes', is: 16_000_000_000 }),
    fact('memory.used_percent', { as: 'percent', is: 46.2 }),
    fact('disk.total', { as: 'bytes', is: 238_000_000_000 }, '/'),
    fact('disk.free', { as: 'bytes', is: 112_400_000_000 }, '/'),
    fact('display.mode', { as: 'text', is: '1920x1080 at 0,0' }, 'eDP-1'),
    fact('network.kind', { as: 'text', is: 'cable' }),
    fact('network.addresses', { as: 'list', is: ['10.20.4.17', 'fd00::17'] }),
    fact('check.help_desk', { as: 'milliseconds', is: 14.2 }),
    fact('printer.default', { as: 'text', is: 'B-2nd-floor' }),
    fact('printer.state', { as: 'text', is: 'idle' }),
    fact('audio.output', { as: 'text', is: 'HDMI' }),
    fact('audio.muted', { as: 'flag', is: false }),
    unknown('device.serial', 'only an administrator may read it'),
    unknown('battery.charge', 'there is no battery'),
  ],
};

function fact(key: string, value: FactValue, of: string | null = null): Fact {
  return { key, of, source: '/proc', reading: { state: 'known', value }, took_ms: 1 };
}

function unknown(key: string, because: string): Fact {
  return { key, of: null, source: '/sys', reading: { state: 'unknown', because }, took_ms: 1 };
}
