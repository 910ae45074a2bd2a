import type { Part } from '#vocabulary/parts.ts';

/**
 * What somebody is told when their case ends: never why, never what the other side did or said. The person harmed keeps
 * an open door; nobody is blamed.
 */
export function closedWords(isFinished: boolean, part: Part): { readonly subject: string; readonly body: string } {
  const subject = 'A message for you';
  if (isFinished) {
    return {
      subject,
      body: 'We have now finished our part. Thank you for the time and the care you put into it.\n\nIf something still troubles you, or you want to talk, get in touch. You are welcome at any time.',
    };
  }
  if (part === 'harmed') {
    return {
      subject,
      body: 'We are writing to say that this cannot go further at the moment. This is not because of anything you said or did.\n\nWhat happened to you matters. If you would like to talk about support, or to ask us again later, get in touch. Our door stays open.',
    };
  }
  return {
    subject,
    body: 'We are writing to say that our work on this has ended for now. There is nothing you need to do.\n\nIf you would like to talk to us again later, get in touch.',
  };
}
