import { describe, expect, it } from 'vitest';
import { alike, minutes, NOW, wifi, ZONE } from '../../../tests/desk/school';
import type { Shelf } from '../kept';
import { OutageDraft } from './outage.svelte';

const clock = { now: NOW, zone: ZONE };

function written(): OutageDraft {
  const draft = new OutageDraft(clock, { owner: 'Priya Nair' });
  draft.title = ' Wi-Fi is down in Building B ';
  draft.toggle('Library');
  draft.toggle('Building B');
  draft.back.time = '11:00';
  draft.meanwhile = 'Wired computers still work.';
  return draft;
}

describe('an outage', () => {
  it('is posted as it was written, with moments for times', () => {
    expect(written().notice).toEqual({
      title: 'Wi-Fi is down in Building B',
      kind: 'major',
      places: ['Building B', 'Library'],
      meanwhile: 'Wired computers still work.',
      owner: 'Priya Nair',
      starts_at: null,
      back_by: '2026-11-23T16:00:00.000Z',
      next_update_by: null,
      tickets: [],
    });
  });

  it('has a beginning of its own only when it is planned', () => {
    const draft = written();
    draft.kind = 'planned';
    draft.starts.time = '10:50';

    expect(draft.notice.starts_at).toBe('2026-11-23T15:50:00.000Z');
  });

  it('is everywhere once no place is left', () => {
    const draft = written();

    draft.toggle('Library');
    draft.toggle('Building B');

    expect(draft.notice.places).toEqual([]);
  });

  it('keeps its beginning when it is changed', () => {
    const changed = OutageDraft.of(wifi, clock);

    expect(Date.parse(changed.notice.starts_at ?? '')).toBe(Date.parse(wifi.starts_at));
    expect(changed.notice.title).toBe(wifi.title);
  });

  it('comes back after a reload, with the same key', () => {
    const shelf = aShelf();
    const before = written();
    before.keep(shelf);

    const after = OutageDraft.kept(clock, 'Devon Park', shelf);

    expect(after.notice).toEqual(before.notice);
    expect(after.key).toBe(before.key);
  });
});

describe('tickets about the same', () => {
  const ids = alike.tickets.map(({ id }) => id);

  it('join it unless somebody says no, also after a reload', () => {
    const shelf = aShelf();
    const draft = written();
    draft.alike.show(alike, 'Wi-Fi');
    expect(draft.notice.tickets).toEqual(ids);

    draft.alike.toggle(ids[1] as string);
    draft.keep(shelf);

    expect(draft.notice.tickets).toEqual([ids[0], ids[2]]);
    expect(OutageDraft.kept(clock, 'Devon Park', shelf).notice.tickets).toEqual([ids[0], ids[2]]);
  });

  it('are the same ones when it is sent again, and others once it says something else', () => {
    const draft = written();
    draft.alike.show(alike, 'Wi-Fi');
    draft.alike.settle('Wi-Fi');

    draft.alike.show(null, 'Wi-Fi');
    expect(draft.notice.tickets).toEqual(ids);
    draft.alike.show(null, 'Gradebook');
    expect(draft.notice.tickets).toEqual([]);
  });

  it('are looked for by what is wrong, and not for planned work', () => {
    const draft = written();
    expect(draft.subject).toEqual({ title: 'Wi-Fi is down in Building B', places: ['Building B', 'Library'] });

    draft.kind = 'planned';

    expect(draft.subject).toBeNull();
    expect(new OutageDraft(clock).subject).toBeNull();
  });
});

describe('before it is posted', () => {
  it('all is well when it names a person, a time and what works', () => {
    expect(written().checks).toEqual({
      namesAPerson: true,
      givesATime: true,
      saysWhatWorks: true,
      reading: { level: 'easy', grade: 3 },
    });
  });

  it('nothing is well with an empty one, and only words are asked for', () => {
    const draft = new OutageDraft(clock);

    expect(draft.checks).toEqual({ namesAPerson: false, givesATime: false, saysWhatWorks: false, reading: null });
    expect(draft.faults(NOW)).toEqual({ title: 'desk-o-need' });
  });

  it('a time that has passed is asked about', () => {
    const draft = written();
    draft.back.time = '09:00';

    expect(draft.faults(NOW)).toEqual({ back: 'desk-o-passed' });
  });

  it('planned work cannot be over before it starts', () => {
    const draft = new OutageDraft(clock, {
      title: 'Printers rest',
      kind: 'planned',
      starts_at: minutes(120),
      back_by: minutes(60),
    });

    expect(draft.faults(NOW)).toEqual({ back: 'desk-o-early' });
  });
});

function aShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}
