// A stand-in for the agent, for a browser: shows one sample screen, answers the simplest requests, and remembers all of them.

import type { PictureSlot, Request, ThreadPage, View } from '$lib/bindings';
import type { Bridge, Ears } from '../bridge';
import { NOW, ofScreen, PICTURE, at, TICKET } from './base';
import { SampleMarks } from './marks';
import { screen } from './screens';
import picture from './screen.svg';

declare global {
  var sample: { asked: Request[]; view: () => View; give: (view: Partial<View>) => void };
}

/** A bridge to nowhere: `?screen=01&theme=dark&lang=es&os=windows`. */
export function sampleBridge(query: string): Bridge {
  const wanted = new URLSearchParams(query);
  let view = screen(wanted.get('screen') ?? '01');
  view.around.language = wanted.get('lang') ?? 'en';
  view.around.theme = (wanted.get('theme') ?? 'system') as View['around']['theme'];
  view.around.os = (wanted.get('os') ?? 'gnome') as View['around']['os'];
  let ears: Ears | undefined;

  const asked: Request[] = [];
  const marks = new SampleMarks(view.help.marking?.marks ?? []);
  const give = (change: Partial<View>) => {
    const next = structuredClone({ ...view, revision: view.revision + 1, ...change });
    if (next.revision > view.revision) view = next;
    ears?.view(next);
  };
  globalThis.sample = { asked, view: () => view, give };

  return {
    async listen(listener) {
      ears = listener;
      ears.view(view);
      ears.picture(PICTURE);
    },
    ask(request) {
      asked.push(request);
      const marking = marks.answer(view.help.marking, request);
      give(marking === undefined ? answer(view, request) : { help: { ...view.help, marking } });
    },
    pictureUrl: () => picture,
  };
}

function answer(view: View, request: Request): Partial<View> {
  const { help, notices, thread } = view;
  switch (request.ask) {
    case 'go':
      return { place: request.place };
    case 'write':
      return { help: { ...help, text: request.text } };
    case 'set_class_waiting':
      return { help: { ...help, class_waiting: request.on } };
    case 'remove_picture':
      return { help: { ...help, picture: { is: 'removed' } } };
    case 'restore_picture':
      return { help: { ...help, picture: ofScreen(NOW) } };
    case 'use_picture':
      return { help: { ...help, picture: { ...ofScreen(NOW), own: true, can_go_back: true } } };
    case 'show_screen':
      return { help: { ...help, picture: shown(help.picture, request.screen) } };
    case 'send':
      return sent(view);
    case 'start_over':
      return { help: { ...help, stage: { is: 'writing' } } };
    case 'me_too':
      return { notices: notices.map((card) => ({ ...card, joined: card.joined || card.notice.id === request.id })) };
    case 'add_to_calendar':
      return { notices: notices.map((card) => ({ ...card, calendar: 'opened' as const })) };
    case 'save_file':
      return { thread: thread && saved(thread, request.id) };
    case 'start_not_yet':
      return { thread: thread && { ...thread, fix: { is: 'not_yet', name: thread.person } } };
    case 'back_to_normal':
      return request.working
        ? { notices: notices.filter((card) => card.notice.id !== request.id) }
        : {
            notices: notices.map((card) => ({ ...card, still: card.notice.id === request.id })),
            place: { at: 'help' },
          };
    case 'attach_to_reply':
      return { thread: thread && { ...thread, reply_picture: { is: 'ready', id: PICTURE } } };
    case 'detach_from_reply':
      return { thread: thread && { ...thread, reply_picture: { is: 'none' } } };
    case 'confirm':
      return {
        thread: thread && { ...thread, fix: request.fixed ? { is: 'rating', name: thread.person } : { is: 'none' } },
      };
    case 'rate':
      return {
        thread: thread && { ...thread, fix: { is: 'thanks', score: request.score, noted: request.note !== null } },
      };
    case 'skip_rating':
      return { thread: thread && { ...thread, fix: { is: 'none' } } };
    default:
      return {};
  }
}

function saved(thread: ThreadPage, id: string): ThreadPage {
  const entries = thread.entries.map((entry) => {
    if (entry.is !== 'theirs') return entry;
    const attached = entry.attached.map((one) =>
      one.id === id ? { ...one, saving: { is: 'saved' as const, name: one.name } } : one,
    );
    return { ...entry, attached };
  });
  return { ...thread, entries };
}

function shown(picture: PictureSlot, screen: number | null): PictureSlot {
  return picture.is === 'ready' && !picture.own ? { ...picture, screen } : ofScreen(NOW);
}

function sent({ help }: View): Partial<View> {
  const stage = { is: 'sent' as const, id: TICKET, number: '4127', sent_at: NOW, promised_by: at('10:40', 1) };
  return { help: { ...help, text: '', text_revision: help.text_revision + 1, stage } };
}
