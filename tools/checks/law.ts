import { doorWords, heightOf, type Place } from './place.ts';

/** One import: who asks, for what, and whether only types cross. */
export interface Import {
  readonly from: Place;
  readonly to: Place;
  readonly typeOnly: boolean;
}

type Article = (asked: Import, order: readonly string[]) => string | undefined;

const isDoor = (place: Place): boolean =>
  place.room === 'doors' || (doorWords as readonly string[]).includes(place.word);
const isShown = (place: Place): boolean => ['pages', 'letters', 'documents', 'exports'].includes(place.word);
const stageOf = (place: Place): string => place.slice.split('/')[1] ?? '';
const sameSlice = ({ from, to }: Import): boolean => from.slice !== '' && from.slice === to.slice;
const isData = (place: Place): boolean => place.path.endsWith('.json');

const wires = [
  'src/main.ts',
  'src/wiring.ts',
  'src/commands.ts',
  'src/installation.ts',
  'src/begin.ts',
  'src/list-reader.ts',
  'src/pdf-reader.ts',
];
/** `wiring.ts` opens the doors; what stands behind each of them is a file in the folder beside it. */
const isWire = ({ path }: Place): boolean => wires.includes(path) || path.startsWith('src/wiring/');
/** The lists that only the wiring reads: what an announcement causes, and which refusal a constraint stands for. */
const listsOfJourney = ['src/journey/reactions.ts', 'src/journey/walls.ts'];
/** The list of reactions is split by what it reacts to: `reactions.ts` puts the lists of the nouns together. */
const reacts = ({ path }: Place): boolean => /^src\/journey\/([a-z-]+-)?reactions\.ts$/.test(path);

