import { afterExams } from './calendar.ts';
import { type Story, on, person } from './story.ts';
import { notNow, note, speaksWithResponsibleFirst, talk, yes, yesButNoGuardianYet } from './talking.ts';
import { harmedSays, responsibleSays, risk, takes } from './weighing.ts';

const jamie = person('Jamie Orton', 254, { pronouns: 'he', age: 26, ways: ['call', 'email'] });
const sylvia = person('Sylvia Brankin', 255, {
  pronouns: 'she',
  age: 72,
  ways: ['call', 'post'],
  address: '3 Sample Green, Oundle PE8 4IC',
});

/** He came to us himself, and there was a reason to hear him out before she was told anything. */
export const jewelleryBox: Story = {
  key: 'jewellery box',
  weeksAgo: 7,
  arrival: {
    who: jamie,
    part: 'responsible',
    source: 'self',
    incident: 'burglary',
    what: 'Four years ago I stole from the old lady I did the garden for. I was never caught. I told the police last month and they said that she did not want to press charges.',
    when: 'Four years ago',
    where: 'A village near Oundle',
    postcode: 'PE8',
    others: 'Mrs Brankin. She always gave me lunch.',
    hopes: 'To give it back. I still have it.',
  },
  others: [['harmed', sylvia]],
  team: ['jo', 'leo'],
  days: [
    on(
      8,
      speaksWithResponsibleFirst(
        'He came by himself and what he has to say is new to her: we need to know that he means it before her peace is disturbed.',
      ),
    ),
    on(
      9,
      talk('Jamie', 'He brought the box in a carrier bag and would not put it down.', 'in-person'),
      yes('Jamie', 'be-contacted', 'mode-letter', 'mode-meeting'),
    ),
    on(
      22,
      responsibleSays('Jamie', 50, {
        account: 'She was at the hairdresser’s. He knew the drawer.',
        whoWasAffected: 'Her. She stopped having anybody in the garden.',
        couldDo: 'Give it back. Do the garden, if she would have him.',
        feelings: 'Sick each time that he passes a garden.',
      }),
      takes('Jamie', 'full', 'Nobody was looking for him.'),
    ),
    on(
      29,
      talk(
        'Sylvia',
        'By her fire. She had always thought that it was he, and had always hoped that it was not.',
        'in-person',
      ),
      yes('Sylvia', 'be-contacted'),
    ),
    on(
      38,
      risk('low', { reasons: 'Quiet people. She needs time.', holdsFor: 60 }),
      talk('Sylvia', 'She has not decided. She asked what he eats for lunch now.'),
    ),
  ],
};

const vikram = person('Vikram Lodhia', 178, { pronouns: 'he', age: 48, language: 'Gujarati', ways: ['call', 'email'] });
const stuart = person('Stuart Penn', 179, { pronouns: 'he', age: 42 });

/** High risk, written by one and waiting for another to approve it. */
export const oldColleague: Story = {
  key: 'old colleague',
  weeksAgo: 11,
  arrival: {
    who: vikram,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'assault',
    what: 'Attacked in the works car park by a man whom he had reported for stealing. He was on crutches for six weeks.',
    when: 'In January',
    where: 'An industrial estate in Corby',
    postcode: 'NN17',
    others: 'Stuart Penn, released on licence in July.',
    hopes: 'He wants to stand in front of him without crutches.',
  },
  others: [['responsible', stuart]],
  team: ['tom', 'sam'],
  days: [
    on(
      8,
      talk('Vikram', 'Firm and polite. He has thought about this for months.'),
      yes('Vikram', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter'),
    ),
    on(
      22,
      harmedSays('Vikram', 60, {
        account: 'Two blows from behind and a kick.',
        impact: 'Parks under the lamp and looks back.',
        impactOnOthers: 'His wife drives him to work.',
        wouldHelp: 'To stand. To say: I would report you again.',
      }),
    ),
    on(
      31,
      talk(
        'Stuart',
        'Wary. Says that he has lost everything through it, and then that he knows who did that.',
        'in-person',
      ),
      yes('Stuart', 'be-contacted', 'mode-letter', 'mode-meeting'),
    ),
    on(
      52,
      responsibleSays('Stuart', 55, {
        account: 'He waited for him. He says so now; in court he did not.',
        whoWasAffected: 'Vikram, his wife. His own children.',
        couldDo: 'Say that he waited.',
        feelings: 'Angry still, mostly at himself.',
      }),
      takes('Stuart', 'full', 'Corrected his own statement to the court, to his cost.'),
    ),
    on(
      73,
      risk('high', {
        reasons:
          'He planned it and he is on licence. He has come far and a meeting could be very good or very bad. Not before it has been looked at by somebody else.',
        strengths: 'His probation officer supports it and would come.',
        worries: [
          [
            'Aggression',
            'high',
            'Stuart',
            'He waited in a car park with a bar.',
            'Probation officer present; venue with two exits; a break every fifteen minutes.',
          ],
          [
            'Revenge',
            'medium',
            'Vikram',
            'Standing in front of him may not be enough.',
            'Talked through what he does on the evening after.',
          ],
        ],
        holdsFor: 60,
      }),
    ),
  ],
};

const hamza = person('Hamza Farah', 182, {
  pronouns: 'he',
  age: 16,
  ways: ['text'],
  guardian: { fullName: 'Asha Farah', called: 'Asha', relation: 'mother' },
});
const oliver = person('Oliver Kemp', 183, {
  pronouns: 'he',
  age: 17,
  ways: ['text', 'email'],
  guardian: { fullName: 'Steve Kemp', called: 'Steve', relation: 'father' },
});

/** He says yes himself; his mother has not spoken yet, so nothing may happen. The other asks to be left until after his exams. */
export const footballPitch: Story = {
  key: 'football pitch',
  weeksAgo: 9,
  arrival: {
    who: hamza,
    part: 'harmed',
    source: 'other',
    referrer: { name: 'Coach Willis, Lings youth football', contact: 'lings.youth@example.org' },
    incident: 'assault',
    what: 'A head-butt after the final whistle. His nose was broken and he has not been back to training.',
    when: 'In September',
    where: 'A playing field in Northampton',
    postcode: 'NN3',
    others: 'Oliver Kemp of the other team.',
    hopes: 'He wants to play again.',
  },
  others: [['responsible', oliver]],
  team: ['tom', 'hafsa'],
  days: [
    on(
      8,
      talk('Hamza', 'On a bench by the pitch. He would meet him tomorrow.', 'in-person'),
      yes('Hamza', 'be-contacted', 'approach-other'),
      yesButNoGuardianYet('Hamza', 'mode-meeting'),
    ),
    on(
      10,
      talk(
        'Oliver',
        'With his father. He looked at the floor and then said that he has watched it on his phone.',
        'in-person',
      ),
      yes('Oliver', 'be-contacted'),
    ),
    on(
      22,
      responsibleSays('Oliver', 35, {
        account: 'They had lost and somebody laughed.',
        whoWasAffected: 'Hamza. His own little brother, who saw it.',
        couldDo: 'Say it to his face, with both teams there.',
        feelings: 'Ashamed.',
      }),
      takes('Oliver', 'minimising', 'He did it, and he says “it was only a tap” each time we come to the nose.'),
    ),
    on(
      30,
      notNow('Oliver', 'mode-meeting', afterExams),
      note('Hamza', 'His mother wants to meet us first, and she works nights. Tom rings on Thursday mornings.'),
    ),
  ],
};
