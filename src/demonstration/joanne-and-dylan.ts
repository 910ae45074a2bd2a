import { person } from './story.ts';

/** She was asleep in the next room. */
export const joanne = person('Joanne Hartley', 123, {
  pronouns: 'she',
  age: 41,
  ways: ['call', 'text', 'email'],
  hours: [16, 20],
  times: 'Not at weekends, my mother stays with me then',
  codeword: 'bluebell',
  ifSomeoneElseAnswers: 'That you rang about the library',
});

/** He thought of it as a window. */
export const dylan = person('Dylan Pearce', 124, {
  pronouns: 'he',
  age: 22,
  ways: ['call', 'text'],
  mayLeaveVoicemail: true,
  times: 'After my shift, from two o’clock',
});

/** What he wrote at first. */
export const firstLetter = `Dear Joanne,

My name is Dylan. I am the one who broke into your flat in March.

I was not in a good place and I had been drinking, and the people I was with said nobody was home. I am sorry.

Dylan`;

/** What he wrote when he had thought of her. */
export const letter = `Dear Joanne,

My name is Dylan. I am the one who broke into your flat in March.

I went in through the kitchen window because it was open a little. I took the laptop, the jar of coins and the small box from the bedroom. I did not look in the box until later. When I saw that it was a ring and some photographs I knew it was not something you can buy again, and I still sold it the same night for forty pounds. That is the part I think about most.

Nobody made me do it. I had lost my job and I was angry with everybody, but that was mine to deal with and not yours.

I have been told that you moved your bed into the front room, and that your mother stays at weekends. I did that. I did not think about anyone living there. I thought of it as a window.

I have told the police the name of the shop. I am working again, at the warehouse, and I have been sober since May.

You do not have to answer this. If you want to ask me anything, I will answer as honestly as I can.

Dylan`;
