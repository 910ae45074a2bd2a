import { createHash } from 'node:crypto';
import type { Occasion } from '#journey/follow-up/rules.ts';

const tasks: Readonly<Record<string, string>> = {
  'send-a-letter': 'Looked at whether post is safe, and decided with Priya in supervision.',
  'read-letter': 'Read, and found the second reader.',
  'ask-again': 'Asked again on the day they chose, without pressing.',
  'deliver-letter': 'Done as they wished.',
  'find-another-time': 'Rang and found a time that suits.',
  'sign-off-responsibility': 'Read the assessment and decided. The reason stands on the suitability page.',
  'approve-risk': 'Read the assessment and talked it through with the lead.',
  'look-again': 'Looked at it again on the day. What was decided is in the notes.',
  'look-at-allocation': 'Looked at who works on it: the levels are right.',
  'talk-about-who-comes': 'Talked it over. They know that they decide.',
  'talk-about-terms': 'Talked it over and wrote down what they would change.',
  'amends-due': 'Asked how it stands and wrote it down with the agreement.',
  'amends-late': 'Talked about what gets in the way and what would help.',
  'notice-stopped': 'Rang instead, in their hours, and told them.',
};

/** How a task of a kind was seen to. */
export function taskWords(kind: string): string {
  return tasks[kind] ?? 'Seen to.';
}

const followUps: Readonly<Record<Occasion, readonly string[]>> = {
  'next-day': [
    'Rang as agreed. Tired, slept well, glad that it is done.',
    'Short call. It was harder than expected and also better than expected. No regrets.',
    'Left it to them to say how much. “I keep going over it, but in a good way.”',
    'A quiet call. They had told the family how it went and been asked a lot of questions.',
  ],
  '2-weeks': [
    'Sleeping better. Has stopped looking over a shoulder in the street.',
    'Back to ordinary days. Asked whether the other side is all right too.',
    'Some anger came up after the first week. Talked it through; does not want more support now.',
    'Says it is the first fortnight in a long time without thinking of it every day.',
  ],
  '6-weeks': [
    'Doing well. What was promised is on its way and that matters more than the amount.',
    'Went past the place for the first time and was fine.',
    'Steady. We looked at the plan together and changed nothing.',
    'Has talked with a friend about taking part and would tell others to ask.',
  ],
  '3-months': [
    'All calm. Would like one more call at six months and then no more.',
    'A good quarter. New job, new routine; this is behind them.',
    'Had a low week around the anniversary. Knows whom to ring.',
    'Nothing new to tell, which is the good news.',
  ],
  '6-months': [
    'Last call. Thanked us and wished everybody well.',
    'Life goes on. Keeps the letter in a drawer and is glad to have it.',
    'Says it made the difference between thinking about it daily and now and then.',
    'Ended the calls here. The door stays open, and they know it.',
  ],
};

/** An everyday note of asking somebody how they are: the same for the same somebody at every start. */
export function followUpWords(who: string, occasion: Occasion): string {
  const notes = followUps[occasion];
  const place = createHash('sha256').update(who).digest().readUInt16BE(0) % notes.length;
  return notes[place] ?? '';
}
