// One view for each screen of the design, by its number. A letter marks a state the design has no picture of.

import type { Attached, Entry, Shape, View } from '$lib/bindings';
import { at, base, notice, NOW, ofScreen, PICTURE, row, thread, TICKET, TYPED } from './base';
import { marking } from './marks';
import { enrolling, notSetUp, settings, settingsDecided } from './setup';
import { knownOutage, tip } from './suggest';

type Change = (view: View) => void;

/** Grades covered, and an arrow to what the screen says, as the design has them. */
const marks: Shape[] = [
  { kind: 'cover', x: 2707, y: 408, width: 691, height: 948 },
  { kind: 'arrow', from: { x: 926, y: 1949 }, to: { x: 1242, y: 1625 } },
];

const typed: Change = ({ help }) => {
  help.text = TYPED;
  help.class_waiting = true;
};
const queued = { id: TICKET, text: TYPED, picture: PICTURE };

const cable = (saving: Attached['saving']): Attached => ({
  id: 'a2',
  picture: null,
  name: 'Podium cable.pdf',
  state: 'stored',
  size_bytes: 184_320,
  saving,
});
const own = (name: string, picture: string | null): Attached => ({
  id: picture ?? 'a9',
  picture,
  name,
  state: 'stored',
  size_bytes: 412_000,
  saving: { is: 'not_here' },
});

const conversation: Entry[] = [
  {
    is: 'mine',
    id: 'm1',
    at: at('10:40'),
    body: TYPED,
    attached: [own('screen.png', PICTURE)],
    waiting: false,
  },
  { is: 'taken', name: 'Devon', at: at('10:44') },
  {
    is: 'theirs',
    id: 'm2',
    name: 'Devon Park',
    at: at('10:46'),
    body: 'Hi Maria, thanks for the picture. That told me a lot. Nothing you did caused this. On the podium there’s a short black cable. Could you pull it out and push it back in until it clicks?',
    attached: [cable({ is: 'offered' })],
  },
  {
    is: 'mine',
    id: 'm3',
    at: at('10:52'),
    body: 'Did that. It flashes, then goes blue again.',
    attached: [],
    waiting: false,
  },
  {
    is: 'theirs',
    id: 'm4',
    name: 'Devon Park',
    at: at('10:58'),
    body: 'Perfect, that means it’s the cable and not the projector. I’m walking over with a new one, about 5 minutes. Your slides will still be right where you left them.',
    attached: [],
  },
];

function requests(view: View) {
  view.place = { at: 'requests' };
  const unread = { unread: true };
  view.requests.needs_you = [
    {
      ...row(
        'Can’t sign in to the gradebook after the password change',
        'Priya Nair',
        { is: 'question', name: 'Priya' },
        at('10:51'),
      ),
      ...unread,
    },
    { ...row('Sound crackles during morning news', 'Sam Okafor', { is: 'ask', name: 'Sam' }, at('9:15')), ...unread },
  ];
  view.requests.open = [
    row('Projector turns on but the screen stays blue', 'Devon Park', { is: 'work', name: 'Devon' }, at('10:58')),
    row(
      'The classroom door won’t lock with my badge',
      'Rosa Lima',
      { is: 'hand', department: 'Facilities', name: 'Rosa Lima', phone: '2210' },
      at('14:24', -3),
    ),
    row('Document camera bulb burned out', 'Devon Park', { is: 'waiting', due: at('12:00', 3) }, at('11:00', -3)),
  ];
  view.requests.finished = [
    row('Printer says paper jam but there’s no paper', 'Sam Okafor', { is: 'done', name: 'Sam' }, at('9:00', -11)),
    row('Yearbook needs the new photo app', null, { is: 'cancelled' }, at('9:00', -20)),
  ];
}

function inThread(change: Parameters<typeof thread>[0], now = NOW): Change {
  return (view) => {
    view.place = { at: 'ticket', id: TICKET };
    view.around.now = now;
    view.thread = thread(change);
  };
}

function outage(change: Parameters<typeof notice>[0], joined = false, now = at('10:00')): Change {
  return (view) => {
    view.around.now = now;
    view.around.unread = 0;
    view.help.picture = ofScreen(now);
    view.notices = [notice(change, joined)];
  };
}

const resolved: Parameters<typeof thread>[0] = { status: { is: 'done', name: 'Devon' }, next_update_by: null };
const did =
  'Put in a new cable from the podium to the projector and ran your slides through once. I taped the cable down so it can’t work loose.';
const updates = [
  {
    at: at('9:43'),
    by: 'Devon Park',
    body: 'We see it too. Wi-Fi dropped in Building B at 9:40. Priya is on her way over.',
  },
  {
    at: at('9:58'),
    by: 'Priya Nair',
    body: 'I’m in Building B now. The closet on the second floor has no power. Next update by 10:20.',
  },
  {
    at: at('10:18'),
    by: 'Priya Nair',
    body: 'I found it: a power strip in the closet died. I’m fetching a new one. We said 10:30, and we’ll need until 10:45. I’m sorry about that.',
  },
];
const locked: Change = (view) => (view.around.locked = true);
const offline: Change = (view) => (view.around.online = false);

