import { dayOf, inBoth } from './between.ts';
import { newly } from './crossings.ts';
import type { NoticeRow, Rows } from './rows.ts';
import { agrees, standingOfHistory, subject, wantsPeace } from './standing.ts';

/** What the service owes people at every step: who opens the case, whom it writes to, whom it asks first, whom it asks afterwards. */
export function dutyComplaints(before: Rows, after: Rows, now: Date): readonly string[] {
  return [
    ...after.readers
      .filter((id) => after.conflicted.includes(id))
      .map(() => 'duty: a conflicted person may open it (H6)'),
    ...approachComplaints(before, after),
    ...newly(before.letters, after.letters, 'delivered').flatMap(({ id, participant_id, recipient_id }) =>
      followUpComplaints(after, id, [participant_id, recipient_id]),
    ),
    ...newly(before.conferences, after.conferences, 'held').flatMap(({ id }) => {
      const came = after.attendees.filter(({ conference_id, came: isThere }) => conference_id === id && isThere);
      return followUpComplaints(after, id, peopleThemselves(after, came));
    }),
    ...['by-hand', 'leaving', 'sent']
      .flatMap((status) => newly(before.notices, after.notices, status))
      .filter((notice) => before.notices.some(({ id, status }) => id === notice.id && status === 'waiting'))
      .flatMap((notice) => noticeComplaints(before, after, { notice, now })),
  ];
}

// Somebody beside a participant is not asked afterwards in their name alone.
function peopleThemselves(rows: Rows, came: Rows['attendees']): readonly string[] {
  return came
    .filter(({ companion_id }) => companion_id === null)
    .map(({ participant_id }) => participant_id)
    .filter((id) => rows.participants.some((each) => each.id === id));
}

// The next day, 2 and 6 weeks, 3 and 6 months: each side is asked after everything that crossed (H11).
function followUpComplaints(rows: Rows, afterId: string, people: readonly string[]): readonly string[] {
  return people
    .filter(
      (who) => rows.followUps.filter((each) => each.after_id === afterId && each.participant_id === who).length < 5,
    )
    .map(() => 'duty: nobody is asked afterwards (H11)');
}

// Whom somebody harmed says yes before they are spoken with, unless the other order was chosen with its reason (H17).
function approachComplaints(before: Rows, after: Rows): readonly string[] {
  const spoken = (rows: Rows) => rows.participants.filter((each) => each.approached_on !== null).map(({ id }) => id);
  const known = spoken(before);
  return spoken(after)
    .filter((id) => !known.includes(id))
    .flatMap((id) => {
      const line = after.told.find((each) => each.name === 'approach.recorded' && each.participant_id === id);
      const standing = standingOfHistory(after.told, line?.seq);
      const earlier = after.told.filter((each) => each.name === 'approach.recorded' && each.seq < (line?.seq ?? 0));
      return inBoth(before, after, (rows) => {
        if (rows.order_of_approach === 'responsible-first' && rows.order_reason !== '') return [];
        const isHarmed = rows.links.some(({ harmed_id }) => harmed_id === id);
        if (isHarmed && earlier.length === 0) return [];
        return rows.links
          .filter(({ responsible_id }) => responsible_id === id)
          .filter(({ harmed_id }) => !agrees(rows, standing, harmed_id, subject('approach-other', { toward_id: id })))
          .map(() => 'duty: somebody was spoken with before those harmed agreed (H17)');
      });
    });
}

interface Leaving {
  readonly notice: NoticeRow;
  readonly now: Date;
}

// Nobody is written to who wants peace, nor by a way that is not safe, nor early (H2, H16).
function noticeComplaints(before: Rows, after: Rows, { notice, now }: Leaving): readonly string[] {
  const { participant_id: who, channel, sent_to_index: to } = notice;
  const problems = inBoth(before, after, (rows) => {
    const safe = rows.safe.findLast(({ participant_id }) => participant_id === who);
    const isSafe = { text: safe?.may_text, email: safe?.may_email, post: safe?.may_post }[channel ?? ''] === true;
    const kept = channel === 'text' ? 'phone' : channel;
    const isKnown = rows.points.some(
      (point) => point.participant_id === who && point.channel === kept && point.value_index === to && point.is_usable,
    );
    return [
      ...(wantsPeace(rows, who, dayOf(now)) ? ['to somebody who wants peace'] : []),
      ...(isSafe ? [] : [`by a way that is not safe: ${channel}`]),
      ...(isKnown ? [] : ['to where nobody checked']),
    ];
  });
  const isEarly = new Date(notice.send_after) > now;
  return [...problems, ...(isEarly ? ['before its day'] : [])].map(
    (problem) => `notice: ${notice.kind} went ${problem}`,
  );
}
