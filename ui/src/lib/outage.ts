// What an outage banner says and shows. A line whose fact nobody holds is left out.

import type { Notice } from './bindings';
import { firstName } from './people';
import { along, moment, type Clock } from './time';
import { t } from './words';

/** The banner's class. */
export type OutageKind = 'major' | 'degraded' | 'planned' | 'resolved';

/** A banner in words. */
export interface OutageLook {
  kind: OutageKind;
  icon: 'alert' | 'calendar' | 'checkcircle';
  /** The kind in words. */
  label: string;
  body: string | null;
  /** What people can do until then. */
  meanwhile: string | null;
  line: { at: number; from: string; to: string } | null;
}

/** How a notice looks now. */
export function outageLook(notice: Notice, clock: Clock): OutageLook {
  const kind = notice.state === 'resolved' ? 'resolved' : notice.kind;
  switch (kind) {
    case 'resolved':
      return {
        kind,
        icon: 'checkcircle',
        label: t('out-res'),
        body: notice.updates.at(-1)?.body ?? null,
        meanwhile: null,
        line: resolvedLine(notice, clock),
      };
    case 'planned':
      return {
        kind,
        icon: 'calendar',
        label: t('out-plan'),
        body: notice.meanwhile,
        meanwhile: null,
        line: plannedLine(notice, clock),
      };
    case 'major':
    case 'degraded':
      return {
        kind,
        icon: 'alert',
        label: t(kind === 'major' ? 'out-major' : 'out-deg'),
        body: knownWords(notice, clock),
        meanwhile: notice.meanwhile,
        line: activeLine(notice, kind, clock),
      };
  }
}

function knownWords({ owner, back_by }: Notice, clock: Clock): string {
  if (back_by && Date.parse(back_by) <= Date.parse(clock.now)) return t('out-over');
  const name = owner ? firstName(owner) : null;
  const time = back_by ? moment(back_by, clock) : null;
  if (name && time) return t('out-know', { name, time });
  if (name) return t('out-know-name', { name });
  return time ? t('out-know-time', { time }) : t('out-know-none');
}

function activeLine(notice: Notice, kind: 'major' | 'degraded', clock: Clock): OutageLook['line'] {
  if (!notice.back_by) return null;
  const [from, to] = [{ time: moment(notice.starts_at, clock) }, { time: moment(notice.back_by, clock) }];
  return {
    at: along(notice.starts_at, notice.back_by, clock.now),
    from: kind === 'major' ? t('out-since', from) : t('out-since-deg', from),
    to: kind === 'major' ? t('out-by', to) : t('out-by-deg', to),
  };
}

function plannedLine(notice: Notice, clock: Clock): OutageLook['line'] {
  if (!notice.back_by) return null;
  return {
    at: along(notice.starts_at, notice.back_by, clock.now),
    from: t('out-from', { time: moment(notice.starts_at, clock) }),
    to: t('out-until', { time: moment(notice.back_by, clock) }),
  };
}

function resolvedLine(notice: Notice, clock: Clock): OutageLook['line'] {
  if (!notice.resolved_at) return null;
  return {
    at: 100,
    from: t('out-was', { time: moment(notice.starts_at, clock) }),
    to: t('out-back', { time: moment(notice.resolved_at, clock) }),
  };
}
