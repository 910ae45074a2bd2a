import { type Story, on, person } from './story.ts';
import { contact, note, talk, yes } from './talking.ts';
import { conflictOf, harmedSays, joins, standsIn } from './weighing.ts';

const pat = person('Pat Ingram', 250, { pronouns: 'they', age: 43, ways: ['call', 'text'], mayLeaveVoicemail: true });
const curtis = person('Curtis Hale', 251, { pronouns: 'he', age: 23 });

/** Three attempts, then a letter that says the door is open; nothing moves by silence. */
export const unansweredCalls: Story = {
  key: 'unanswered calls',
  weeksAgo: 5,
  arrival: {
    who: pat,
    part: 'harmed',
    source: 'police',
    referrer: { name: 'PC Anwar, Wellingborough', contact: 'wellingborough.team@example.org' },
    incident: 'criminal-damage',
    what: 'The tyres of four cars in one street were cut. Pat’s was the van they deliver with.',
    when: 'In September',
    where: 'A street in Wellingborough',
    postcode: 'NN8',
    others: 'Curtis Hale, who admitted all four.',
    hopes: 'Pat said “maybe” to the officer.',
  },
  others: [['responsible', curtis]],
  team: ['sam', 'leo'],
  days: [
    on(7, contact('Pat', 'no-answer', 'Ten in the morning, when deliveries are out.')),
    on(10, contact('Pat', 'voicemail-left', 'A first name and a number, as they allowed.')),
    on(16, contact('Pat', 'no-answer', 'Half past six.')),
    on(
      18,
      contact(
        'Pat',
        'sent',
        'A short letter: no hurry, no need to answer, and how to find us in a year from now if that is better.',
        'post',
      ),
    ),
  ],
};

const helen = person('Helen Achterberg', 252, { pronouns: 'she', age: 46, ways: ['email', 'call'] });
const robbie = person('Robbie Tarrant', 253, { pronouns: 'he', age: 19 });

/** She has been spoken with; he not yet, for that is hers to say. */
export const sculptureTrail: Story = {
  key: 'sculpture trail',
  weeksAgo: 4,
  arrival: {
    who: helen,
    part: 'harmed',
    source: 'self',
    incident: 'criminal-damage',
    what: 'Somebody sawed the hands off a wooden figure that I carved for the children’s ward trail.',
    when: 'At half-term',
    where: 'A country park near Corby',
    postcode: 'NN17',
    others: 'A young man called Robbie wrote to the park to say that it was him.',
    hopes: 'I would like to see his hands. That came out wrong, but it is what I mean.',
  },
  others: [['responsible', robbie]],
  team: ['marta', 'hafsa'],
  days: [
    on(8, talk('Helen', 'In her workshop, among hands.', 'in-person'), yes('Helen', 'be-contacted')),
    on(
      17,
      harmedSays('Helen', 40, {
        account: 'She found the hands in the leaves and took them home.',
        impact: 'She has not carved since.',
        wouldHelp: 'That he holds one of them.',
      }),
      note('Helen', 'She will tell us after the weekend whether we may speak with him.'),
    ),
  ],
};

const kofi = person('Kofi Asante', 256, { pronouns: 'he', age: 36, ways: ['call', 'text', 'email'] });
const june = person('June Holloway', 264, { pronouns: 'she', age: 58, ways: ['call', 'email'] });
const danny = person('Danny Cross', 257, { pronouns: 'he', age: 24 });

