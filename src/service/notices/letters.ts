import { dayOf, inWordsWithWeekday, timeInWords } from '#vocabulary/dates.ts';

/**
 * The words of what the service writes. Somebody else may read over a shoulder or share the address, so no message names
 * the service, what happened, or another person (domain 197): what there is to say stands on the reader's own page.
 */
export interface Words {
  readonly subject: string;
  readonly body: string;
  /** For people of agencies: the page behind their sign-in where it stands. */
  readonly path?: string;
}

const appointment = 'Your appointment';
const message = 'A message for you';

/** Tells that a conference is booked. */
export function booked(startsAt: Date): Words {
  return {
    subject: appointment,
    body: `Your appointment is on ${when(startsAt)}.\n\nWhere it is and how to get there is on your own page. If you change your mind, tell us. You can do that at any time, and you do not have to say why.`,
  };
}

/** Reminds of a conference on the day before. */
export function reminder(startsAt: Date): Words {
  return {
    subject: appointment,
    body: `Your appointment is on ${when(startsAt)}.\n\nIf anything worries you, or you would rather not come, tell us. That is all right, even on the day.`,
  };
}

/** Tells that a conference does not go ahead, to everybody alike and without a reason. */
export function appointmentIsOff(): Words {
  return {
    subject: appointment,
    body: 'Your appointment is not going ahead. You do not need to do anything, and it is not because of anything you did.\n\nIf you want to talk about it, we are here.',
  };
}

/** Tells that there is an agreement to read. */
export function agreementMade(): Words {
  return { subject: message, body: 'There is something new for you to read on your own page, whenever you want to.' };
}

/** Tells somebody who asked to hear how a promise goes that there is news, good or not. (H12) */
export function newsOfAmends(): Words {
  return {
    subject: message,
    body: 'You asked us to tell you how things go. There is news on your own page, whenever you want to read it.\n\nIf you want to talk about it, we are here.',
  };
}

/** Tells that somebody will ask how things are. */
export function willBeInTouch(): Words {
  return {
    subject: message,
    body: 'We said we would ask how things are. One of us will be in touch soon, in the way you told us is safe.\n\nYou do not need to do anything. If you would rather we did not, tell us.',
  };
}

function when(moment: Date): string {
  return `${inWordsWithWeekday(dayOf(moment))} at ${timeInWords(moment)}`;
}

// To a work address: nothing of anybody, for inboxes are shared and forwarded. (NTC-7)
function toAgency(body: string, path: string): Words {
  const why = 'Nothing more stands in this e-mail, so that nobody learns from it who is referred to us.';
  return { subject: message, body: `${body}\n\n${why}`, path };
}

/** Tells whoever referred that we asked something. */
export function agencyIsAsked(path: string): Words {
  return toAgency(
    'We have a question about a referral that you sent, and wait for your answer before we decide. If you do not know, say so: that helps as well.',
    path,
  );
}

/** Tells whoever referred that we wrote. */
export function agencyIsWrittenTo(path: string): Words {
  return toAgency('We wrote to you about a referral that you sent.', path);
}

/** Tells whoever referred that it stands elsewhere now, and not where. */
export function agencyHasNews(path: string): Words {
  return toAgency('There is news of a referral that you sent. You do not need to do anything.', path);
}

export interface Wrapping {
  /** The reader's own page; null for somebody who has none. */
  readonly ownPage: string | null;
  /** Where somebody of an agency reads it after signing in. */
  readonly signIn: string | null;
  /** Null where nobody may learn who writes. */
  readonly signature: string | null;
  /** By which the reader knows that it is really us; empty when none was agreed. */
  readonly codeword: string;
}

/** A message as it leaves: its words, where to read more, and who writes only where that may be said. (H16) */
export function wrapped({ subject, body }: Words, { ownPage, signIn, signature, codeword }: Wrapping): Words {
  const parts = [
    body,
    ownPage && `Your own page: ${ownPage}`,
    signIn && `Sign in to read it: ${signIn}`,
    signature,
    codeword,
  ];
  return { subject, body: parts.filter((part) => part !== null && part !== '').join('\n\n') };
}
