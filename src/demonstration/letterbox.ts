import { person, type Letterbox } from './story.ts';
export const letterbox: readonly Letterbox[] = [
  { key: 'last', daysAgo: 0.1, isAcknowledged: false, arrival: { who: person('Test Person', 1), part: 'harmed', source: 'self', incident: 'assault', what: 'x', when: 'x', where: 'x', postcode: 'NN1', others: '', hopes: '' } },
];
