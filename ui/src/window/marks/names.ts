import type { MarkTrouble, PlacedMark } from '$lib/bindings';
import { t } from '$lib/words';

/** What people call a mark: "Black box 1". */
export function markName({ shape, number }: PlacedMark): string {
  return shape.kind === 'cover' ? t('red-item-black', { n: number }) : t('red-item-arrow', { n: number });
}

/** Why a mark is not as it was asked for. */
export function troubleWords(trouble: MarkTrouble): string {
  switch (trouble) {
    case 'too_many':
      return t('red-trouble-many');
    case 'outside':
      return t('red-trouble-outside');
    case 'not_kept':
      return t('red-trouble-kept');
  }
}
