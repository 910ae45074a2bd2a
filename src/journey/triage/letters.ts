import { unreachable } from '#platform/decision.ts';
import type { DeclineReason } from './facts.ts';

/** Words to send: neutral, so that whoever else reads them learns nothing (domain 197). */
export interface Letter {
  readonly subject: string;
  readonly body: string;
}

export interface Answered {
  readonly called: string;
  readonly reference: string;
}

/** What somebody who wrote to us reads when we have read it. */
export function acknowledgement({ called, reference }: Answered): Letter {
  return {
    subject: 'Your message',
    body: [
      `Hello ${called},`,
      'Thank you for your message. We have read it.',
      'One of us will get in touch soon, only in the ways you told us are safe. You do not need to do anything until then.',
      'You can change your mind at any time. You do not have to say why.',
      `Your reference is ${reference}. It is all you need to say when you get in touch with us.`,
    ].join('\n\n'),
  };
}

/**
 * What somebody reads when we cannot help. It never says or lets guess what another person said, wants or asked for:
 * reasons that lie with somebody else are told in the same words as each other. (REF-8, H17)
 */
export function declined(
  { called, reference }: Answered,
  why: { readonly reason: DeclineReason; readonly words: string },
): Letter {
  return {
    subject: 'Your message',
    body: [
      `Hello ${called},`,
      'Thank you for your message, and for the trust it took to write it.',
      reasonWords(why.reason),
      ...(why.words === '' ? [] : [why.words]),
      'This is not because of anything you did wrong by asking. You can write to us again at any time.',
      `Your reference is ${reference}. It is all you need to say when you get in touch with us.`,
    ].join('\n\n'),
  };
}

const cannotNow = 'We have thought about it with care, and we cannot take this any further at the moment.';

function reasonWords(reason: DeclineReason): string {
  switch (reason) {
    case 'out-of-area':
      return 'We only work in some places, and this is outside them. If you get in touch, we will tell you who to ask near you.';
    case 'live-court-case':
      return 'We cannot begin yet: something else has to finish first. When it has, you can ask us again.';
    case 'other-service':
      return 'We think another service can help you better than we can. We can tell you which one and how to reach it.';
    case 'not-enough-known':
      return 'We do not know enough yet to be able to help. If you can tell us more, please get in touch again.';
    case 'not-suitable':
    case 'no-contact-wanted':
    case 'duplicate':
      return cannotNow;
    default:
      return unreachable(reason);
  }
}
