import { randomUUID } from 'node:crypto';
import { allow, refuse, type Decision } from '#platform/decision.ts';
import { staffOf } from '#service/staff/facts.ts';
import type { Hand } from '#vocabulary/acting.ts';
import type { TeamId } from '#vocabulary/ids.ts';
import { teamsOf } from './facts.ts';
import { keepTeam, type CannotKeepTeam, type TeamDetails } from './rules.ts';
import { insertTeam, rewriteTeam } from './store.ts';

/** Adds a team. (TEA-1, TEA-2) */
export async function addTeam(hand: Hand, team: TeamDetails): Promise<Decision<TeamId, CannotKeepTeam>> {
  const id = randomUUID() as TeamId;
  const decision = await weigh(hand, id, team);
  if (!decision.ok) return decision;
  await insertTeam(hand, id, decision.value);
  return allow(id);
}

/** Changes a team's name, districts and members; who may open which case follows. Its cases stay its cases. (RDR-7) */
export async function changeTeam(
  hand: Hand,
  id: TeamId,
  team: TeamDetails,
): Promise<Decision<TeamId, CannotKeepTeam | 'no-such-team'>> {
  const decision = await weigh(hand, id, team);
  if (!decision.ok) return decision;
  return (await rewriteTeam(hand, id, decision.value)) ? allow(id) : refuse('no-such-team');
}

async function weigh(hand: Hand, id: TeamId, team: TeamDetails): Promise<Decision<TeamDetails, CannotKeepTeam>> {
  const others = (await teamsOf(hand)).filter((other) => other.id !== id);
  return keepTeam(
    others,
    team,
    (await staffOf(hand)).map((card) => card.id),
  );
}