/** By the design's number. */
export const screens: Record<string, Change[]> = {
  '01': [],
  '01-bare': [bare],
  '01-taking': [({ help }) => (help.picture = { is: 'taking' })],
  '01-removed': [({ help }) => (help.picture = { is: 'removed' })],
  '01-own': [({ help }) => (help.picture = { ...ofScreen(NOW), own: true, can_go_back: true })],
  '01-screens': [({ help }) => (help.picture = { ...ofScreen(NOW), screens: 2, screen: 2 })],
  '01-refused': [({ help }) => (help.picture = { is: 'refused' })],
  '01-none': [({ help }) => (help.picture = { is: 'none' })],
  '01-unread': [({ help }) => (help.picture_trouble = true)],
  '02': [typed],
  '03': [outage({}), knownOutage],
  '03-joined': [outage({}, true), knownOutage],
  '04': [tip(false)],
  '04-glad': [tip(true)],
  '06': [typed, ({ help }) => (help.marking = marking(marks))],
  '06-none': [({ help }) => (help.marking = marking([]))],
  '06-trouble': [
    typed,
    ({ help }) => {
      help.marking = marking(marks, { trouble: 'not_kept' });
      for (const mark of help.marking.marks) mark.done = false;
    },
  ],
  '08': [({ help }) => (help.stage = { is: 'trouble', ...queued, next_try_at: at('10:42'), code: 'B204-503' })],
  '08-not-kept': [typed, ({ help }) => (help.not_kept = true)],
  '09': [({ help }) => (help.stage = { is: 'sending', ...queued })],
  '10': [
    ({ help }) => (help.stage = { is: 'sent', id: TICKET, number: '4127', sent_at: NOW, promised_by: at('10:40', 1) }),
  ],
  '10-bare': [
    bare,
    ({ help }) => (help.stage = { is: 'sent', id: TICKET, number: null, sent_at: NOW, promised_by: null }),
  ],
  '11': [offline, ({ help }) => (help.stage = { is: 'saved', ...queued, saved_at: NOW })],
  '11-locked': [locked, ({ help }) => (help.stage = { is: 'locked', ...queued, saved_at: NOW })],
  '20': [requests],
  '20-older': [
    requests,
    ({ requests }) => {
      for (let n = 1; n <= 6; n += 1) {
        requests.finished.push(
          row(`Request ${n} of last spring`, 'Sam Okafor', { is: 'done', name: 'Sam' }, at('9:00', -200)),
        );
      }
    },
  ],
  '21': [(view) => (view.place = { at: 'requests' }), ({ around }) => (around.unread = 0)],
  '22': [
    requests,
    offline,
    ({ requests }) => requests.open.unshift(row('Two student laptops won’t charge', null, { is: 'saved' }, NOW)),
  ],
  '22-locked': [
    requests,
    locked,
    ({ requests }) => requests.open.unshift(row('Two student laptops won’t charge', null, { is: 'locked' }, NOW)),
  ],
  '23': [(view) => (view.place = { at: 'requests' }), ({ requests }) => (requests.state = 'failed')],
  '23-locked': [locked, (view) => (view.place = { at: 'requests' }), ({ requests }) => (requests.state = 'failed')],
  '30': [inThread({ entries: conversation, new_from: 4 }, at('10:58'))],
  '30-waiting': [inThread({ entries: [...conversation, waiting('Thank you!')], reply: 'One more thing' }, at('11:00'))],
  '30-picture': [
    inThread(
      { entries: conversation, reply: 'It says this', reply_picture: { is: 'ready', id: PICTURE } },
      at('11:00'),
    ),
  ],
  '30-saving': [saving({ is: 'saving' })],
  '30-saved': [saving({ is: 'saved', name: 'Podium cable (2).pdf' })],
  '30-not-saved': [saving({ is: 'failed' })],
  '30-unread': [inThread({ entries: conversation, reply_picture: { is: 'unread' } }, at('11:00'))],
  '31': [inThread(handedOff(), at('10:40'))],
  '40': [
    inThread(
      {
        status: { is: 'ask', name: 'Devon' },
        entries: conversation,
        next_update_by: null,
        fix: { is: 'asking', name: 'Devon Park', did, at: at('11:09') },
      },
      at('11:10'),
    ),
  ],
  '41': [inThread({ ...resolved, fix: { is: 'rating', name: 'Devon Park' } })],
  '42': [inThread({ ...resolved, fix: { is: 'thanks', score: 'positive', noted: false } })],
  '42-noted': [inThread({ ...resolved, fix: { is: 'thanks', score: 'negative', noted: true } })],
  '43': [inThread({ fix: { is: 'not_yet', name: 'Devon Park' } }, at('11:20'))],
  '50': [outage({ updates: updates.slice(0, 1) })],
  '51': [outage({ affected: 43, updates: updates.slice(0, 1) }, true)],
  '52': [
    outage(
      {
        kind: 'degraded',
        title: 'Gradebook is slow today',
        owner: 'Sam Okafor',
        starts_at: at('9:10'),
        back_by: at('13:00'),
        affected: 118,
        meanwhile: 'save often, and take attendance on paper if it hangs.',
      },
      false,
      at('10:28'),
    ),
  ],
  '53': [planned()],
  '53-opened': [planned(), ({ notices }) => notices.forEach((card) => (card.calendar = 'opened'))],
  '53-failed': [planned(), ({ notices }) => notices.forEach((card) => (card.calendar = 'failed'))],
  '54': [
    outage(
      {
        state: 'resolved',
        title: 'Wi-Fi is back in Building B',
        resolved_at: at('10:41'),
        affected: 43,
        updates: [
          {
            at: at('10:41'),
            by: 'Priya Nair',
            body: 'A power strip in the network closet failed. Priya replaced it and is adding a spare.',
          },
        ],
      },
      true,
      at('10:44'),
    ),
  ],
  '54-still': [
    outage({ state: 'resolved', resolved_at: at('10:41') }, true, at('10:44')),
    ({ notices }) => notices.forEach((card) => (card.still = true)),
  ],
  '55': [
    outage(
      {
        affected: 43,
        back_by: at('10:45'),
        meanwhile: 'wired computers still work. Library laptops have hotspots, ask at the desk.',
        updates,
      },
      true,
      at('10:18'),
    ),
    (view) => (view.place = { at: 'notice', id: view.notices[0]?.notice.id ?? '' }),
  ],
  '55-late': [outage({ updates }, true, at('10:50')), (view) => view.notices.push(...second())],
  '60': [enrolling()],
  '60-line': [notSetUp, enrolling({ is: 'typing' }, false)],
  '60-connecting': [enrolling({ is: 'connecting' })],
  '61': [enrolling({ is: 'trouble', why: 'unknown_code' })],
  '62': [(view) => (view.place = { at: 'welcome' })],
  '63': [settings],
  '63-no-keys': [settings, (view) => view.settings && (view.settings.hotkey = { is: 'taken', keys: 'Ctrl+Alt+H' })],
  '63-decided': [bare, settingsDecided],
  '64': [typed, ({ help }) => (help.restarted = true)],
  '65': [notSetUp],
};

