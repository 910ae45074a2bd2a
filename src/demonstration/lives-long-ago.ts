import { closes, looksAtReoffending, surveys } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { type Story, on, person } from './story.ts';
import { beside, talk, yes } from './talking.ts';
import { approvesRisk, complexBecause, harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const margaret = person('Margaret Lyle', 230, { pronouns: 'she', age: 64, ways: ['call', 'email'], hours: [9, 17] });
const andrew = person('Andrew Stokes', 231, { pronouns: 'he', age: 52, ways: ['email'] });

/** A serious crime sixteen years ago: two years of preparation elsewhere and here, and one meeting. */
export const sixteenYears: Story = {
  key: 'sixteen years',
  weeksAgo: 70,
  arrival: {
    who: margaret,
    part: 'harmed',
    source: 'self',
    incident: 'serious-crime',
    what: 'Sixteen years ago a drunk driver killed my brother on the ring road. He has been out of prison for some time. I have written this four times and not sent it.',
    when: 'Sixteen years ago, in the autumn',
    where: 'Northampton',
    postcode: 'NN4',
    others: 'Andrew Stokes. I have never said his name aloud.',
    hopes: 'To say my brother’s name to him, and to hear that he knows it.',
  },
  others: [['responsible', andrew]],
  team: ['jo', 'tom'],
  days: [
    on(
      8,
      talk('Margaret', 'Forty minutes, most of them about her brother: what he cooked, how he whistled.'),
      yes('Margaret', 'be-contacted'),
      complexBecause('death'),
    ),
    on(
      29,
      harmedSays('Margaret', 90, {
        account: 'A policewoman who took off her hat.',
        impact: 'She has driven round that junction for sixteen years by another way.',
        impactOnOthers: 'Their mother did not speak for a winter. His son is a father now.',
        wouldHelp: 'To say his name.',
        questions: 'Was he alive when you got out? Do you drive?',
        notWanted: 'She does not want to comfort him.',
      }),
      yes('Margaret', 'approach-other', 'mode-letter', 'mode-meeting', 'follow-up'),
      beside('Margaret', 'supporter', { fullName: 'Philip Lyle', called: 'Philip', relation: 'husband' }),
    ),
    on(
      44,
      talk(
        'Andrew',
        'He sat down when we said her name. He has waited for this and had no right to ask for it.',
        'in-person',
      ),
      yes('Andrew', 'be-contacted', 'mode-letter', 'mode-meeting', 'follow-up'),
    ),
    on(
      73,
      responsibleSays('Andrew', 90, {
        account: 'Seven pints and four miles. He knows every yard of it.',
        whoWasAffected: 'He says the brother’s name, and then the son’s.',
        couldDo: 'Answer anything. He has not driven since.',
        feelings: 'He does not ask to be forgiven and says why.',
      }),
      takes('Andrew', 'full', 'Sixteen years of it. Corrects only what makes him look better.'),
    ),
    on(
      80,
      risk('high', {
        reasons:
          'A death. Great harm if it goes wrong. Both are steady, well supported and clear about what they do not want.',
        strengths: 'Her husband; his sponsor of fourteen years.',
        worries: [
          [
            'How they feel now',
            'high',
            'Margaret',
            'The anniversary is near.',
            'Not within four weeks of it; her doctor knows.',
          ],
          [
            'Self-harm after shame',
            'medium',
            'Andrew',
            'He has been near it once.',
            'His sponsor drives him home and stays.',
          ],
        ],
        holdsFor: 60,
      }),
    ),
    on(81, approvesRisk()),
    on(
      108,
      harmedSays('Margaret', 60, {
        account: 'She has chosen the photograph.',
        questions: 'Was he alive when you got out?',
      }),
      responsibleSays('Andrew', 60, {
        account: 'He will say: yes, he was, and I held his hand.',
        feelings: 'Afraid to tell her that.',
      }),
    ),
    on(
      129,
      ready('Margaret'),
      ready('Andrew'),
      risk('high', {
        occasion: 'before-conference',
        reasons: 'As before; the answer to her question is one that she will want to have.',
        holdsFor: 30,
      }),
      approvesRisk(),
      arranges(
        { day: 142, hour: 13, minutes: 180, venue: 'Lantern Hall, the garden room' },
        ['Margaret', 'The sister'],
        ['Margaret', 'Her husband', 'Philip'],
        ['Andrew', 'The driver'],
      ),
    ),
    on(
      136,
      preparesTheDay(
        {
          safety: 'Tom stays with Andrew from the train on. A doctor is told the hour.',
          seating: 'Philip beside her, a photograph on the empty chair.',
          stop: 'She stands up.',
        },
        { Margaret: 'The garden office', Andrew: 'The green room' },
      ),
    ),
    on(
      142,
      meets(
        'She said his name. He said it back, and then the name of the son. She asked, and he told her: he was alive, and I held his hand, and I told him that help was coming. She did not comfort him. She thanked him for the hand. Afterwards she asked to be driven home by the junction.',
      ),
    ),
    on(164, surveys('Margaret', 5, 'yes', 'Sixteen years, and then one answer.', true), surveys('Andrew', null, 'yes')),
    on(339, closes('completed-direct', 'She has given his son the photograph and the answer.')),
  ],
};

const olive = person('Olive Bramley', 236, {
  pronouns: 'she',
  age: 68,
  ways: ['call', 'post'],
  address: '8 Sample Mews, Towcester NN12 6KO',
});
const craig = person('Craig Sutton', 237, { pronouns: 'he', age: 45 });

/** A robbery eight years ago: they met, and he has been in trouble since; the figures say so too. */
export const postOffice: Story = {
  key: 'post office',
  weeksAgo: 76,
  arrival: {
    who: olive,
    part: 'harmed',
    source: 'probation',
    referrer: { name: 'Helen Ibbotson, probation', contact: 'h.ibbotson@example.org' },
    incident: 'serious-crime',
    what: 'A robbery of her village post office eight years ago, with a hammer. She closed it a year later.',
    when: 'Eight years ago',
    where: 'A village near Towcester',
    postcode: 'NN12',
    others: 'Craig Sutton, who asked his officer whether she is alive.',
    hopes: 'She is alive, and would like to tell him so.',
  },
  others: [['responsible', craig]],
  team: ['tom', 'jo'],
  days: [
    on(
      8,
      talk('Olive', 'Bright and exact. She still has the counter.'),
      yes('Olive', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
    ),
    on(
      18,
      talk('Craig', 'He had thought that he killed something in that village.'),
      yes('Craig', 'be-contacted', 'mode-meeting', 'follow-up'),
    ),
    on(
      36,
      harmedSays('Olive', 60, {
        account: 'The hammer on the scales.',
        impact: 'She closed the shop that her grandmother opened.',
        impactOnOthers: 'A village without a post office.',
        wouldHelp: 'To be asked how she is.',
      }),
      responsibleSays('Craig', 50, {
        account: 'He needed sixty pounds.',
        whoWasAffected: 'Her and a village.',
        couldDo: 'Ask her how she is.',
        feelings: 'Small.',
      }),
      takes('Craig', 'full', 'Says sixty pounds and is silent.'),
    ),
    on(
      59,
      ready('Olive'),
      ready('Craig'),
      risk('medium', {
        occasion: 'before-conference',
        reasons: 'Eight years. She is the stronger of the two.',
        worries: [
          [
            'Alcohol or drugs of the person responsible',
            'medium',
            'Craig',
            'He uses, and says so.',
            'A morning; his worker with him until ten.',
          ],
        ],
      }),
      arranges(
        { day: 72, hour: 11, venue: 'Wheelwright Centre, upper room' },
        ['Olive', 'The postmistress'],
        ['Craig', 'The man with the hammer'],
      ),
    ),
    on(
      66,
      preparesTheDay(
        {
          safety: 'Worker in the hall.',
          seating: 'A counter’s width apart, as she wished.',
          stop: 'She rings the bell that she brought.',
        },
        { Olive: 'The vestry', Craig: 'The front hall' },
      ),
    ),
    on(72, meets('He asked her how she is. She told him, for an hour. She rang the bell once, for tea.')),
    on(86, surveys('Olive', 5, 'yes', 'I told him how I am.', true), surveys('Craig', 4, 'yes')),
    on(261, closes('completed-direct', 'Olive writes to the county about post offices now.')),
    on(445, looksAtReoffending('Craig', 72, 'Police national computer, by agreement', 3)),
  ],
};
