import { closes, reopens } from './ending.ts';
import { type Story, on, person } from './story.ts';
import { no, note, talk, yes } from './talking.ts';
import { harmedSays, responsibleSays, risk, takes } from './weighing.ts';
import { findsReady, keepsLetter, writesLetter } from './writing.ts';

const billie = person('Billie Crane', 276, { pronouns: 'she', age: 25, ways: ['text', 'email'] });
const marlon = person('Marlon Grove', 277, { pronouns: 'he', age: 45, ways: ['call', 'email'] });

/** A letter that was written for the writer, and stays where it is. */
export const unsentLetter: Story = {
  key: 'unsent letter',
  weeksAgo: 21,
  arrival: {
    who: marlon,
    part: 'responsible',
    source: 'probation',
    referrer: { name: 'Helen Ibbotson, probation', contact: 'h.ibbotson@example.org' },
    incident: 'burglary',
    what: 'He broke into the house of a young woman while she was at her mother’s funeral. He learned that from the newspaper.',
    when: 'Last year',
    where: 'Kettering',
    postcode: 'NN16',
    others: 'Billie Crane.',
    hopes: 'To tell her that he did not know, and that it makes no difference.',
  },
  others: [['harmed', billie]],
  team: ['tom', 'sam'],
  days: [
    on(
      8,
      talk(
        'Billie',
        'She would rather not hear from him, now or later, and she hopes that he does well. Both in one breath.',
      ),
      yes('Billie', 'be-contacted', 'approach-other'),
      no('Billie', 'mode-letter', 'mode-meeting'),
    ),
    on(
      22,
      talk(
        'Marlon',
        'Told him only that nothing will pass. He asked whether he may write it all the same, and we said yes.',
      ),
      yes('Marlon', 'be-contacted', 'mode-letter'),
    ),
    on(
      36,
      responsibleSays('Marlon', 50, {
        account: 'An empty house, as he thought.',
        whoWasAffected: 'Her, on that day of all days.',
        couldDo: 'Nothing that she asks for, and he respects that.',
        feelings: 'It follows him.',
      }),
      takes('Marlon', 'full', 'Came for her sake and stayed when there was nothing in it for him.'),
    ),
    on(
      50,
      writesLetter(
        'Marlon',
        'Billie',
        'Dear Miss Crane,\n\nI did not know where you were that day. I have thought about whether that matters, and it does not.\n\nI will not send this. I wanted to have written it.',
      ),
    ),
    on(51, findsReady('tom')),
    on(64, keepsLetter('Marlon'), note('Marlon', 'He read it aloud to Tom, folded it and put it into his own pocket.')),
    on(71, closes('no-send-letter', 'A good end for him. She was never troubled again.')),
  ],
};

const sonia = person('Sonia Baptista', 278, {
  pronouns: 'she',
  age: 40,
  language: 'Portuguese',
  ways: ['call'],
  hours: [10, 12],
  codeword: 'saffron',
  ifSomeoneElseAnswers: 'That it is the dentist',
});
const neil = person('Neil Harcourt', 279, { pronouns: 'he', age: 44 });

/** It could not be made safe, and that was said plainly and kindly. */
export const formerPartner: Story = {
  key: 'former partner',
  weeksAgo: 22,
  arrival: {
    who: neil,
    part: 'responsible',
    source: 'self',
    incident: 'assault',
    what: 'I hurt my former partner two years ago. I have done a course and I want to show her that I have changed.',
    when: 'Two years ago',
    where: 'Brackley',
    postcode: 'NN13',
    others: 'Sonia.',
    hopes: 'That she sees it.',
  },
  others: [['harmed', sonia]],
  team: ['jo', 'tom'],
  days: [
    on(
      10,
      talk(
        'Sonia',
        'With the codeword, between ten and twelve. She would consider a letter if it were safe. She is still careful where she walks.',
      ),
      yes('Sonia', 'be-contacted', 'approach-other'),
    ),
    on(
      17,
      talk('Neil', 'Speaks of himself for most of an hour, and knows the name of her new street.', 'in-person'),
      yes('Neil', 'be-contacted'),
    ),
    on(
      24,
      takes('Neil', 'minimising', '“We were as bad as each other.” The course is not finished.'),
      risk('not-manageable', {
        reasons:
          'He knows more of her present life than he should, and what he asks for is to be seen by her. Any contact would serve that. Shared with the police by way of Priya on the same day.',
        strengths: 'Her independent adviser.',
        worries: [
          [
            'History of control',
            'high',
            'Neil',
            'Knows her street and her shifts.',
            'Her adviser and the police were told on the day; a safety plan is in place.',
          ],
        ],
        holdsFor: 90,
      }),
    ),
    on(
      25,
      talk(
        'Sonia',
        'Told her that nothing will pass, and who rings her this afternoon about the rest. She said: thank you for looking.',
      ),
    ),
    on(31, closes('unsafe', 'Her adviser has taken over. He was told that our part has ended, and nothing else.')),
  ],
};

const iris = person('Iris Penfold', 282, { pronouns: 'she', age: 59, ways: ['call', 'email'] });
const shane = person('Shane Bolton', 283, { pronouns: 'he', age: 33 });

/** Closed when she was not ready, and opened again when she was. */
export const secondThoughts: Story = {
  key: 'second thoughts',
  weeksAgo: 44,
  arrival: {
    who: iris,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PC Lewis Grant, Corby neighbourhood team', contact: 'corby.team@example.org' },
    incident: 'burglary',
    what: 'Her late mother’s house was broken into while it stood empty, and the piano was damaged.',
    when: 'Last winter',
    where: 'Corby',
    postcode: 'NN17',
    others: 'Shane Bolton, who tuned it once.',
    hopes: 'She did not know.',
  },
  others: [['responsible', shane]],
  team: ['sam', 'leo'],
  days: [
    on(9, talk('Iris', 'She was clearing the house and had no room for anything else.'), yes('Iris', 'be-contacted')),
    on(31, talk('Iris', 'Not now and perhaps never. We left her our card.')),
    on(36, closes('not-ready-door-open', 'Hers to open again.')),
    on(
      267,
      reopens(
        'Iris rang: she has found the tuning book with his name in it and would like to know what happened to the piano.',
      ),
    ),
    on(
      269,
      talk('Iris', 'A year on. Quiet and curious.'),
      yes('Iris', 'approach-other', 'mode-letter', 'mode-meeting'),
    ),
    on(
      281,
      harmedSays('Iris', 45, {
        account: 'The lid was open and one string was missing.',
        impact: 'She has not sold it and cannot play it.',
        questions: 'Why one string?',
      }),
    ),
    on(290, talk('Shane', 'He still has the string.'), yes('Shane', 'be-contacted')),
  ],
};
