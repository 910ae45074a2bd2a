import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { DatabaseServer } from '#platform/database-logins.ts';
import type { Keyring } from '#platform/keyring.ts';
import { sealOldRows } from '#platform/sealing-old-rows.ts';
import { hashOf } from '#platform/token.ts';
import { sealedColumns } from '../../src/sealed-columns.ts';
import { fillInClear } from './sealed-rows.ts';

/** A service with many cases, and the cookies of two people who are signed in to it. */
export interface Generated {
  readonly serviceId: string;
  /** Reads every case. */
  readonly coordinator: SignedIn;
  /** Leads 25 cases, and reads no other. */
  readonly facilitator: SignedIn;
  /** Somebody who is writing a letter. */
  readonly participantCookie: string;
  readonly historyLines: number;
}

export interface SignedIn {
  readonly staffId: string;
  readonly cookie: string;
}

const forNames = `array['Amelia','Oliver','Maya','Dylan','Joanne','Tariq','Grace','Callum','Priti','Marcus','Ewa','Jordan','Sheila','Kwame','Leah','Robert',
  'Nadia','Kieran','Ines','Trevor','Zofia','Aaron','Margaret','Sanjay','Chloe','Dariusz','Hannah','Luke','Fatima','George','Rosie','Ibrahim']`;
const familyNames = `array['Hartley','Okoro','Marsh','Nowak','Whitfield','Patel','Dunkley','Reyes','Abington','Kettle','Ahmed','Brigstock','Cole','Denton','Evans',
  'Fawcett','Grafton','Hussain','Irving','Jakubowski','Kelmarsh','Lamport','Moulton','Naseby','Overstone','Pytchley','Quinton','Rushton','Sywell','Thrapston',
  'Upton','Varley','Welford','Yardley','Adeyemi','Barnwell','Cranford','Desborough','Earls','Finedon','Geddington','Harlestone','Isham','Kislingbury','Loddington']`;
const incidents = `array['burglary','criminal-damage','neighbour-dispute','assault','anti-social-behaviour','shop-theft','serious-crime']`;
const whatHappened = `array[
  'A house in the next street was broken into on a Sunday night and a laptop, some jewellery and a watch that had been her father''s were taken.',
  'The front fence was kicked in and two windows of the van were broken after the match. Nobody was hurt.',
  'A long quarrel about noise, parking and a shared fence. Each says the other began it, and the children no longer play together.',
  'A punch outside the takeaway, after words between two groups. His glasses were broken and he needed four stitches.',
  'Four young people threw eggs and shouted at the same flats for weeks. Two of the people who live there stopped going out after dark.',
  'Razor blades and spirits were taken from the shop on six days. The member of staff who stopped him was pushed.',
  'A robbery eleven years ago. He has served his sentence; she would like to ask him why it was her.']`;
const noted = `array[
  'She would rather be rung after four, when the children are back. Voicemail is fine as long as we only say our first name.',
  'He asked twice what would happen if he said no. I explained that nothing would, and that he can change his mind on any day.',
  'Talked about what she wants him to know: that she has not slept well since, and that the watch mattered more than everything else together.',
  'His mother is worried about the bus fare. Travel can be paid; told her so, and that she may come along.',
  'Went through how a meeting would go, who would sit where, and what the word is that stops it. Will think about it until next week.']`;
const lines = `array['contact.attempted','contact.made','note.written','preparation.recorded','consent.said','contact.attempted','note.written','task.done']`;