/** Says which article of the dependency law an import breaks, in words for whoever wrote it, or nothing. */
export function judge(asked: Import, order: readonly string[]): string | undefined {
  const { from, to } = asked;
  if (from.test) return undefined;
  if (to.test) return 'only tests import tests';
  if (isWire(from)) return undefined;
  if (livesStories(from)) return demonstrationUses(asked);
  if (livesStories(to)) return 'only the wiring fills a demonstration';
  for (const article of articlesFor(from)) {
    const broken = article(asked, order);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

// The demonstration lives whole lives through the real actions: it stands above everything, and only the wiring uses it.
const livesStories = (place: Place): boolean => place.path.startsWith('src/demonstration/');

function demonstrationUses({ from, to, typeOnly }: Import): string | undefined {
  if (isWire(to)) return 'the demonstration is wired, it wires nothing';
  return to.path === 'src/platform/sql.ts' && !typeOnly && from.word !== 'facts'
    ? 'SQL is written only in store.ts and facts.ts'
    : undefined;
}

function articlesFor(from: Place): readonly Article[] {
  if (from.word === 'examples') return [examplesUse, downwards];
  if (reacts(from)) return [plumbing, reactionsUse];
  const pure: readonly Article[] = from.word === 'rules' ? [rulesUse] : isShown(from) ? [shownUse] : [];
  return [plumbing, ...pure, topAndExamples, downwards, doorsUse, acrossSlices, withinSlice];
}

// The hand of the product is typed in vocabulary/acting.ts, so that file is the hand as well.
const handFiles = ['src/platform/hand.ts', 'src/vocabulary/acting.ts'];

const plumbing: Article = ({ from, to, typeOnly }) => {
  if (from.room === 'platform')
    return to.room === 'platform' ? undefined : 'platform is plumbing: it uses nothing of ours';
  if (handFiles.includes(to.path)) return handIsFor(from, typeOnly);
  const remembers = ['store', 'facts'].includes(from.word);
  if (to.path === 'src/platform/sql.ts' && !typeOnly && !remembers)
    return 'SQL is written only in store.ts and facts.ts';
  return undefined;
};

function handIsFor(from: Place, typeOnly: boolean): string | undefined {
  if (isShown(from)) return 'what a person reads is loaded as that reader: it never touches the hand';
  if (isDoor(from) && !typeOnly) return 'a door is handed its actions: it may import the hand only as a type';
  return undefined;
}

const rulesUse: Article = (asked) => {
  const { to } = asked;
  const fair =
    to.room === 'vocabulary' || to.path === 'src/platform/decision.ts' || (sameSlice(asked) && to.word === 'rules');
  return fair ? undefined : 'rules use only vocabulary, platform/decision.ts and rules of their own folder';
};

const shownUse: Article = (asked) => {
  const { to } = asked;
  const own = sameSlice(asked) && (to.word === 'rules' || isShown(to) || asked.typeOnly);
  // The gallery's examples stand with the page they show, and are made of the made-up values.
  const fair =
    to.room === 'vocabulary' || to.room === 'platform' || to.word === 'examples' || own || panelOfOverview(asked);
  return fair
    ? undefined
    : 'pages and letters take finished values: only vocabulary, platform, own rules and own types';
};

// A page that looks across is put together from panels.
const panelOfOverview = ({ from, to }: Import): boolean =>
  from.room === 'overview' && to.room === 'overview' && to.word === 'pages';

const examplesUse: Article = (asked) => {
  const { to } = asked;
  const fair =
    to.room === 'vocabulary' ||
    to.path === 'src/platform/decision.ts' ||
    ['rules', 'examples'].includes(to.word) ||
    (sameSlice(asked) && asked.typeOnly);
  return fair ? undefined : 'examples use only rules, vocabulary, other examples and the types of their own slice';
};

const reactionsUse: Article = ({ to }) => {
  const fair =
    reacts(to) ||
    to.room === 'vocabulary' ||
    to.room === 'platform' ||
    (['journey', 'casefile', 'service'].includes(to.room) && ['actions', 'facts'].includes(to.word));
  return fair ? undefined : 'reactions use only the actions and facts of slices';
};

const topAndExamples: Article = ({ from, to }) => {
  if (to.room === 'top') return 'only src/main.ts and the wiring wire: settings are handed on as arguments';
  if (listsOfJourney.includes(to.path) || reacts(to)) return 'only the wiring reads the lists of the journey';
  if (to.word === 'examples' && from.room !== 'doors' && !isShown(from))
    return 'made-up values are only for tests, examples, the gallery and doors';
  return undefined;
};

const downwards: Article = ({ from, to }) => {
  if (to.room === 'platform' || from.room === 'top') return undefined;
  return heightOf(to.room) > heightOf(from.room)
    ? `${from.room} stands below ${to.room} and may not use it`
    : undefined;
};

/** Who somebody is must be known before there is a reader: these slices are the doors' own work. */
const knowingPeople = [
  'service/sign-in',
  'service/credentials',
  'service/coming-back',
  'service/participant-sign-in',
  'service/supporter-sign-in',
  'service/kept-texts',
  'service/api-clients',
];

const doorsUse: Article = ({ from, to }) => {
  if (to.room === 'overview' && !['doors', 'overview'].includes(from.room)) return 'only doors look across';
  if (from.room !== 'doors' || ['doors', 'platform', 'vocabulary'].includes(to.room)) return undefined;
  const fair =
    isDoor(to) ||
    knowingPeople.includes(to.slice) ||
    ['pages', 'letters', 'facts', 'policy', 'examples'].includes(to.word);
  return fair
    ? undefined
    : `doors use only a slice's door files, pages, letters, facts and policy, and all of ${knowingPeople.join(', ')}`;
};

const acrossSlices: Article = (asked, order) => {
  const { from, to } = asked;
  if (from.room === 'doors' || to.slice === '' || sameSlice(asked) || to.room === 'platform') return undefined;
  if (to.room === 'vocabulary' || isData(to)) return undefined;
  if (panelOfOverview(asked) || to.word === 'examples') return undefined;
  if (to.word !== 'facts') return `across slices only facts.ts: ask ${to.slice} for a fact`;
  if (from.room !== 'journey' || to.room !== 'journey') return undefined;
  const backwards = order.indexOf(stageOf(to)) < order.indexOf(stageOf(from));
  return backwards
    ? undefined
    : `${stageOf(to)} comes after ${stageOf(from)} in order.json: announce, and let reactions.ts act`;
};

const withinSlice: Article = (asked) => {
  if (!sameSlice(asked)) return undefined;
  const { from, to } = asked;
  const remembers = ['store', 'facts', 'policy'].includes(from.word);
  if (remembers && (to.word === 'actions' || isShown(to) || isDoor(to)))
    return `${from.word}.ts stands below ${to.word}.ts`;
  if (from.word === 'actions' && (to.word === 'pages' || isDoor(to))) return 'actions do not show: the door shows';
  return undefined;
};

/** Says why a package from outside may not be used in a file, or nothing. */
export function judgePackage(from: Place, name: string): string | undefined {
  if (from.test || from.room === 'top') return undefined;
  if (['rules', 'pages', 'letters'].includes(from.word) && from.slice !== '')
    return `${from.word} are pure: no ${name}`;
  if (name === 'pg' && from.room !== 'platform') return 'only platform talks to the database driver';
  const parses = from.room === 'platform' || isDoor(from);
  return name === 'zod' && !parses ? 'forms are parsed at doors only: no zod here' : undefined;
}
