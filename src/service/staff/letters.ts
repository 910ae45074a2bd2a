import { linkDays } from './rules.ts';

/** The words of a link on its way to somebody who works here. */
export function linkWords(
  address: string,
  who: { readonly name: string; readonly service: string; readonly phone: string },
): { readonly subject: string; readonly body: string } {
  return {
    subject: `Your way in to ${who.service}`,
    body: [
      `Dear ${who.name}`,
      'With this link you set up how you sign in:',
      address,
      `It works once, for ${linkDays} days, and only for you. Do not pass it on.`,
      'If you did not expect it, tell whoever keeps the staff register.',
      [who.service, who.phone].filter((part) => part !== '').join('\n'),
    ].join('\n\n'),
  };
}
