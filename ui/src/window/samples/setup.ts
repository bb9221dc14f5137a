// A computer that is not set up, being set up, and its settings.

import type { SetupStage, View } from '$lib/bindings';

type Change = (view: View) => void;

/** No help desk is known; the policy has a phone and the computer's own facts. */
export const notSetUp: Change = (view) => {
  Object.assign(view.around, { first_name: null, school: null, manager: null, unread: 0, online: false });
  view.setup = { code_is_enough: false, ask: null, ask_phone: null, stage: { is: 'typing' } };
};

/** The policy gives the desk's address, and the desk says who gives out codes. */
export function enrolling(stage: SetupStage = { is: 'typing' }, known = true): Change {
  return (view) => {
    view.place = { at: 'setup' };
    view.setup = known
      ? { code_is_enough: true, ask: 'Ana Ruiz', ask_phone: '4300', stage }
      : { code_is_enough: false, ask: null, ask_phone: null, stage };
  };
}

export const settings: Change = (view) => {
  view.place = { at: 'settings' };
  view.settings = {
    language: { chosen: null, offered: ['en', 'es'] },
    quiet: { on: true, outages_pass: true },
    hotkey: { is: 'works', keys: 'Ctrl+Alt+H' },
    version: '1.0.0',
    hours: 'Monday to Friday, 7:00 to 16:00',
    manager_phone: '4300',
  };
};

/** All of it was decided by the district. */
export const settingsDecided: Change = (view) => {
  settings(view);
  if (view.settings)
    Object.assign(view.settings, { language: null, quiet: null, hotkey: null, hours: null, manager_phone: null });
};
