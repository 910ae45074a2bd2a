import { sealed, sql } from '#platform/sql.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { StaffId } from '#vocabulary/ids.ts';
import { ofParticipant } from '#vocabulary/key-owners.ts';
import type { PlainDate } from '#vocabulary/dates.ts';
import type { Checking, Session } from './rules.ts';

/** Adds a session; what somebody said is never changed, a correction is another session. */
export async function addSession(hand: Hand, session: Session, recordedBy: StaffId): Promise<void> {
  const { words } = session;
  const said = (text: string) => sealed(ofParticipant(session.participantId), text);
  await hand.run(sql`
    insert into app.preparation_sessions (service_id, case_id, participant_id, part, held_on, minutes, account, impact,
                                          impact_on_others, would_help, questions, not_wanted, who_was_affected, could_do,
                                          feelings, recorded_by, recorded_at)
    values (${hand.serviceId}, ${hand.caseId}, ${session.participantId}, ${session.part}, ${session.heldOn}, ${session.minutes},
            ${said(words.account)}, ${said(words.impact)}, ${said(words.impactOnOthers)}, ${said(words.wouldHelp)},
            ${said(words.questions)}, ${said(words.notWanted)}, ${said(words.whoWasAffected)}, ${said(words.couldDo)},
            ${said(words.feelings)}, ${recordedBy}, ${hand.at})`);
}

/** Adds answers to a checklist; the newest of an item holds. */
export async function addChecks(hand: Hand, checks: readonly Checking[], checkedOn: PlainDate): Promise<void> {
  await hand.run(sql`
    insert into app.preparation_checks (service_id, case_id, participant_id, item, answer, waived_because, waived_by, checked_on,
                                        checked_by, recorded_at)
    select ${hand.serviceId}::uuid, ${hand.caseId}::uuid, c.participant, c.item, c.answer, c.because, c.waived_by,
           ${checkedOn}::date, c.checked_by, ${hand.at}::timestamptz
      from unnest(${checks.map((each) => each.participantId)}::uuid[], ${checks.map((each) => each.item)}::text[],
                  ${checks.map((each) => each.answer)}::text[], ${checks.map((each) => sealed(ofParticipant(each.participantId), each.waivedBecause))}::text[],
                  ${checks.map((each) => (each.answer === 'waived' ? each.by.staffId : null))}::uuid[],
                  ${checks.map((each) => each.by.staffId)}::uuid[])
           as c (participant, item, answer, because, waived_by, checked_by)`);
}
