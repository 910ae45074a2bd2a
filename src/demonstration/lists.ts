import { takePeopleIn } from '#journey/listed/actions.ts';
import { listedAfter } from '#journey/listed/facts.ts';
import { makeOffer, recordAnswer } from '#journey/offer/actions.ts';
import { anOfferMade } from '#journey/offer/examples.ts';
import { addList, checkList, readList, takeList, takeListIn } from '#journey/offer-list/actions.ts';
import { listsBefore } from '#journey/offer-list/facts.ts';
import { allow, type Decision } from '#platform/decision.ts';
import type { FileStore } from '#platform/file-store.ts';
import { agenciesOf } from '#service/agencies/facts.ts';
import type { Act, Hand } from '#vocabulary/acting.ts';
import { dayOf, plusDays } from '#vocabulary/dates.ts';
import { staffIdOf, type World } from './world.ts';

// Two rows are left out: one without a name, one that is there twice.
const list = `Name,Date of birth,Mobile,Address,Crime number,Offence,Circumstances
Beatrice Langley,14/02/1958,01632 960310,"3 Mill Row, Corby",26/701120,Burglary,The shed was broken into and a bicycle taken.
Yusuf Demir,02/09/1990,07700 900311,"18 Dale Road, Corby",26/701133,Assault,Pushed and shouted at outside the station.
Carys Probert,21/06/1979,07700 900312,"7 Forge Court, Corby",26/701140,Criminal damage,Both wing mirrors were kicked off.
,11/11/1985,07700 900313,"2 Mill Row, Corby",26/701151,Burglary,A purse was taken from the kitchen.
Desmond Achebe,30/01/1966,01632 960314,"44 Station Street, Corby",26/701162,Shop theft,Spirits were taken from the shop he runs.
Imogen Teale,08/08/2001,07700 900315,"9 Old School Lane, Corby",26/701170,Assault,Hit by a bottle at a bus stop.
Rafferty Quinn,17/03/1984,,"21 Dale Road, Corby",26/701181,Burglary,Tools were taken from the van.
"TEALE, Imogen",8 August 2001,07700900315,"9 Old School Lane, Corby",26/701170,Assault,Hit by a bottle at a bus stop.
Oluchi Eze,25/12/1972,07700 900317,"5 Forge Court, Corby",26/701190,Anti-social behaviour,Eggs were thrown at her windows for weeks.`;

const columns = {
  ...{ 'full-name': 0, 'date-of-birth': 1, phone: 2, address: 3 },
  ...{ reference: 4, kind: 5, 'what-happened': 6 },
};

/** A list that the police sent ten days ago: taken in but for two rows; some of the people were asked since. */
export async function sendAList(
  actAt: (moment: Date) => Act,
  { serviceId, now, files }: Pick<World, 'serviceId' | 'now'> & { readonly files: FileStore },
): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);
  const actor = { kind: 'staff', id: staffIdOf(serviceId, 'amara') } as const;
  const as = (moment: Date, work: (hand: Hand) => Promise<Decision<unknown, string>>) =>
    actAt(moment)({ serviceId, actor }, async (hand) => {
      const decision = await work(hand);
      if (!decision.ok) throw new Error(`The list refused: ${decision.because.join(', ')}`);
      return allow(undefined);
    });
  const came = ago(10);
  let agencyId: string | undefined;
  await as(came, async (hand) => {
    const isThere = (await listsBefore(hand, null)).length > 0;
    // A start that was cut off after this has it already.
    agencyId = isThere ? undefined : (await agenciesOf(hand))[0]?.id;
    return allow(undefined);
  });
  if (agencyId === undefined) return;
  const bytes = Buffer.from(list);
  const sent = { name: 'people harmed, week 45.csv', bytes, isTooBig: false, isOverCount: false };
  const taken = await takeList({ files, lookForViruses: undefined }, sent);
  if (!('list' in taken)) throw new Error(`The list refused: ${taken.because}`);
  const { id } = taken.list;
  const more = { agencyId, part: 'harmed', safeWays: ['call', 'post'] } as const;
  const read = () => readList({ act: actAt(came), files, takePeopleIn }, { serviceId, listId: id });
  await as(came, (hand) => addList(hand, { ...taken.list, ...more }));
  await as(came, (hand) => checkList(hand, id, columns));
  await read();
  await as(came, (hand) => takeListIn(hand, id));
  await read();
  await askSome(as, ago);
  await agencySends(actAt, { serviceId, files, agencyId, at: ago(1) });
}

