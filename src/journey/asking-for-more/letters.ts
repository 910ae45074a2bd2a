/**
 * What somebody who wrote to us reads when we need to know more: neutral, so that whoever else reads it learns nothing
 * (domain 197). The words are those of whoever asks, looked through before.
 */
export function askedForMore(
  { called, reference }: { readonly called: string; readonly reference: string },
  words: string,
): { readonly subject: string; readonly body: string } {
  return {
    subject: 'Your message',
    body: [
      `Hello ${called},`,
      'Thank you for your message. So that we can help, there is something we would like to ask you.',
      words,
      'You can ring us or write to us. There is no hurry. You do not have to answer, and you can change your mind at any time.',
      `Your reference is ${reference}. It is all you need to say when you get in touch with us.`,
    ].join('\n\n'),
  };
}
