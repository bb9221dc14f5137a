import { describe, expect, it } from 'vitest';
import { NOW, projector, report, ZONE } from '../../../tests/desk/school';
import { bytes } from '$lib/size';
import { findingIcon, fineFacts, machineFacts, sayFact } from './facts';

const clock = { now: NOW, zone: ZONE };

describe('what looks fine', () => {
  it('is said in a fixed order, in words', () => {
    const said = fineFacts(report, []).map(({ label, value }) => `${label} ${value}`);

    expect(said).toEqual([
      'desk-f-net Cable',
      'desk-f-reach 14 ms',
      'desk-f-space 112 GB',
      'desk-f-mem 46%',
      'desk-f-cpu 0.5 of 4',
      'desk-f-print Idle',
      'desk-f-sound HDMI',
      'desk-f-screens 1',
    ]);
  });

  it('leaves out what a finding rests on', () => {
    const labels = fineFacts(report, projector.findings).map(({ label }) => label);

    expect(labels).not.toContain('desk-f-screens');
    expect(labels).toContain('desk-f-space');
  });

  it('is nothing for a computer that said nothing', () => {
    expect(fineFacts({ ...report, facts: [] }, [])).toEqual([]);
    expect(machineFacts({ ...report, facts: [] })).toEqual([]);
  });
});

describe('this computer', () => {
  it('is what is known of it', () => {
    expect(machineFacts(report).map(({ value }) => value)).toEqual([
      'B204-TEACHER',
      'Dell Inc. OptiPlex 7010',
      'CR-10482',
      'Debian GNU/Linux 12',
      '41 days',
    ]);
  });

  it('says why a fact is not known', () => {
    const serial = report.facts.find(({ key }) => key === 'device.serial');

    expect(serial && sayFact(serial, clock)).toBe('Not known: only an administrator may read it');
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [112_400_000_000, '112 GB'],
  [2_000_000_000_000_000, '2,000 TB'],
])('%i bytes are %s', (count, said) => {
  expect(bytes(count)).toBe(said);
});

it('a finding about something new still has a drawing', () => {
  expect(findingIcon('display.mode')).toBe('screen');
  expect(findingIcon('quantum.flux')).toBe('alert');
});
