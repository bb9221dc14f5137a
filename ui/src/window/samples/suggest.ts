// What is offered while somebody writes.

import type { View } from '$lib/bindings';

type Change = (view: View) => void;

/** The words name the outage that is there. */
export const knownOutage: Change = ({ help, notices }) => {
  help.text = 'The Wi-Fi is not working on our tablets';
  help.known = notices[0]?.notice.id ?? null;
};

export function tip(helped_me: boolean): Change {
  return ({ help }) => {
    help.text = 'The printer again. It says paper jam but there is no paper stuck.';
    help.tip = {
      id: '0193592a-0000-7000-8000-0000000000c1',
      title: 'Free the back door',
      body: 'Open the back door of the printer, close it firmly, then print one page.',
      helped: 11,
      helped_me,
    };
  };
}