// One row is to be mended: its day of birth does not exist.
const ofTheAgency = `Name,DOB,Mobile,Crime number,Offence,Summary
Marjorie Pell,03/05/1949,01632 960320,26/702011,Burglary,The greenhouse was broken into and an heirloom clock taken.
Tobias Renn,19/12/1994,07700 900321,26/702019,Assault,Pushed off his bicycle at the lights.
Keziah Obi,31/06/1988,07700 900322,26/702024,Criminal damage,The windows of her nail bar were painted over.
Walter Frane,27/08/1961,01632 960323,26/702030,Shop theft,Fishing tackle was taken from his shop twice in a week.`;

/** A list that somebody of the agency sent yesterday at their own door: it waits for whoever coordinates. */
async function agencySends(
  actAt: (moment: Date) => Act,
  {
    serviceId,
    files,
    agencyId,
    at,
  }: Pick<World, 'serviceId'> & { readonly files: FileStore; readonly agencyId: string; readonly at: Date },
): Promise<void> {
  const bytes = Buffer.from(ofTheAgency);
  const sent = { name: 'people harmed, this week.csv', bytes, isTooBig: false, isOverCount: false };
  const taken = await takeList({ files, lookForViruses: undefined }, sent);
  if (!('list' in taken)) throw new Error(`The list of the agency refused: ${taken.because}`);
  const { list } = taken;
  const actor = { kind: 'staff', id: staffIdOf(serviceId, 'lewis') } as const;
  const said = { agencyId, part: 'harmed', safeWays: ['call'], sentByAgency: true } as const;
  const chosen = { 'full-name': 0, 'date-of-birth': 1, phone: 2, reference: 3, kind: 4, 'what-happened': 5 };
  const done = await actAt(at)({ serviceId, actor }, async (hand): Promise<Decision<unknown, string>> => {
    await addList(hand, { ...list, ...said });
    return checkList(hand, list.id, chosen);
  });
  if (!done.ok) throw new Error(`The list of the agency refused: ${done.because.join(', ')}`);
  await readList({ act: actAt(at), files, takePeopleIn }, { serviceId, listId: list.id });
}

async function askSome(
  as: (moment: Date, work: (hand: Hand) => Promise<Decision<unknown, string>>) => Promise<unknown>,
  ago: (days: number) => Date,
): Promise<void> {
  const asking = (name: string, days: number, note: string) =>
    as(ago(days), async (hand) => {
      const offeredOn = dayOf(hand.at);
      return makeOffer(hand, await idOf(hand, name), { ...anOfferMade, offeredOn, note }, false);
    });
  await asking('Beatrice Langley', 6, 'She would like to read about it first.');
  await asking('Yusuf Demir', 6, '');
  await asking('Carys Probert', 5, '');
  await as(ago(4), async (hand) => {
    const answeredOn = dayOf(hand.at);
    const said = {
      answer: 'not-now',
      answeredOn,
      askAfter: plusDays(answeredOn, 30),
      note: 'After his move.',
    } as const;
    return recordAnswer(hand, await idOf(hand, 'Yusuf Demir'), said, neverYes);
  });
  await as(ago(3), async (hand) => {
    const said = { answer: 'no', answeredOn: dayOf(hand.at), askAfter: null, note: '' } as const;
    return recordAnswer(hand, await idOf(hand, 'Carys Probert'), said, neverYes);
  });
}

const neverYes = () => Promise.reject(new Error('Nobody of this list says yes'));

async function idOf(hand: Hand, name: string): Promise<string> {
  const people = await listedAfter(hand, { standings: [], listId: null, dueOn: null }, null);
  const found = people.find(({ details }) => details?.fullName === name);
  if (!found) throw new Error(`${name} is not on the list`);
  return found.id;
}
