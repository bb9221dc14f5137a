// A made-up afternoon at Cedar Ridge: what the server would answer, for the tests of the desk. No real names.

import type {
  Alike,
  ChangeKind,
  Computer,
  HowTo,
  Message,
  Notice,
  Queue,
  QueueRow,
  Role,
  StaffDevice,
  StaffItem,
  StaffMe,
  StaffTicket,
} from '$lib/bindings';
import { report } from './report';

/** Monday, 23 November 2026, 10:42 in Cedar Ridge. */
export const NOW = '2026-11-23T15:42:00Z';
export const ZONE = 'America/New_York';

const MINUTE_MS = 60_000;

/** So many minutes from now. */
export const minutes = (from_now: number): string => new Date(Date.parse(NOW) + from_now * MINUTE_MS).toISOString();
const hours = (from_now: number): string => minutes(60 * from_now);

export const me: StaffMe = {
  name: 'Devon Park',
  school: 'Cedar Ridge Schools',
  time_zone: ZONE,
  technicians: ['Devon Park', 'Priya Nair', 'Sam Okafor'],
  departments: ['Facilities', 'Media centre'],
  places: ['Building A', 'Building B', 'Building C', 'Gym', 'Library'],
  devices: 118,
  mail: { waiting: 0, refused: 0 },
  capabilities: {
    live: true,
    max_attachment_bytes: 25 * 1024 * 1024,
    attachment_types: ['image/png', 'image/jpeg', 'application/pdf', 'text/plain'],
    reply: true,
    confirmation: true,
    rating: true,
    affected: true,
    number_at_once: true,
    tips: true,
  },
};

/** A ticket somebody wrote two minutes ago, and what is different about this one. */
export function row(different: Partial<QueueRow> & { id: string }): QueueRow {
  return {
    number: '4100',
    subject: 'The printer again',
    requester: 'Maria Alvarez',
    place: 'B204, Building B',
    computer: 'B204-TEACHER',
    asset_tag: null,
    status: 'new',
    status_since: minutes(-2),
    class_waiting: false,
    assignee: null,
    department: null,
    next_update_by: hours(24),
    promised_at: null,
    pressing: false,
    delays: 0,
    awaits_first_answer: true,
    findings: [],
    due: null,
    lately_from_here: 1,
    created_at: minutes(-2),
    ...different,
  };
}

const helped = { awaits_first_answer: false } as const;

export const projector = row({
  id: '0192aabb-0000-7000-8000-000000004127',
  number: '4127',
  subject: 'The projector turns on but the screen stays blue',
  class_waiting: true,
  findings: [
    { severity: 'bad', title: 'Display 2: no signal', detail: 'EPSON EB-685W on HDMI-1', key: 'display.mode' },
    { severity: 'worth', title: '41 days since a restart', detail: null, key: 'os.uptime' },
  ],
});

export const queue: Queue = {
  answered_today: 12,
  answered_in_under_hours: 3,
  notices: [],
  tickets: [
    projector,
    row({
      id: '0192aabb-0000-7000-8000-000000004101',
      number: '4101',
      subject: 'It says paper jam but there is no paper stuck',
      requester: 'Lena Ortiz',
      place: 'Library',
      status_since: hours(-23),
      created_at: hours(-23),
      next_update_by: minutes(23),
      findings: [{ severity: 'worth', title: '3 jobs stuck', detail: null, key: 'printer.state' }],
      lately_from_here: 3,
    }),
    row({
      id: '0192aabb-0000-7000-8000-000000004120',
      number: '4120',
      subject: 'Can’t sign in after the password change',
      requester: 'Tom Becker',
      place: 'A112',
      status_since: hours(-4),
      created_at: hours(-4),
      next_update_by: hours(20),
    }),
    row({
      id: '0192aabb-0000-7000-8000-000000004119',
      number: '4119',
      subject: 'Sound crackles during morning news',
      requester: 'Joy Lindqvist',
      place: 'Studio',
      status: 'in_progress',
      status_since: minutes(-53),
      created_at: hours(-3),
      next_update_by: minutes(80),
      assignee: 'Devon Park',
      ...helped,
    }),
    row({
      id: '0192aabb-0000-7000-8000-000000004112',
      number: '4112',
      subject: 'Smart board pen draws two inches to the left',
      requester: 'Omar Haddad',
      place: 'C110',
      status: 'waiting_on_requester',
      status_since: minutes(-82),
      created_at: hours(-26),
      next_update_by: null,
      assignee: 'Sam Okafor',
      ...helped,
    }),
    row({
      id: '0192aabb-0000-7000-8000-000000004098',
      number: '4098',
      subject: 'Laptop cart 3 won’t charge',
      requester: 'Grace Yoon',
      place: 'B110',
      status: 'on_hold',
      due: hours(75),
      status_since: hours(-30),
      created_at: hours(-50),
      next_update_by: hours(75),
      assignee: 'Priya Nair',
      ...helped,
    }),
    row({
      id: '0192aabb-0000-7000-8000-000000004115',
      number: '4115',
      subject: 'The classroom door won’t lock with my badge',
      status: 'in_progress',
      status_since: hours(-20),
      created_at: hours(-22),
      next_update_by: hours(28),
      assignee: 'Priya Nair',
      department: 'Facilities',
      ...helped,
    }),
    row({
      id: '0192aabb-0000-7000-8000-000000004090',
      number: '4090',
      subject: 'Yearbook needs the new photo app',
      requester: 'Ines Duarte',
      place: 'C204',
      status: 'resolved',
      status_since: hours(-70),
      created_at: hours(-90),
      next_update_by: null,
      assignee: 'Devon Park',
      ...helped,
    }),
  ],
};

