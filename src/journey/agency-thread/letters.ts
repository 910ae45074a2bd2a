import { unreachable } from '#platform/decision.ts';
import type { ToldReason } from '#vocabulary/agencies.ts';
import { inWords, type PlainDate } from '#vocabulary/dates.ts';

/** A referral that was not taken on, as far as its agency may know. */
export interface NotTakenOn {
  readonly service: string;
  readonly agency: string;
  readonly reference: string;
  /** The agency's own number; empty where it has none. */
  readonly agencyReference: string;
  readonly toldBecause: ToldReason;
  readonly toldOn: PlainDate;
}

/**
 * What an agency reads when we do not take on what it referred. It names nobody, as a letter lies about, and never says or lets guess what
 * somebody said, wants or asked for: what could lie with somebody is told in the same words as everything of its kind. (AGY-5, H17)
 */
export function notTakenOnLetter(about: NotTakenOn): { readonly subject: string; readonly body: readonly string[] } {
  const { service, agency, reference, agencyReference, toldBecause, toldOn } = about;
  return {
    subject: `Referral ${reference}${agencyReference === '' ? '' : `, your reference ${agencyReference}`}`,
    body: [
      `To ${agency}, on ${inWords(toldOn)}`,
      'Thank you for your referral, and for thinking of us.',
      because(toldBecause),
      'It is no judgement of your work, nor of anybody you referred.',
      'If you are in touch with the person, please tell them kindly that we cannot help with this now, and that they can write to us themselves at any time.',
      service,
    ],
  };
}

function because(reason: ToldReason): string {
  switch (reason) {
    case 'out-of-area':
      return 'We cannot take it on, because we only work in some places and this is outside them. Ring us, and we tell you who works there.';
    case 'live-court-case':
      return 'We cannot take it on yet: something else has to finish first. When it has, please send it again.';
    case 'other-service':
      return 'We think that another service can help better than we can. Ring us, and we tell you which one and how to reach it.';
    case 'not-enough-known':
      return 'We do not know enough yet to take it on. If you learn more, please send it again.';
    case 'not-now':
      return 'We have thought about it with care, and we cannot take it any further at the moment. What people tell us stays with them and us, so we can say no more about why.';
    default:
      return unreachable(reason);
  }
}
