import { waits } from './ending.ts';
import { asksEveryone, asksForAnotherTime, couldMeet, everyoneAgrees, plansConference, postpones } from './meeting.ts';
import { type Story, on, person } from './story.ts';
import { contact, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';

const raymond = person('Raymond Coles', 154, {
  pronouns: 'he',
  age: 69,
  ways: ['call', 'post'],
  address: '22 Sample Crescent, Kettering NN15 4VC',
});
const hansa = person('Hansa Solanki', 155, { pronouns: 'she', age: 52, language: 'Gujarati', ways: ['call', 'email'] });

/** A hedge, a drive and a wedding; put off once, planned again. */
export const hedge: Story = {
  key: 'hedge',
  weeksAgo: 13,
  kind: 'mediation',
  isMutual: true,
  arrival: {
    who: hansa,
    part: 'harmed',
    source: 'self',
    incident: 'neighbour-dispute',
    what: 'Our neighbour cut our hedge down to the stumps two days before my son’s wedding, when eighty guests were coming to the house. He says that our cars have blocked his drive for years.',
    when: 'Two days before the wedding in July',
    where: 'Barton Seagrave, near Kettering',
    postcode: 'NN15',
    others: 'Mr Coles. He is not a bad man, he has been alone since his wife died.',
    hopes: 'That he comes and looks at the photographs of the wedding.',
  },
  others: [['responsible', raymond]],
  team: ['tom', 'sam'],
  days: [
    on(
      7,
      talk('Hansa', 'She is more sad than angry. Her husband does not want to sit with him; she does.'),
      yes('Hansa', 'be-contacted', 'approach-other', 'mode-meeting', 'mode-letter', 'follow-up'),
    ),
    on(
      15,
      talk(
        'Raymond',
        'In his garden. The hedge came first, and then it was his wife’s anniversary, and he does not know why he did not stop.',
        'in-person',
      ),
      yes('Raymond', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
    ),
    on(
      24,
      harmedSays('Hansa', 45, {
        account: 'She came out with the garlands and there was light where the hedge had been.',
        impact: 'In every photograph there is a gap.',
        wouldHelp: 'That he plants with her.',
      }),
      responsibleSays('Hansa', 20, {
        account: 'The cars. They knew that his wife’s ambulance could not get out once, and they never said anything.',
        whoWasAffected: 'Him. His wife.',
        couldDo: 'Keep the drive free, always.',
        feelings: 'She has thought of that ambulance more than of the hedge.',
      }),
      takes('Hansa', 'full', 'Brought up the ambulance herself.'),
    ),
    on(
      29,
      harmedSays('Raymond', 45, {
        account: 'The ambulance waited four minutes. He has counted them ever since.',
        impact: 'He does not go out at weekends in case he cannot get back in.',
        wouldHelp: 'A free drive. That somebody says her name.',
      }),
      responsibleSays('Raymond', 20, {
        account: 'He cut it down in one morning.',
        whoWasAffected: 'A bride whom he had known as a child.',
        couldDo: 'Plant a new one, taller than the law wants.',
        feelings: 'He has not been able to look at it.',
      }),
      takes('Raymond', 'full', 'Does not hide behind the cars.'),
    ),
    on(
      50,
      couldMeet('Hansa', ['tuesday', 'friday'], ['afternoon'], 'Not before three: she teaches in the mornings.'),
      couldMeet('Raymond', ['tuesday', 'thursday', 'friday'], ['morning', 'afternoon'], 'Any day but a Sunday.'),
    ),
    on(
      57,
      ready('Hansa'),
      ready('Raymond'),
      risk('low', {
        reasons: 'Grief on one side and a feast on the other. They have known each other for thirty years.',
        holdsFor: 80,
      }),
      plansConference(
        { day: 78, hour: 15, venue: 'Tanner’s Yard Library, meeting room 2' },
        ['Hansa', 'Your neighbour from the corner'],
        ['Raymond', 'Your neighbour with the long drive'],
      ),
      asksEveryone(),
    ),
    on(64, asksForAnotherTime('Raymond')),
    on(66, talk('Raymond', 'The day is the day on which his wife died. He had not wanted to say so on the page.')),
    on(
      67,
      postpones('He asked for another day, for a reason of his own.', {
        day: 102,
        hour: 15,
        venue: 'Tanner’s Yard Library, meeting room 2',
      }),
      asksEveryone(),
    ),
    on(72, everyoneAgrees(), contact('Raymond', 'sent', 'Wrote with the new day.', 'post')),
  ],
};

const eileen = person('Eileen Garrod', 158, {
  pronouns: 'she',
  age: 80,
  ways: ['call'],
  accessNeeds: 'Needs time to get to the telephone',
});
const jordan = person('Jordan Ellis', 159, { pronouns: 'he', age: 33, ways: ['call', 'text'] });

/** On hold while she is in hospital, with a day to look again. */
export const gardenFence: Story = {
  key: 'garden fence',
  weeksAgo: 10,
  kind: 'mediation',
  arrival: {
    who: eileen,
    part: 'harmed',
    source: 'victim-service',
    referrer: { name: 'Naomi Achebe, victim care', contact: 'naomi.achebe@example.org' },
    incident: 'neighbour-dispute',
    what: 'Footballs through the fence, then through the greenhouse, then a shouting match in which she was called a mad old woman in front of the street.',
    when: 'All summer',
    where: 'A close in Brackley',
    postcode: 'NN13',
    others: 'Jordan Ellis next door, father of three boys.',
    hopes: 'She would like to have the boys to tea and tell them about the greenhouse.',
  },
  others: [['responsible', jordan]],
  team: ['marta', 'leo'],
  days: [
    on(
      9,
      talk('Eileen', 'Let it ring twenty times, as she asked. She laughed about the twenty.'),
      yes('Eileen', 'be-contacted', 'approach-other', 'mode-meeting', 'follow-up'),
    ),
    on(
      18,
      talk('Jordan', 'Sorry before we had sat down. The boys have collected money for the glass.'),
      yes('Jordan', 'be-contacted', 'mode-meeting', 'follow-up'),
    ),
    on(
      30,
      responsibleSays('Jordan', 30, {
        account: 'He shouted because he was embarrassed.',
        whoWasAffected: 'Eileen. His boys, who heard him.',
        couldDo: 'Glaze it with the boys.',
        feelings: 'He would not want anybody to shout at his nan.',
      }),
      takes('Jordan', 'full', 'Said it before the boys and did not soften it.'),
    ),
    on(
      44,
      talk(
        'Eileen',
        'Her niece rang: Eileen fell on Sunday and is in hospital. She sends word that she still wants to, when she can walk.',
      ),
      waits('Eileen is in hospital after a fall. Her niece will ring when she is home.', 91),
    ),
  ],
};
