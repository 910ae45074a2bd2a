import { allow, refuse, unreachable, type Decision } from '#platform/decision.ts';

export type TakenForProgram = 'hidden-box-filled' | 'sent-too-soon' | 'stamp-is-not-ours';

const [soonest, latest] = [3000, 7 * 24 * 3600 * 1000];

/** A form is a person's when its hidden box is empty and it was open for some seconds, up to a week. (CBK-2) */
export function isAPersons(
  form: { readonly hiddenBox: string; readonly openedAt: Date | undefined },
  now: Date,
): Decision<'a person', TakenForProgram> {
  if (form.hiddenBox !== '') return refuse('hidden-box-filled');
  if (form.openedAt === undefined) return refuse('stamp-is-not-ours');
  const open = now.getTime() - form.openedAt.getTime();
  if (open > latest) return refuse('stamp-is-not-ours');
  return open < soonest ? refuse('sent-too-soon') : allow('a person');
}

/** What somebody is told who was taken for a program; pressing again is all it takes. */
export function explain(reason: TakenForProgram): string {
  switch (reason) {
    case 'hidden-box-filled':
      return 'Your browser filled in a box that nobody sees. We have emptied it. Please press the button again';
    case 'sent-too-soon':
      return 'That was very quick. Please look once more at what you wrote, then press the button again';
    case 'stamp-is-not-ours':
      return 'This page was open for a long time. Nothing is lost. Please press the button again';
    default:
      return unreachable(reason);
  }
}
