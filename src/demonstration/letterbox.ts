import { person, type Letterbox } from './story.ts';

const agency = (name: string, contact: string) => ({ referrer: { name, contact } });

/** What came in lately: six that wait, two that were declined with kind words. The last one marks that all is there. */
export const letterbox: readonly Letterbox[] = [
  {
    key: 'declined, another county',
    daysAgo: 16,
    isAcknowledged: true,
    declined: { reason: 'out-of-area', words: 'Leicestershire has a good service of its own, and we have put their number below. They expect your call.' },
    arrival: { who: person('Maureen Tilley', 300, { ways: ['email'] }), part: 'harmed', source: 'self', incident: 'neighbour-dispute', what: 'My neighbour’s security light shines into my bedroom all night and he laughs when I ask.', when: 'Since last year', where: 'Market Harborough', postcode: 'LE17', others: 'Mr Jessop.', hopes: 'To sleep.' },
  },
  {
    key: 'declined, still before the court',
    daysAgo: 13,
    isAcknowledged: true,
    declined: { reason: 'live-court-case', words: 'While a court decides, nothing of ours may stand beside it. When it has decided, ring us: we keep your words until then.' },
    arrival: { who: person('Dominik Zych', 301, { language: 'Polish', ways: ['text', 'email'] }), part: 'harmed', source: 'self', incident: 'assault', what: 'I was hit by a man from my work. He has to go to court in the new year. I would like to talk to him before.', when: 'In October', where: 'Corby', postcode: 'NN17', others: 'Arek.', hopes: 'That we do not need a court.' },
  },
  {
    key: 'waiting, school fire',
    daysAgo: 6,
    isAcknowledged: true,
    arrival: { who: person('Gail Prentice', 302, { age: 51 }), part: 'harmed', source: 'school', ...agency('Mrs Oyelaran, pastoral lead', 'pastoral@example.org'), incident: 'criminal-damage', what: 'A bin was set alight below the window of the staff room. The caretaker put it out and has not been the same since.', when: 'Before half-term', where: 'A school in Wellingborough', postcode: 'NN8', others: 'Two boys of year 10, whose parents would come.', hopes: 'That they hear what it was like to hold the extinguisher.' },
  },
  {
    key: 'waiting, stolen van',
    daysAgo: 5,
    isAcknowledged: true,
    arrival: { who: person('Aurel Popescu', 303, { age: 47, language: 'Romanian', ways: ['call', 'text', 'email'] }), part: 'harmed', source: 'self', incident: 'burglary', what: 'They stole my van with all my tools and my daughter’s car seat. The van came back. The police said that the man who did it asked about the car seat.', when: 'In October', where: 'Northampton', postcode: 'NN3', others: 'I only know that he is young.', hopes: 'To ask him why he asked.' },
  },
  {
    key: 'waiting, own word',
    daysAgo: 3,
    isAcknowledged: false,
    arrival: { who: person('Kieran Boyle', 304, { age: 28, ways: ['email', 'text'] }), part: 'responsible', source: 'self', incident: 'shop-theft', what: 'I stole from the charity shop where my nan volunteers. They know, and nobody has said anything, and I cannot walk past it.', when: 'Over the summer', where: 'Kettering', postcode: 'NN16', others: 'The manager, Pauline. And my nan.', hopes: 'To say it before Christmas.' },
  },
  {
    key: 'waiting, allotment water',
    daysAgo: 2.2,
    isAcknowledged: false,
    arrival: { who: person('Winifred Obi', 305, { age: 66, ways: ['call'], times: 'Not on Wednesdays' }), part: 'harmed', source: 'housing', ...agency('Gemma Tookey, tenancy officer', 'gemma.tookey@example.org'), incident: 'neighbour-dispute', what: 'Two neighbours share one outside tap. It has been cut off, tied up and glued in turn, and both have stopped growing anything.', when: 'Since July', where: 'Daventry', postcode: 'NN11', others: 'Mr and Mrs Clegg.', hopes: 'Tomatoes, she says.' },
  },
  {
    key: 'waiting, night bus',
    daysAgo: 1.3,
    isAcknowledged: false,
    arrival: { who: person('Farida Noorzai', 306, { age: 17, ways: ['text'], guardian: { fullName: 'Laila Noorzai', called: 'Laila', relation: 'mother' } }), part: 'harmed', source: 'self', incident: 'anti-social-behaviour', what: 'Some girls pulled my scarf on the bus and everybody looked at their phones. One of them is in my sister’s class.', when: 'Two weeks ago', where: 'On the bus to Wellingborough', postcode: 'NN8', others: 'I know one name. I would rather say it than write it.', hopes: 'I want her to know I am the same age as her.' },
  },
  {
    key: 'waiting, long ago',
    daysAgo: 0.4,
    isAcknowledged: false,
    arrival: { who: person('Alan Whitcombe', 307, { age: 73, ways: ['call', 'email'], hours: [9, 12] }), part: 'harmed', source: 'self', incident: 'serious-crime', what: 'In 1998 my daughter was attacked on her way home. She has a good life in Canada and does not want to look back. It is I who cannot. I do not know if I may even ask.', when: 'In 1998', where: 'Northampton', postcode: 'NN4', others: 'The man. I have read that he teaches joinery now.', hopes: 'To be told whether somebody like me may ask.' },
  },
];
