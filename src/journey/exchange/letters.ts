/** What leaves the building about a letter: that there is something, never what, from whom, or about what. */
interface Words {
  readonly subject: string;
  readonly body: string;
}

/** Tells somebody that there is a letter for them. */
export function offeredWords(): Words {
  return {
    subject: 'A message for you',
    body: 'There is something for you to read, if and when you want to. Nothing happens until you say so.',
  };
}

/** Tells somebody who knew of a letter that it stopped, without a reason. */
export function notGoingAheadWords(): Words {
  return {
    subject: 'A message for you',
    body: 'What we told you was there to read is not going ahead. This is not because of anything you did. If you want to talk about it, we are here.',
  };
}
