import { allow, refuse, refuseAny, unreachable, type Decision } from '#platform/decision.ts';
import type { ReferralStatus } from '#vocabulary/parts.ts';

export type CannotAnswer = 'words-are-missing' | 'words-hold-what-is-protected';

/** What we write to an agency says something, and holds nothing that is protected and it did not write itself. (THR-1) */
export function answerAgency(words: string, places: number): Decision<string, CannotAnswer> {
  if (words === '') return refuse('words-are-missing');
  return places > 0 ? refuse('words-hold-what-is-protected') : allow(words);
}

const mostFiles = 20;
const mostBytes = 100 * 1024 * 1024;

export type CannotSendFiles =
  | 'is-withdrawn'
  | 'too-many-files-of-it'
  | 'files-are-too-big-together'
  | 'was-decided-just-now';

/** A referral takes twenty files and a hundred megabytes, until it is taken back. (THR-3) */
export function sendFiles(
  status: ReferralStatus,
  before: { readonly files: number; readonly bytes: number },
  sizes: readonly number[],
): Decision<'sent', CannotSendFiles> {
  if (status === 'withdrawn') return refuse('is-withdrawn');
  const reasons: CannotSendFiles[] = [];
  if (before.files + sizes.length > mostFiles) reasons.push('too-many-files-of-it');
  if (sizes.reduce((sum, size) => sum + size, before.bytes) > mostBytes) reasons.push('files-are-too-big-together');
  return refuseAny(reasons, 'sent');
}

/** The refusals in plain words. */
export function explain(reason: CannotAnswer | CannotSendFiles): string {
  switch (reason) {
    case 'words-are-missing':
      return 'Write your message';
    case 'words-hold-what-is-protected':
      return 'Your message holds something that the agency did not write to us. See below where, and write it without';
    case 'is-withdrawn':
      return 'This referral is withdrawn. It takes no more files';
    case 'too-many-files-of-it':
      return 'Twenty files are the most for one referral. Nothing was sent';
    case 'files-are-too-big-together':
      return 'The files of one referral may have 100 MB together. Nothing was sent';
    case 'was-decided-just-now':
      return 'Somebody read your referral in this very moment. Choose the files and send them again';
    default:
      return unreachable(reason);
  }
}
