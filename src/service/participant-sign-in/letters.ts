/** The words of a code on its way. They name nobody, and nothing that somebody else should learn by reading over a shoulder. */
export function codeWords(
  code: string,
  { codeword, signature }: { readonly codeword: string; readonly signature: string | null },
): { readonly subject: string; readonly body: string } {
  const parts = [
    `Your code is ${code.slice(0, 3)} ${code.slice(3)}`,
    'It works once, for 20 minutes, in the window where you asked for it.',
    'Tell it to nobody. We never ask for it. If you did not ask for a code, you do not need to do anything.',
    signature,
    codeword,
  ];
  return { subject: 'Your code', body: parts.filter((part) => part !== null && part !== '').join('\n\n') };
}
