import { afterwards, letsFollowUpsGo } from './ending.ts';
import { arranges, meets, preparesTheDay } from './meeting.ts';
import { keepsPaper } from './keeping.ts';
import { type Story, on } from './story.ts';
import { beside, contact, note, talk, yes } from './talking.ts';
import { harmedSays, ready, responsibleSays, risk, takes } from './weighing.ts';
import {
  answersLetter,
  deliversLetter,
  findsReady,
  givesBack,
  offersLetter,
  rewrites,
  sharesLetter,
  writesLetter,
} from './writing.ts';
import { amendsOfDylan } from './lives-joanne-amends.ts';
import { dylan, firstLetter, joanne, letter } from './joanne-and-dylan.ts';

const livingRoom = 'Tanner’s Yard Library, meeting room 2';

/** The burgled flat: from her own referral to a meeting, and amends that are half kept. */
export const burgledFlat: Story = {
  key: 'burgled flat',
  weeksAgo: 30,
  arrival: {
    who: joanne,
    part: 'harmed',
    source: 'self',
    incident: 'burglary',
    what: 'Somebody climbed in through my kitchen window at night while I was asleep in the next room. They took my laptop, a jar of coins and a box with my grandmother’s ring and the only photographs I have of her. I woke up and heard somebody, and I did not dare to move. Since then I sleep in the front room with the light on.',
    when: 'In March, on a Thursday night',
    where: 'At home, a ground-floor flat in Kettering',
    postcode: 'NN16',
    others:
      'The police told me that he is called Dylan and that he admitted it. He was sentenced in court to a community order.',
    hopes:
      'I want to know why my flat. I want to know if he knew I was there. And I would like somebody to tell him about the ring.',
  },
  others: [['responsible', dylan]],
  team: ['jo', 'sam'],
  days: [
    on(
      8,
      talk(
        'Joanne',
        'Rang in her hours and gave the codeword. She talked for half an hour. Not sure yet about meeting; sure that she wants answers. We agreed to meet at the library next week.',
      ),
      yes('Joanne', 'be-contacted'),
    ),
    on(
      15,
      harmedSays('Joanne', 75, {
        account:
          'She woke at ten past three to the sound of the window. She lay still and counted. Steps in the kitchen, then in the hall outside her door, then the window again. She did not call anyone until it was light.',
        impact:
          'Sleeps in the front room with the light on. Checks the window four or five times before bed. Has stopped inviting people. “My home feels like a place where I am waiting.”',
        impactOnOthers:
          'Her mother comes every weekend so that she is not alone. Her sister Ruth is angry and wanted her to move.',
        wouldHelp:
          'To hear that it was not because of her. To know where the ring went. Something that goes back to the street, not only to her.',
        questions: 'Why my flat? Did you know that somebody was in? Did you look at the photographs?',
        notWanted: 'She does not want to be asked to forgive. She does not want him to know where she works.',
      }),
      yes('Joanne', 'approach-other', 'mode-letter', 'mode-shuttle'),
      keepsPaper('Joanne', {
        name: 'Invoice for the window.pdf',
        about: 'The glazier’s bill, which she paid herself',
        lines: [
          'SAMPLE GLAZING (made up)',
          '',
          'Kitchen window, one pane, toughened         £118.00',
          'Lock, fitted                                 £34.00',
          'Callout, Friday morning                      £28.00',
          '                                            -------',
          'Paid in cash, with thanks                   £180.00',
        ],
      }),
      note(
        'Joanne',
        'The library is a good place for her: she knows the side door. Offer water, and sit so that she sees the door.',
      ),
    ),
    on(
      18,
      contact(
        'Dylan',
        'no-answer',
        'Rang at half past two. No voicemail left, as we do not know yet whether that is safe.',
      ),
    ),
    on(
      22,
      talk(
        'Dylan',
        'He rang back from the canteen. He was quiet, then said that he had hoped somebody would ask. Wants to think about what he could say to her.',
      ),
      yes('Dylan', 'be-contacted', 'mode-letter'),
    ),
    on(
      29,
      responsibleSays('Dylan', 60, {
        account:
          'He had lost his job in February and was drinking. He says he saw the window and went in without thinking who lived there. He sold the ring the same night and names the shop.',
        whoWasAffected:
          'First he said “the lady”. Later: her, whoever gave her the ring, his own mother, who found out from the police at her door.',
        couldDo:
          'Write to her. Pay back what he can from his wages. Work for people on that street if they want him there.',
        feelings:
          'Ashamed, most of all of the photographs. Afraid that she will shout; says that she would be right to.',
        notWanted: 'He does not want his mother to be brought into it.',
      }),
      keepsPaper('Dylan', {
        name: 'Letter from his key worker.txt',
        about: 'He asked his key worker to write it',
        lines: [
          'To whom it may concern,',
          '',
          'Dylan has kept every appointment since May. He came sober to each of them.',
          'He is glad that this may happen, and afraid of it. Please ring me before a meeting.',
          '',
          'Key worker, Sample House',
        ],
      }),
      takes(
        'Dylan',
        'full',
        'Says plainly what he did and that nobody made him. Names the ring and the photographs before being asked. Does not blame the others who were there.',
      ),
    ),
    on(
      32,
      risk('medium', {
        reasons:
          'Both want answers, neither is pressed. She is afraid of meeting him by chance in town, which a letter first makes smaller. He has been sober for some weeks; a slip would be hard on her.',
        strengths: 'Her mother and her sister. He keeps every appointment and has work again.',
        worries: [
          [
            'Fear of the other person',
            'medium',
            'Joanne',
            'She looks over her shoulder at the market where he might be.',
            'Told her his shifts are in Corby on market days. She decides what she wants to hear.',
          ],
          [
            'Alcohol or drugs of the person responsible',
            'medium',
            'Dylan',
            'He drank when it happened.',
            'Sees his key worker weekly; we talk before each step.',
          ],
        ],
        holdsFor: 75,
      }),
    ),
    on(36, writesLetter('Dylan', 'Joanne', firstLetter)),
    on(
      38,
      givesBack(
        'jo',
        'This is an honest start. Say what you took, and leave out what others told you. You do not need to ask for anything. Tell her what you know now that you did not know then.',
      ),
    ),
    on(45, rewrites('Dylan', letter), findsReady('jo')),
    on(46, findsReady('sam')),
    on(
      50,
      sharesLetter('Dylan'),
      talk(
        'Joanne',
        'Told her that there may be a letter for her, if she would like one. She wants to hear it read first.',
      ),
      offersLetter(),
    ),
    on(53, answersLetter('Joanne', 'read-aloud', { mayKnow: true })),
    on(
      57,
      deliversLetter(),
      note(
        'Joanne',
        'Read it to her at the library with the door in sight. She asked me to read the part about the window twice. “He thought of it as a window.” She kept the letter. After a while she said: I want to say something back, to his face.',
      ),
      yes('Joanne', 'mode-meeting', 'share-name', 'follow-up'),
      beside('Joanne', 'supporter', { fullName: 'Ruth Hartley', called: 'Ruth', relation: 'sister' }),
    ),
    on(
      60,
      talk(
        'Dylan',
        'Told him that the letter arrived, as she allowed. He did not speak for a while. Yes to meeting her, if she still wants it on the day.',
        'in-person',
      ),
      yes('Dylan', 'mode-meeting', 'share-name', 'follow-up'),
    ),
    on(
      74,
      harmedSays('Joanne', 60, {
        account: 'She has practised what she wants to say with Ruth. She will start with the counting.',
        wouldHelp: 'That he stays in his chair and listens to the end.',
        questions: 'Did you know that somebody was in?',
        notWanted: 'No handshake.',
      }),
      responsibleSays('Dylan', 45, {
        account:
          'Ready to answer the three questions. Knows that the answer to the second is worse than the others: he had seen a light.',
        couldDo:
          'Has saved thirty pounds. Has asked at the community garden behind her street whether they need somebody.',
        feelings: 'Sick with nerves, and sure.',
      }),
      ready('Joanne'),
      ready('Dylan'),
      arranges(
        { day: 87, hour: 17, venue: livingRoom },
        ['Joanne', 'The person whose flat it was'],
        ['Joanne', 'Her sister, who sits beside her', 'Ruth'],
        ['Dylan', 'The young man who broke in'],
      ),
    ),
    on(
      81,
      risk('low', {
        occasion: 'before-conference',
        reasons:
          'Both know each other’s words from the letter. She has her sister and the seat by the door. He has been sober for three months and his key worker expects his call afterwards.',
        strengths: 'Clear questions, honest answers, people around both.',
        holdsFor: 45,
      }),
      preparesTheDay(
        {
          safety:
            'Joanne sees the door at all times. Jo stays with Joanne and Ruth, Sam with Dylan. Nobody is alone in the corridor.',
          seating:
            'A circle without a table. Joanne and Ruth beside Jo, Dylan beside Sam. Dylan is seated when they come in.',
          stop: 'Anybody says “stop”. Joanne and Ruth leave first by the side door, Dylan waits with Sam.',
        },
        { Joanne: 'The reading room', Dylan: 'The local history room upstairs' },
      ),
    ),
    on(
      87,
      letsFollowUpsGo('Joanne', 'They meet today. We ask after that instead.'),
      letsFollowUpsGo('Dylan', 'They meet today. We ask after that instead.'),
      meets(
        'Dylan spoke first, as Joanne had asked. He said what he did in the order in which he did it. Joanne told him about the counting. He said that he had seen the light under the door, and that he has not told anybody before. There was a long silence. Ruth said how angry she had been, and that she was less so now. Joanne asked about the photographs; he had left them on the wall by the bins and gone back the next day, and they were gone. Near the end Joanne said that she would like him to work in the garden at the end of her street, where she can see from her window that something grows. They did not shake hands. On the stairs Joanne said: I can go home now.',
      ),
      afterwards('Joanne', {
        'next-day': 'Rang at five with the codeword. She slept in her own room. Woke once, and knew where she was.',
        '2-weeks': 'Has been past the market on a Wednesday. Her mother went home on Saturday for the first time.',
        '6-weeks': 'Looks at the garden from her window. “He is slow, but he turns up.” The light is off at night.',
        '3-months': 'Invited four people to dinner. Would like to hear once more when the last payment is made.',
      }),
      afterwards('Dylan', {
        'next-day':
          'Rang his key worker straight afterwards, as planned. Could not eat. Glad that he said the thing about the light.',
        '2-weeks': 'First two Saturdays in the garden. Nobody there asks him why.',
        '6-weeks': 'Missed a week because of a chest infection and told us before we asked.',
        '3-months': 'Team leader at the warehouse now. Payments go out on payday so that he does not see the money.',
      }),
    ),
    ...amendsOfDylan,
  ],
};