/** Statements that fill an empty service, in order. `made` and `joined` hold the cases and everybody in them. */
const steps = (own: string, cases: number): readonly string[] => [
  `insert into app.services (service_id, name, area_name, phone, email, is_demonstration)
   values (${own}, 'Northamptonshire Restorative Practice', 'Northamptonshire', '01604 000000', 'hello@rp.example', true)`,
  `insert into app.staff (service_id, id, name, email, practice_level)
   select ${own}, md5('staff ' || f)::uuid, (${forNames})[1 + f % 32] || ' ' || (${familyNames})[1 + f * 7 % 45], 'staff' || f || '@rp.example', 'advanced'
     from generate_series(0, 61) f`,
  `insert into app.staff_roles (service_id, staff_id, role)
   select ${own}, md5('staff ' || f)::uuid, case f when 61 then 'coordinator' else 'facilitator' end from generate_series(0, 61) f`,
  `create temp table made on commit drop as
   select n, md5('case ' || n)::uuid as id, md5('incident ' || n)::uuid as incident_id, current_date - 20 - n % 1460 as opened_on,
          md5('staff ' || case when n % (${cases} / 25) = 0 then 0 else 1 + n % 60 end)::uuid as lead_id, n * 31 % 6 as stage,
          lpad(upper(to_hex(n::bigint * 2654435761 % 4294967296)), 8, '0') as reference
     from generate_series(1, ${cases}) n`,
  `analyze made`,
  `insert into app.cases (service_id, id, reference, kind, stage, complexity, opened_on, recorded_at, touched_at)
   select ${own}, id, left(reference, 4) || '-' || right(reference, 4),
          case when n % 20 < 15 then 'justice' when n % 20 < 19 then 'mediation' else 'circle' end,
          (array['new','first-contact','preparation','communication','agreement','follow-up'])[1 + stage],
          case when n % 9 = 0 then 'complex' else 'standard' end, opened_on, opened_on, now() - make_interval(mins => n * 7919 % 400000)
     from made`,
  `insert into app.incidents (service_id, case_id, id, kind, summary, when_words, happened_on, where_words)
   select ${own}, id, incident_id, (${incidents})[1 + n % 7], (${whatHappened})[1 + n % 7], 'in the evening', opened_on - 30, 'near home' from made`,
  `insert into app.allocations (service_id, case_id, staff_id, role, from_at)
   select ${own}, id, lead_id, 'lead', opened_on from made`,
  `insert into app.case_readers (service_id, staff_id, case_id, because)
   select ${own}, lead_id, id, 'allocated' from made union all select ${own}, md5('staff 61')::uuid, id, 'service-wide' from made
   on conflict do nothing`,
  // The first was harmed; everybody else is responsible. Every fifth case has three people, some have six.
  `create temp table joined on commit drop as
   select n, k, m.id as case_id, m.incident_id, m.opened_on, m.stage, m.lead_id, md5('joined ' || n || ' ' || k)::uuid as id, md5('person ' || n || ' ' || k)::uuid as person_id,
          (${forNames})[1 + (n * 13 + k * 5) % 32] as called, (${familyNames})[1 + (n * 7 + k * 11) % 45] as family,
          '077009' || lpad((n * 6 + k)::text, 5, '0') as phone
     from made m, lateral generate_series(1, case when n % 53 = 0 then 6 when n % 5 = 1 then 3 else 2 end) k`,
  `analyze joined`,
  `insert into app.people (service_id, id, full_name, called, pronouns, date_of_birth)
   select ${own}, person_id, called || ' ' || family, called, case when n % 2 = 0 then 'she' else 'he' end,
          make_date(1950 + (n * 17 + k * 23) % 56, 1 + n % 12, 1 + n % 28) from joined`,
  `insert into app.participants (service_id, case_id, id, person_id, added_at)
   select ${own}, case_id, id, person_id, opened_on + make_interval(secs => k) from joined`,
  `insert into app.harm_links (service_id, case_id, incident_id, harmed_id, responsible_id)
   select ${own}, r.case_id, r.incident_id, h.id, r.id from joined r join joined h on h.n = r.n and h.k = 1 where r.k > 1`,
  `insert into app.contact_points (service_id, person_id, channel, value, checked_on, checked_how)
   select ${own}, person_id, 'phone', phone, opened_on, 'with-the-referral' from joined
   union all select ${own}, person_id, 'email', lower(called || '.' || family || n || '@mail.example'), null, null from joined where k = 1`,
  `insert into app.safe_contact_rules (service_id, person_id, may_phone, may_text, may_email, may_post, said_on)
   select ${own}, person_id, true, n % 3 > 0, n % 2 = 0, false, opened_on from joined`,
  `insert into app.search_entries (service_id, case_id, about_id, words)
   select ${own}, id, id, lower(left(reference, 4) || '-' || right(reference, 4)) from made
   union all select ${own}, case_id, id, lower(called || ' ' || family) from joined`,
  `insert into app.companions (service_id, case_id, participant_id, kind, full_name, called, relation)
   select ${own}, case_id, id, 'supporter', 'Sam ' || family, 'Sam', 'sister' from joined where k = 1 and n % 3 = 0`,
  `insert into app.consents (service_id, case_id, participant_id, purpose, mode, answer, ask_after, wording, how, said_on, recorded_at, actor_kind, actor_id)
   select ${own}, case_id, id, purpose, mode, case when (n + k) % 11 = 0 then 'not-now' else 'given' end,
          case when (n + k) % 11 = 0 then current_date + 30 end, 'May we ask you about this?', 'in-person', opened_on + 3, opened_on + 3, 'staff', lead_id
     from joined, (values ('be-contacted', null, 1), ('approach-other', null, 1), ('mode', 'letter', 2), ('mode', 'meeting', 3)) asked (purpose, mode, from_stage)
    where stage >= from_stage and (purpose <> 'approach-other' or k = 1)`,
  `update app.participants p set approached_on = j.opened_on + 5 from joined j
    where p.service_id = ${own} and p.case_id = j.case_id and p.id = j.id and j.stage >= 2 and j.k = 1`,
  `insert into app.contacts (service_id, case_id, participant_id, kind, channel, happened_on, outcome, note, recorded_by)
   select ${own}, case_id, id, case when c = 2 then 'conversation' else 'attempt' end, 'phone', opened_on + c, case when c = 2 then 'talked' else 'no-answer' end,
          case when c = 2 then (${noted})[1 + (n + k) % 5] else '' end, lead_id from joined, generate_series(1, 3) c`,
  `insert into app.notes (service_id, case_id, participant_id, words, happened_on, written_by, written_at)
   select ${own}, case_id, id, (${noted})[1 + (n + c) % 5], opened_on + c, lead_id, opened_on + make_interval(days => c) from joined, generate_series(1, 2) c`,
  `insert into app.tasks (service_id, case_id, participant_id, kind, words, due_on, cause, done_at, done_how)
   select ${own}, id, null, 'ring-back', 'Ring back, and say when the next visit is.', opened_on + t * 6, 'bench ' || n || ' ' || t,
          case when t < 3 then opened_on + t * 6 + interval '9 hours' end, case when t < 3 then 'rang' else '' end from made, generate_series(1, 3) t`,
  `insert into app.preparation_sessions (service_id, case_id, participant_id, part, held_on, minutes, account, impact, recorded_by)
   select ${own}, case_id, id, case k when 1 then 'harmed' else 'responsible' end, opened_on + 8, 50, (${whatHappened})[1 + n % 7],
          (${noted})[1 + n % 5], lead_id from joined where stage >= 2`,
  `insert into app.preparation_checks (service_id, case_id, participant_id, item, answer, checked_on, checked_by)
   select ${own}, case_id, id, item, 'done', opened_on + 9, lead_id from joined,
          unnest(array['understands-process','limits-recorded','after-care-named']) item where stage >= 2`,
  `insert into app.responsibility (service_id, case_id, participant_id, level, evidence, assessed_on, assessed_by)
   select ${own}, case_id, id, (array['full','partial','full','minimising'])[1 + n % 4], (${noted})[1 + n % 5], opened_on + 7, lead_id
     from joined where k > 1 and stage >= 2`,
  `insert into app.risk_assessments (service_id, case_id, occasion, residual, reasons, assessed_on, review_by, written_by)
   select ${own}, id, 'after-first-meeting', case when n % 6 = 0 then 'medium' else 'low' end, (${noted})[1 + n % 5], opened_on + 9, opened_on + 99, lead_id
     from made where stage >= 2`,
  `insert into app.letters (service_id, case_id, participant_id, recipient_id, body)
   select ${own}, r.case_id, r.id, h.id, repeat((${whatHappened})[1 + r.n % 7] || ' I am sorry. ', 4)
     from joined r join joined h on h.n = r.n and h.k = 1 where r.k = 2 and r.stage >= 3 and r.n % 3 = 0`,
  `insert into app.history (service_id, case_id, name, participant_id, detail, happened_on, recorded_at, actor_kind, actor_id)
   select ${own}, m.id, case l when 0 then 'case.opened' else said.name end, case when l > 0 then j.id end,
          case when l = 0 then '{"referralId": null}'::jsonb
               else jsonb_build_object('participantId', j.id) || case said.name when 'contact.attempted' then '{"attempts": 1}' when 'task.done' then '{"kind": "ring-back"}'
                    when 'consent.said' then '{"answer": "given", "purpose": "mode", "mode": "letter", "towardId": null, "itemId": null}' else '{}' end::jsonb end,
          m.opened_on + l / 2, m.opened_on + l / 2 + make_interval(secs => l), 'staff', m.lead_id
     from made m cross join lateral generate_series(0, 19 + m.n % 21) l
     join joined j on j.n = m.n and j.k = 1 + l % 2
     cross join lateral (select (${lines})[1 + (m.n + l) % 8] as name) said`,
  `insert into app.closures (service_id, case_id, reason, closed_on, closed_by)
   select ${own}, id, 'completed-indirect', opened_on + 15, lead_id from made where n % 7 < 3`,
  `update app.cases c set status = 'closed' from made m where c.service_id = ${own} and c.id = m.id and m.n % 7 < 3`,
];

