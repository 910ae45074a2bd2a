import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { allowedStatuses, type AllowedStatus } from '#journey/agency-referral/facts.ts';
import { readAloud } from '#platform/plain-markup.ts';
import { fewestShown } from '#service/released-figures/rules.ts';
import { readWebsite } from '#service/website/facts.ts';
import { inClear } from '../tools/checks/sealed-columns.ts';

/*
 * What we promise of people's information is what the program does: the sentences of the page are held to the lists that
 * the build is held to, so that whoever puts a column in clear, or tells an agency more, has to say it to everybody.
 */
const { pages } = await readWebsite();
const said = (path: string): string => {
  const page = pages.find((each) => each.path === path);
  assert.ok(page, path);
  return readAloud(page.blocks, {}).join(' ').replaceAll(/\s+/g, ' ');
};
const privacy = said('/privacy');
const shown = /A stolen copy would show:(.*?)in which room you wait, if there is a meeting/.exec(privacy)?.[0] ?? '';

/** What the page says of each column in clear that holds something of somebody we work with, or of people around them. */
const wordsFor: Readonly<Record<string, string>> = {
  'companions.full_name': 'of people who help you',
  'companions.called': 'of people who help you',
  'companions.relation': 'how those people know you',
  'conference_attendees.shown_as': 'your name',
  'conference_attendees.waits_in': 'in which room you wait',
  'incidents.police_reference': 'the number the police gave it',
  'likeness_entries.full_name': 'your name',
  'likeness_entries.words': 'your name',
  'likeness_entries.sounds': 'your name',
  'likeness_entries.postcode_district': 'the first part of your postcode',
  'people.full_name': 'your name',
  'people.called': 'what you like to be called',
  'people.pronouns': 'your pronouns',
  'people.language': 'your language',
  'people.own_word': 'your own word for what you are in this',
  'referral_others.full_name': 'of others it was about',
  'referral_others.called': 'of others it was about',
  'referral_others.contact_role': 'how those people know you',
  'referrals.full_name': 'your name',
  'referrals.called': 'what you like to be called',
  'referrals.guardian_name': 'the names of your parent or carer, ',
  'referrals.referrer_name': 'of whoever told us about you',
  'referrals.pronouns': 'your pronouns',
  'referrals.language': 'your language',
  'referrals.postcode_district': 'the first part of your postcode',
  'search_entries.words': 'your name',
};

/** Those who work here or for others, and bodies: no one we work with. */
const ofNobodyWeHelp = [
  'agencies.name',
  'api_clients.name',
  'commissioners.body_name',
  'organisations.name',
  'organisations.contact_role',
  'staff.name',
];

/** Reasons whose columns hold words of nobody, or of the service and those who work here. */
const reasonsOfNobody = [
  'what the service says of itself to everybody',
  'what those who work here say of themselves for their work',
  'how those who work here sign in and are reached at work',
  'a hash or a sealed secret of its own kind',
  'a code or ids of ours, never words of anybody',
  'a blind index of each number',
  'where in which words something was found, and never the words',
  'why staff did it, chosen from a list',
];

test('what stands in clear in a stolen copy is told on the page, column by column of the list of the build', () => {
  const columns = Object.entries(inClear)
    .filter(([reason]) => !reasonsOfNobody.includes(reason))
    .flatMap(([, tables]) =>
      Object.entries(tables).flatMap(([table, names]) => names.split(' ').map((name) => `${table}.${name}`)),
    );
  assert.ok(columns.length > 25, `${columns.length} columns`);
  assert.deepEqual(
    columns.filter((column) => !ofNobodyWeHelp.includes(column) && wordsFor[column] === undefined),
    [],
    'in clear, and the page says nothing of it',
  );
  assert.deepEqual([...Object.keys(wordsFor), ...ofNobodyWeHelp].toSorted(), columns.toSorted());
  for (const reason of reasonsOfNobody) assert.ok(reason in inClear, reason);
  for (const words of Object.values(wordsFor)) assert.ok(shown.includes(words), words);
});

test('days, the kind and what was chosen are in clear too, and how to reach somebody is not', async () => {
  const schema = await readFile(new URL('../migrations/schema.sql', import.meta.url), 'utf8');
  const table = (name: string) =>
    new RegExp(`^create table app\\.${name} \\(\\n([\\s\\S]*?)^\\);$`, 'm').exec(schema)?.[1] ?? '';
  assert.match(table('people'), /^ {2}date_of_birth date,$/m);
  assert.match(table('incidents'), /^ {2}happened_on date,$/m);
  assert.match(table('incidents'), /CHECK \(\(kind = ANY/);
  for (const words of [
    'your birthday',
    'what kind of thing it was, on which day',
    'what you chose from a list or ticked',
  ])
    assert.ok(shown.includes(words), words);
  assert.match(
    privacy,
    /in your own words is locked with a key. So are your phone number, your e-mail and your address/,
  );
  for (const column of ['what_happened', 'hopes', 'phone', 'email', 'address'])
    assert.ok(table('referrals').includes(`constraint sea_1_referrals_${column}_is_sealed`), column);
  assert.doesNotMatch(privacy, /stolen copy of our records cannot be read|for nothing else/);
});

const statusSaid: Readonly<Record<AllowedStatus, string>> = {
  'with-us': 'we have it',
  read: 'we have read it',
  'in-touch': 'we are in touch with people',
  finished: 'it is finished',
  'not-taken-on': 'we could not take it on, and in a few words why',
  withdrawn: 'they took it back',
};

test('who else is told is named: whoever referred, each thing that they hear, and whoever pays, with what is left out', () => {
  const who = privacy.slice(privacy.indexOf('Who else may see it'), privacy.indexOf('Why we may keep it'));
  for (const status of allowedStatuses) assert.ok(who.includes(statusSaid[status]), status);
  assert.equal(fewestShown, 5);
  assert.match(who, /numbers from us every three months.*They get no names. A number below five is left out/);
  assert.match(
    said('/questions'),
    /if they did not ask us to help you. Whoever referred you hears that we are in touch, and when it ends, or that we could not take it on. They hear no more/,
  );
});
