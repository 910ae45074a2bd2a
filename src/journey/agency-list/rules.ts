import { unreachable } from '#platform/decision.ts';
import type { ListStatus } from '#vocabulary/offers.ts';

/** Where a list stands, as far as whoever sent it is told. (LST-11) */
export type SentStanding =
  | 'columns-to-choose'
  | 'being-read'
  | 'with-us'
  | 'taken-in'
  | 'not-taken-in'
  | 'could-not-be-read';

/** What an agency is told of where its list stands: that it is being taken in, or was undone, is ours. (LST-11) */
export function standingOf(status: ListStatus): SentStanding {
  switch (status) {
    case 'new':
      return 'columns-to-choose';
    case 'checking':
      return 'being-read';
    case 'checked':
    case 'importing':
      return 'with-us';
    case 'imported':
      return 'taken-in';
    case 'undone':
    case 'let-go':
      return 'not-taken-in';
    case 'failed':
      return 'could-not-be-read';
    default:
      return unreachable(status);
  }
}