/** The view of one screen. */
export function screen(name: string): View {
  const view = base();
  for (const change of screens[name] ?? []) change(view);
  return view;
}

/** A server with nothing in it, on a computer that knows nothing. */
function bare({ around, help }: View) {
  Object.assign(around, { first_name: null, school: null, phone: null, manager: null, team: [], unread: 0 });
  Object.assign(help, {
    picture: { is: 'none' },
    may_add_picture: false,
    facts: [],
    answer_within_hours: null,
    usual_hours: null,
    usually_read_minutes: null,
  });
}

/** The desk's file in the conversation, on its way to this computer. */
function saving(step: Attached['saving']): Change {
  const entries = conversation.map((entry) =>
    entry.is === 'theirs' && entry.attached.length ? { ...entry, attached: [cable(step)] } : entry,
  );
  return inThread({ entries }, at('10:58'));
}

function planned(): (view: View) => void {
  return outage(
    {
      kind: 'planned',
      state: 'scheduled',
      title: 'Printers off Thursday, 3:45 to 4:30',
      starts_at: at('15:45', 3),
      back_by: at('16:30', 3),
      affected: 0,
      meanwhile: 'We’re swapping the old print server for a new one. Print what you need before 3:45.',
    },
    false,
    NOW,
  );
}

function waiting(body: string): Entry {
  return {
    is: 'mine',
    id: 'm9',
    at: at('11:00'),
    body,
    attached: [{ ...own('screen.png', null), state: 'refused' }],
    waiting: true,
  };
}

function second() {
  const card = notice({ id: '0193592a-0000-7000-8000-0000000000b2', kind: 'planned', title: 'Printers off Thursday' });
  return [card];
}

function handedOff(): Parameters<typeof thread>[0] {
  return {
    title: 'Door won’t lock with my badge',
    status: { is: 'hand', department: 'Facilities', name: 'Rosa Lima', phone: '2210' },
    person: 'Rosa Lima',
    next_update_by: at('15:00', 1),
    new_from: 3,
    entries: [
      {
        is: 'mine',
        id: 'h1',
        at: at('14:10', -3),
        body: 'The classroom door won’t lock with my badge. I tried three times.',
        attached: [],
        waiting: false,
      },
      {
        is: 'theirs',
        id: 'h2',
        name: 'Devon Park',
        at: at('14:24', -3),
        body: 'Thanks for flagging this, Maria. You were right to ask. Door badges are looked after by Facilities, so I’ve passed it to Rosa and walked her through it.',
        attached: [],
      },
      { is: 'handed_off', department: 'Facilities', at: at('14:25', -3) },
      {
        is: 'theirs',
        id: 'h3',
        name: 'Rosa Lima',
        at: at('10:20'),
        body: 'Good morning Maria. The lock needs a new battery. I’ll be at B204 tomorrow before first bell. Until then the office can lock up for you.',
        attached: [],
      },
    ],
  };
}
