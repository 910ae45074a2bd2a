/** The words of a code on its way to a supporter. They name nobody, not even us, and nothing that somebody else should learn. */
export function supporterCodeWords(code: string): { readonly subject: string; readonly body: string } {
  const parts = [
    `Your code is ${code.slice(0, 3)} ${code.slice(3)}`,
    'It works once, for 20 minutes, in the window where you asked for it.',
    'Tell it to nobody. We never ask for it. If you did not ask for a code, you do not need to do anything.',
  ];
  return { subject: 'Your code', body: parts.join('\n\n') };
}