/**
 * Fills an empty database with believable cases, by statements over whole sets. The client must be the cluster's superuser,
 * whom no policy stops. `unchecked` leaves out the walls and the foreign keys, which take three quarters of the time; a test
 * makes a smaller set of the same with all of them.
 */
export async function generate(
  client: pg.Client,
  cases: number,
  place: {
    readonly how: 'checked' | 'unchecked';
    readonly server: Pick<DatabaseServer, 'optionsFor'>;
    readonly keyring: Keyring;
    /** What is to be done while the rows still are in clear. */
    readonly beforeSealing?: () => Promise<void>;
  },
): Promise<Generated> {
  const serviceId = randomUUID();
  await client.query('begin');
  if (place.how === 'unchecked') await client.query('set local session_replication_role = replica');
  await fillInClear(client, async () => {
    for (const step of steps(`'${serviceId}'::uuid`, cases)) await client.query(step);
  });
  const coordinator = await signIn(client, serviceId, 61);
  const facilitator = await signIn(client, serviceId, 0);
  const participantCookie = await participantSignIn(client);
  await client.query('commit');
  await place.beforeSealing?.();
  await sealOldRows(place, sealedColumns);
  // Rows that are sealed as they come do not leave a clear one behind, which would make every table twice its size.
  if (place.how === 'unchecked') {
    for (const { table } of sealedColumns) await client.query(`vacuum full app.${table}`);
  }
  // What autovacuum would come round to do.
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ lines: number }>('select count(*)::int as lines from app.history');
  return { serviceId, coordinator, facilitator, participantCookie, historyLines: rows[0]?.lines ?? 0 };
}

async function signIn(client: pg.Client, serviceId: string, staff: number): Promise<SignedIn> {
  const token = randomBytes(32).toString('base64url');
  const { rows } = await client.query<{ staff_id: string }>(
    `insert into app.sessions (service_id, staff_id, token_hash, ends_at, how)
     values ($1, md5('staff ' || $2::text)::uuid, $3, now() + interval '1 hour', 'demonstration') returning staff_id`,
    [serviceId, String(staff), hashOf(token)],
  );
  return { staffId: rows[0]?.staff_id ?? '', cookie: `tp_staff=${token}` };
}

async function participantSignIn(client: pg.Client): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await client.query(
    `insert into app.sessions (service_id, case_id, participant_id, token_hash, ends_at)
     select service_id, case_id, participant_id, $1, now() + interval '1 hour' from app.letters order by case_id limit 1`,
    [hashOf(token)],
  );
  return `tp_my=${token}`;
}