export const wifi: Notice = {
  id: '0192aabb-0000-7000-8000-00000000a001',
  title: 'Wi-Fi is down in Building B',
  kind: 'major',
  state: 'active',
  places: ['Building B'],
  meanwhile: 'Wired computers still work. Library laptops have hotspots, ask at the desk.',
  owner: 'Priya Nair',
  starts_at: minutes(-62),
  back_by: minutes(18),
  next_update_by: minutes(3),
  resolved_at: null,
  updated_at: minutes(-20),
  affected: 43,
  affects_me: false,
  updates: [{ at: minutes(-20), by: 'Priya Nair', body: 'We found the broken part. A new one is on its way.' }],
};

/** What came in before anybody said that the Wi-Fi is down. */
export const alike: Alike = {
  mentioned: ['Wi-Fi'],
  just_now: 2,
  tickets: [
    row({
      id: '0192aabb-0000-7000-8000-000000004131',
      subject: 'No Wi-Fi on any of our tablets',
      requester: 'Lena Ortiz',
    }),
    row({ id: '0192aabb-0000-7000-8000-000000004130', subject: 'wifi again', place: null, created_at: minutes(-7) }),
    row({
      id: '0192aabb-0000-7000-8000-000000004126',
      subject: 'The Wi-Fi in B110 is so slow that nobody can open the reading app',
      requester: 'Grace Yoon',
      place: 'B110, Building B',
      created_at: minutes(-34),
    }),
  ],
};

export const upgrade: Notice = {
  ...wifi,
  id: '0192aabb-0000-7000-8000-00000000a002',
  title: 'Printers rest while we move them',
  kind: 'planned',
  state: 'scheduled',
  places: [],
  meanwhile: null,
  owner: 'Sam Okafor',
  starts_at: hours(30),
  back_by: hours(33),
  next_update_by: null,
  affected: 0,
  updates: [],
};

export const gradebook: Notice = {
  ...wifi,
  id: '0192aabb-0000-7000-8000-00000000a003',
  title: 'The gradebook is slow',
  kind: 'degraded',
  state: 'resolved',
  places: [],
  back_by: hours(-20),
  starts_at: hours(-26),
  resolved_at: hours(-21),
  updated_at: hours(-21),
  affected: 9,
};

export const notices: Notice[] = [wifi, upgrade, gradebook];

export const howTos: HowTo[] = [
  {
    id: '0192aabb-0000-7000-8000-00000000d001',
    title: 'Clear a paper jam',
    body: 'Open the door on the left. Pull the paper out slowly with both hands. Close the door.',
    topics: ['paper jam', 'printer'],
    offered: true,
    helped: 11,
    updated_at: hours(-50),
    updated_by: 'Priya Nair',
  },
  {
    id: '0192aabb-0000-7000-8000-00000000d002',
    title: 'Push the podium cable in',
    body: 'On the podium there is a short black cable. Push it in until it clicks.',
    topics: ['projector', 'blue'],
    offered: false,
    helped: 0,
    updated_at: hours(-20),
    updated_by: 'Devon Park',
  },
];

export { report };

export const picture = { id: '0192aabb-0000-7000-8000-00000000b001', name: 'screen.png' };

export const computers: Computer[] = [
  {
    id: '0192aabb-0000-7000-8000-00000000e001',
    host_name: 'B204-TEACHER',
    asset_tag: 'CR-10482',
    serial: null,
    place: 'B204, Building B',
    person: 'Maria Alvarez',
    last_seen_at: minutes(-2),
    agent_version: '0.1.0',
    open_tickets: 1,
  },
  {
    id: '0192aabb-0000-7000-8000-00000000e002',
    host_name: 'LIBRARY-FRONT-DESK-07',
    asset_tag: null,
    serial: '5CG1234XYZ',
    place: null,
    person: 'Lena Ortiz',
    last_seen_at: hours(-70),
    agent_version: null,
    open_tickets: 0,
  },
];

