// The made-up school the samples are set in: Cedar Ridge, a Monday in November, 10:40.

import type { Notice, NoticeCard, PictureSlot, RequestRow, ThreadPage, View } from '$lib/bindings';

export const NOW = '2026-11-23T15:40:00Z';
export const PICTURE = '0193592a-0000-7000-8000-00000000000a';
export const TICKET = '0193592a-0000-7000-8000-000000000001';
export const TYPED = 'The projector turns on but the screen stays blue. I have 28 kids and the slides are ready.';

/** A moment of that Monday in New York, or of days before and after. */
export function at(time: string, days = 0): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(Date.UTC(2026, 10, 23 + days, hour + 5, minute)).toISOString();
}

export function base(): View {
  return {
    revision: 1,
    around: {
      language: 'en',
      theme: 'system',
      os: 'gnome',
      time_zone: 'America/New_York',
      now: NOW,
      online: true,
      locked: false,
      first_name: 'Maria',
      school: 'Cedar Ridge',
      phone: '4357',
      manager: 'Ana Ruiz',
      team: [
        { first_name: 'Devon', initials: 'DP' },
        { first_name: 'Priya', initials: 'PN' },
        { first_name: 'Sam', initials: 'SO' },
        { first_name: 'Ana', initials: 'AR' },
      ],
      unread: 2,
      computer: 'B204-TEACHER',
      asset_tag: 'CR-10482',
      room: 'B204',
      building: 'Building B',
    },
    place: { at: 'help' },
    help: {
      text: '',
      text_revision: 0,
      class_waiting: false,
      picture: ofScreen(NOW),
      may_add_picture: true,
      picture_trouble: false,
      facts: [
        fact('user.full_name', 'Maria Alvarez'),
        fact('host.name', 'B204-TEACHER'),
        fact('place.room', 'B204'),
        fact('device.asset_tag', 'CR-10482'),
        fact('os.name', 'Debian GNU/Linux 12'),
        fact('network.kind', 'Cable'),
        fact('printer.default', 'B-2nd-floor'),
        { ...fact('disk.free', '112 GB'), of: '/home' },
        fact('os.uptime', '41 days'),
      ],
      answer_within_hours: 24,
      usual_hours: 2,
      usually_read_minutes: 20,
      stage: { is: 'writing' },
      restarted: false,
      not_kept: false,
      marking: null,
      known: null,
      tip: null,
    },
    requests: { state: 'ready', needs_you: [], open: [], finished: [] },
    thread: null,
    notices: [],
    settings: null,
    setup: null,
  };
}

/** The picture of the one screen. */
export function ofScreen(taken_at: string): PictureSlot & { is: 'ready' } {
  return { is: 'ready', id: PICTURE, taken_at, own: false, screens: 0, screen: null, can_go_back: false };
}

function fact(key: string, value: string) {
  return { key, of: null, value, known: true };
}

let rows = 0;

export function row(title: string, person: string | null, status: RequestRow['status'], when: string): RequestRow {
  rows += 1;
  const id = `0193592a-0000-7000-8000-${String(100 + rows).padStart(12, '0')}`;
  return { id, title, status, person, at: when, unread: false };
}

export function thread(change: Partial<ThreadPage>): ThreadPage {
  return {
    id: TICKET,
    title: 'Projector screen stays blue',
    number: '4127',
    status: { is: 'work', name: 'Devon' },
    person: 'Devon Park',
    next_update_by: at('12:00'),
    entries: [],
    new_from: null,
    reply: '',
    reply_picture: { is: 'none' },
    reply_revision: 0,
    fix: { is: 'none' },
    loaded: true,
    ...change,
  };
}

export function notice(change: Partial<Notice>, joined = false): NoticeCard {
  return {
    notice: {
      id: '0193592a-0000-7000-8000-0000000000b1',
      title: 'Wi-Fi is down in Building B',
      kind: 'major',
      state: 'active',
      places: ['Building B'],
      meanwhile: null,
      owner: 'Priya Nair',
      starts_at: at('9:40'),
      back_by: at('10:30'),
      next_update_by: null,
      resolved_at: null,
      updated_at: at('9:43'),
      affected: 42,
      affects_me: joined,
      updates: [],
      ...change,
    },
    owner_first_name: 'Priya',
    joined,
    still: false,
    calendar: 'none',
  };
}