/** A volunteer knew the family, said so at once, and another took over. June stands in for those who had lent their bikes. */
export const bikeShop: Story = {
  key: 'bike shop',
  weeksAgo: 5,
  arrival: {
    who: kofi,
    part: 'harmed',
    source: 'self',
    incident: 'burglary',
    what: 'My bike shop was emptied on the night before the race for the hospice. Twelve of those bikes were lent.',
    when: 'At the end of September',
    where: 'My shop in Daventry',
    postcode: 'NN11',
    others: 'Danny Cross was caught with two of them. June, who runs the race, knows everybody who had lent one.',
    hopes: 'That he rides the race next year.',
  },
  others: [
    ['harmed', june],
    ['responsible', danny],
  ],
  team: ['tom', 'leo'],
  days: [
    on(
      7,
      conflictOf('leo', 'Danny’s mother was my teacher. I would want it to go well for him.'),
      joins('hafsa', 'co'),
    ),
    on(
      9,
      talk('Kofi', 'Between two punctures. He has already printed the number for next year.'),
      yes('Kofi', 'be-contacted', 'approach-other', 'mode-meeting'),
    ),
    on(
      11,
      talk(
        'June',
        'Twelve people lent a bike, and none of them wants a meeting about it. She would come, for the race.',
      ),
      yes('June', 'be-contacted', 'approach-other'),
      standsIn('June', {
        ...{ forId: null, because: 'nobody-in-particular', wish: 'not-consulted', link: 'works-there' },
        speaksFor: ['own-story', 'the-organisation'],
      }),
    ),
    on(18, talk('Danny', 'Said that he would like to be somebody who rides it.'), yes('Danny', 'be-contacted')),
  ],
};

const ines = person('Inês Carvalho', 258, {
  pronouns: 'she',
  age: 27,
  language: 'Portuguese',
  ways: ['text', 'email'],
});
const todd = person('Todd Meakins', 259, { pronouns: 'he', age: 22 });

/** Given to two facilitators last week; nobody has rung yet. */
export const flowerStall: Story = {
  key: 'flower stall',
  weeksAgo: 1,
  arrival: {
    who: ines,
    part: 'harmed',
    source: 'self',
    incident: 'anti-social-behaviour',
    what: 'A group tipped my flower stall over and filmed it. One of them came back and helped me pick up. I would like to speak with that one.',
    when: 'Two Saturdays ago',
    where: 'The market in Northampton',
    postcode: 'NN1',
    others: 'The one who came back said that he is Todd.',
    hopes: 'To know why he came back.',
  },
  others: [['responsible', todd]],
  team: ['sam', 'leo'],
  days: [],
};

const george = person('George Attley', 260, {
  pronouns: 'he',
  age: 62,
  ways: ['call', 'post'],
  address: '71 Sample Lane, Irthlingborough NN9 5VM',
});
const ricky = person('Ricky Shaw', 261, { pronouns: 'he', age: 35 });

/** Accepted, and waiting for somebody to be given it. */
export const memorialBench: Story = {
  key: 'memorial bench',
  weeksAgo: 1,
  arrival: {
    who: george,
    part: 'harmed',
    source: 'council',
    referrer: { name: 'Parks office', contact: 'parks.office@example.org' },
    incident: 'criminal-damage',
    what: 'His wife’s bench was burned with a disposable barbecue. He sits on the grass beside it now.',
    when: 'In October',
    where: 'A park in Irthlingborough',
    postcode: 'NN9',
    others: 'Ricky Shaw came to the parks office with the wood for a new one.',
    hopes: 'That somebody holds the other end of the plank.',
  },
  others: [['responsible', ricky]],
  team: [],
  days: [],
};

const noor = person('Noor Rahman', 262, {
  pronouns: 'she',
  age: 16,
  ways: ['text'],
  guardian: { fullName: 'Salma Rahman', called: 'Salma', relation: 'mother' },
});
const alfie = person('Alfie Gosling', 263, {
  pronouns: 'he',
  age: 16,
  guardian: { fullName: 'Kirsty Gosling', called: 'Kirsty', relation: 'mother' },
});

/** Two sixteen-year-olds: it needs an advanced facilitator, and waits for one. */
export const sciencePrize: Story = {
  key: 'science prize',
  weeksAgo: 2,
  arrival: {
    who: noor,
    part: 'harmed',
    source: 'school',
    referrer: { name: 'Mrs Oyelaran, pastoral lead', contact: 'pastoral@example.org' },
    incident: 'criminal-damage',
    what: 'The model that she had built for two terms was stamped on in the night before the science prize.',
    when: 'In the last week before half-term',
    where: 'A school in Wellingborough',
    postcode: 'NN8',
    others: 'Alfie Gosling, second in the year.',
    hopes: 'That he helps her build it again, since he is the only one who could.',
  },
  others: [['responsible', alfie]],
  team: [],
  days: [],
};