export const ticket: StaffTicket = {
  row: projector,
  user_name: 'malvarez',
  email: 'maria.alvarez@cedarridge.example',
  attachments: [],
  device: computers[0]?.id ?? null,
  report,
  rating: null,
  rating_note: null,
  notice: null,
  history: [
    {
      internal: false,
      item: {
        kind: 'message',
        id: '0192aabb-0000-7000-8000-00000000c001',
        author: { name: 'Maria Alvarez', role: 'requester' },
        body: 'The projector turns on but the screen stays blue. I have 28 kids and the slides are ready.',
        attachments: [{ ...picture, media_type: 'image/png', size_bytes: 182_044, state: 'stored' }],
        created_at: minutes(-2),
      },
    },
  ],
  seen_before: [
    {
      id: '0192aabb-0000-7000-8000-000000003900',
      subject: 'Blue screen at the podium',
      assignee: 'Priya Nair',
      status: 'closed',
      created_at: hours(-51 * 24),
    },
    {
      id: '0192aabb-0000-7000-8000-000000003805',
      subject: 'The projector says no input',
      assignee: null,
      status: 'cancelled',
      created_at: hours(-66 * 24),
    },
  ],
};

export const device: StaffDevice = {
  computer: computers[0] as Computer,
  report,
  findings: projector.findings,
  tickets: [
    { ...projector, assignee: null },
    {
      id: '0192aabb-0000-7000-8000-000000003900',
      subject: 'Blue screen at the podium',
      assignee: 'Priya Nair',
      status: 'closed',
      created_at: hours(-51 * 24),
    },
  ],
};

/** The same ticket a day later: nobody answered, and the desk gave a new time. */
export const missedTicket: StaffTicket = {
  ...ticket,
  row: {
    ...projector,
    class_waiting: false,
    created_at: hours(-23),
    status_since: hours(-23),
    next_update_by: hours(24),
    promised_at: minutes(-2),
    delays: 1,
  },
  history: [
    ...ticket.history,
    {
      internal: false,
      item: {
        kind: 'change',
        at: minutes(-2),
        by: null,
        what: { did: 'promise_moved', was: minutes(58), until: hours(24) },
      },
    },
  ],
};

/** The same ticket once it belongs to an outage. */
export const joinedTicket: StaffTicket = {
  ...ticket,
  notice: { id: wifi.id, title: wifi.title, is_over: false },
  history: [...ticket.history, done({ did: 'joined_notice', title: wifi.title }, -1)],
};

/** The same ticket after a talk: asked, answered, a note for the desk, a picture that did not come, a rating. */
export const longTicket: StaffTicket = {
  ...ticket,
  row: {
    ...projector,
    status: 'resolved',
    assignee: 'Devon Park',
    awaits_first_answer: false,
    next_update_by: null,
    status_since: minutes(-3),
  },
  rating: 'positive',
  rating_note: 'That was quick!',
  history: [
    ...ticket.history,
    done({ did: 'taken' }, -20),
    said(
      'Devon Park',
      'staff',
      'Hi Maria, on the podium there’s a short black cable. Could you push it in until it clicks?',
      -19,
    ),
    said('Priya Nair', 'staff', 'That cable was changed in October.\nIt may be the socket.', -17, { internal: true }),
    said('Maria Alvarez', 'requester', 'It clicked, and still nothing.', -15, {
      attachments: [
        { id: 'b002', name: 'podium.png', media_type: 'image/png', size_bytes: 900_000, state: 'pending' },
        { id: 'b003', name: 'log.pdf', media_type: 'application/pdf', size_bytes: 120_000, state: 'stored' },
      ],
    }),
    done({ did: 'handed_off', department: 'Facilities' }, -12),
    done({ did: 'put_on_hold' }, -11),
    done({ did: 'asked_if_fixed' }, -3),
  ],
};

/** The same ticket once a technician has answered with a picture and a guide. */
export const answeredWithPicture: StaffTicket = {
  ...ticket,
  history: [
    ...ticket.history,
    done({ did: 'taken' }, -2),
    said('Devon Park', 'staff', 'This is the plug. The guide shows where it goes.', -1, {
      attachments: [
        { id: 'b004', name: 'plug.png', media_type: 'image/png', size_bytes: 90_000, state: 'stored' },
        { id: 'b005', name: 'guide.pdf', media_type: 'application/pdf', size_bytes: 120_000, state: 'stored' },
      ],
    }),
  ],
};

interface More {
  internal?: boolean;
  attachments?: Message['attachments'];
}

function said(name: string, role: Role, body: string, from_now: number, more: More = {}): StaffItem {
  const { internal = false, attachments = [] } = more;
  const id = `c-${from_now}`;
  return {
    internal,
    item: { kind: 'message', id, author: { name, role }, body, attachments, created_at: minutes(from_now) },
  };
}

function done(what: ChangeKind, from_now: number): StaffItem {
  return { internal: false, item: { kind: 'change', at: minutes(from_now), by: 'Devon Park', what } };
}
