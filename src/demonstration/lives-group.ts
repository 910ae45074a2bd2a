import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { agreeTo, endsAgreement, progress, proposes, settles } from './promising.ts';
import { type Story, on, person } from './story.ts';
import { talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const dinesh = person('Dinesh Mistry', 203, { pronouns: 'he', age: 55, language: 'Gujarati', ways: ['call', 'email'] });
const kamala = person('Kamala Mistry', 204, {
  pronouns: 'she',
  age: 53,
  language: 'Gujarati',
  ways: ['call', 'email'],
});
const tyler = person('Tyler Woods', 205, { pronouns: 'he', age: 19 });
const amir = person('Amir Hosseini', 206, { pronouns: 'he', age: 19 });
const josh = person('Josh Lane', 207, { pronouns: 'he', age: 20 });

/** A couple and the group that met outside their shop; not all of it was kept. */
export const benchOutside: Story = {
  key: 'bench outside',
  weeksAgo: 64,
  arrival: {
    who: dinesh,
    part: 'harmed',
    source: 'council',
    referrer: { name: 'Community safety team', contact: 'community.safety@example.org' },
    incident: 'anti-social-behaviour',
    what: 'For a whole summer a group sat on the bench before their shop: eggs on the window, a firework in the letter box, customers called names. He stopped opening on Fridays.',
    when: 'From June to September',
    where: 'A parade of shops in Northampton',
    postcode: 'NN5',
    others: 'His wife Kamala. Tyler, Amir and Josh, who have been spoken to.',
    hopes: 'Fridays.',
  },
  others: [
    ['harmed', kamala],
    ['responsible', tyler],
    ['responsible', amir],
    ['responsible', josh],
  ],
  team: ['jo', 'sam'],
  days: [
    on(
      8,
      talk('Dinesh', 'Behind the till, between customers.', 'in-person'),
      talk('Kamala', 'Upstairs. It was she who put the firework out.', 'in-person'),
      yes('Dinesh', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
      yes('Kamala', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
    ),
    on(
      17,
      talk('Tyler', 'It was something to do.'),
      talk('Amir', 'His aunt shops there. He had hoped that she would not hear.'),
      talk('Josh', 'Says that he was only there. Then: that he brought the eggs.'),
      yes('Tyler', 'be-contacted', 'mode-meeting'),
      yes('Amir', 'be-contacted', 'mode-meeting', 'follow-up'),
      yes('Josh', 'be-contacted', 'mode-meeting'),
    ),
    on(
      31,
      harmedSays('Kamala', 45, {
        account: 'She was alone with the firework and a wet tea towel.',
        impact: 'She smells it.',
        wouldHelp: 'That they look at the tea towel.',
      }),
      harmedSays('Dinesh', 40, {
        account: 'The window, the names, the Fridays.',
        impact: 'He counts who is on the bench before he opens.',
        wouldHelp: 'His Fridays.',
      }),
    ),
    on(
      36,
      responsibleSays('Tyler', 30, {
        account: 'He threw eggs.',
        whoWasAffected: 'The shop.',
        couldDo: 'Clean.',
        feelings: 'Dunno. Bad.',
      }),
      responsibleSays('Amir', 40, {
        account: 'He lit it.',
        whoWasAffected: 'Her. His aunt.',
        couldDo: 'Look at her while she tells it.',
        feelings: 'He has seen fire at home.',
      }),
      responsibleSays('Josh', 30, {
        account: 'He brought the eggs.',
        whoWasAffected: 'The man who used to give him sweets.',
        couldDo: 'Work a Friday.',
        feelings: 'Stupid.',
      }),
      takes('Tyler', 'full', 'Short, and all of it his own.'),
      takes('Amir', 'full', 'Named the firework first.'),
      takes('Josh', 'full', 'From “only there” to “I brought them” in one talk.'),
    ),
    on(
      45,
      ready('Dinesh'),
      ready('Kamala'),
      ready('Tyler'),
      ready('Amir'),
      ready('Josh'),
      risk('medium', {
        occasion: 'before-conference',
        reasons: 'Three against two in numbers, not in weight.',
        worries: [
          [
            'Pressure from friends or a gang',
            'medium',
            'Josh',
            'He goes along.',
            'Each of the three came to us alone first.',
          ],
        ],
      }),
      arranges(
        { day: 58, hour: 18, venue: 'Lantern Hall, the garden room' },
        ['Dinesh', 'The man who keeps the shop'],
        ['Kamala', 'The woman who keeps the shop'],
        ['Tyler', 'One of the three'],
        ['Amir', 'The second of the three'],
        ['Josh', 'The third of the three'],
      ),
    ),
    on(
      52,
      preparesTheDay(
        {
          safety: 'The three arrive one by one.',
          seating: 'Nobody of the three beside another.',
          stop: 'Jo stands up.',
        },
        {
          Dinesh: 'The garden office',
          Kamala: 'The garden office',
          Tyler: 'The green room',
          Amir: 'The kitchen',
          Josh: 'The stage door',
        },
      ),
    ),
    on(
      58,
      meets(
        'Kamala put the tea towel on the floor in the middle. Amir did not look away from it. Josh said that he had been given a sweet every Friday when he was six. Dinesh said: I remember you.',
      ),
    ),
    on(
      60,
      proposes('Tyler', {
        kind: 'voluntary-work',
        words: 'Tyler washes the front of the parade, 10 hours.',
        hours: 10,
        within: 100,
      }),
      proposes('Amir', { kind: 'apology', words: 'Amir tells his aunt himself.', to: 'Kamala', within: 14 }),
      proposes('Josh', {
        kind: 'voluntary-work',
        words: 'Josh works two Fridays in the shop, 8 hours.',
        hours: 8,
        within: 60,
      }),
    ),
    on(
      65,
      agreeTo('Tyler', 'Tyler', 'Dinesh', 'Kamala'),
      agreeTo('Amir', 'Amir', 'Dinesh', 'Kamala'),
      agreeTo('Josh', 'Josh', 'Dinesh', 'Kamala'),
    ),
    on(
      78,
      settles('Amir', 0, 'done', 'His aunt came to the shop with him.'),
      endsAgreement('Amir'),
      surveys('Dinesh', 4, 'yes', 'I open on Fridays.', true),
      surveys('Kamala', 3, 'yes', 'It was good. It was long.'),
    ),
    on(
      80,
      surveys('Amir', 5, 'yes', 'I had to look. It was right that I had to look.', true),
      surveys('Josh', 4, 'not-sure'),
    ),
    on(
      101,
      progress('Josh', 0, { hours: 8, evidence: 'Dinesh’s word' }),
      settles('Josh', 0, 'done'),
      endsAgreement('Josh'),
    ),
    on(120, progress('Tyler', 0, { hours: 4, evidence: 'Dinesh’s word' })),
    on(162, settles('Tyler', 0, 'late', 'Has not been seen since the fourth hour.')),
    on(
      185,
      settles('Tyler', 0, 'not-done', 'Moved away for work after four hours and did not answer.'),
      endsAgreement('Tyler'),
    ),
    on(260, closes('completed-direct', 'Two of three agreements kept. The bench is a bench again.')),
    on(
      431,
      looksAtReoffending('Tyler', 58, 'Police national computer, by agreement', 2),
      looksAtReoffending('Amir', 58, 'Police national computer, by agreement', 0),
      looksAtReoffending('Josh', 58, 'Police national computer, by agreement', 0),
    ),
  ],
};
