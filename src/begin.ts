import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Problem } from '#platform/problem.ts';
import { addAreas } from '#service/areas/store.ts';
import { northamptonshire } from '#service/areas/examples.ts';
import { findHomeService } from '#service/sign-in/store.ts';
import { makeFirstAdministrator, makeLink } from '#service/staff/actions.ts';
import { explain } from '#service/staff/rules.ts';
import { addService, addStaff } from '#service/staff/store.ts';
import type { ServiceId, StaffId } from '#vocabulary/ids.ts';
import type { Installation } from './installation.ts';
import { openCore } from './wiring.ts';

const Wanted = z.object({
  name: z.string('Give the service a name: --name "Northamptonshire Restorative Practice"').min(1).max(200),
  area: z.string('Say where it works: --area Northamptonshire').min(1).max(200),
  coordinator: z.string('Name its first coordinator: --coordinator "Amara Okafor"').min(1).max(200),
  email: z.email('Give their e-mail address: --email amara@example.org'),
});

/**
 * Begins a real service in an empty installation: its name, where it works and its first coordinator, who also keeps the staff
 * register and comes in by the link that is answered. Refuses when a service is there already.
 */
export async function begin(
  installation: Installation,
  options: readonly string[],
): Promise<{ readonly link: string }> {
  const wanted = read(options);
  const { server, identityKey, keyring } = installation;
  const { database, act } = openCore({ optionsFor: server.optionsFor, identityKey, keyring }, () => new Date());
  try {
    const there = await findHomeService({ ask: (query) => database.ask('tp_doorkeeper', query) });
    if (there) throw new Problem(`There is a service here already: ${there.name}. Nothing was changed.`);
    const serviceId = randomUUID() as ServiceId;
    const staffId = randomUUID() as StaffId;
    const link = await act({ serviceId, actor: { kind: 'system', id: '' } }, async (hand) => {
      await addService(hand, {
        name: wanted.name,
        areaName: wanted.area,
        phone: '',
        email: wanted.email,
        isDemonstration: false,
      });
      if (/northampton/i.test(wanted.area)) await addAreas(hand, northamptonshire);
      const { coordinator: name, email } = wanted;
      await addStaff(hand, {
        id: staffId,
        name,
        email,
        practiceLevel: 'advanced',
        roles: ['coordinator', 'supervisor', 'administrator'],
      });
      return makeLink(hand, staffId);
    });
    if (!link.ok) throw new Error('A link is never refused');
    return { link: link.value };
  } finally {
    await database.close();
  }
}

/** Makes the first administrator of a service from before there were any; answers their name. */
export async function appoint(installation: Installation, email: string): Promise<string> {
  const { server, identityKey, keyring } = installation;
  const { database, act } = openCore({ optionsFor: server.optionsFor, identityKey, keyring }, () => new Date());
  try {
    const there = await findHomeService({ ask: (query) => database.ask('tp_doorkeeper', query) });
    if (!there) throw new Problem('There is no service here yet. Begin one first.');
    const { serviceId } = there;
    const decision = await act({ serviceId, actor: { kind: 'system', id: '' } }, (hand) =>
      makeFirstAdministrator(hand, email),
    );
    if (!decision.ok) throw new Problem(decision.because.map((because) => `${explain(because)}.`).join('\n'));
    return decision.value;
  } finally {
    await database.close();
  }
}

function read(options: readonly string[]): z.output<typeof Wanted> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...options],
    options: { name: text, area: text, coordinator: text, email: text },
  });
  const parsed = Wanted.safeParse(values);
  if (!parsed.success) throw new Problem(parsed.error.issues.map(({ message }) => message).join('\n'));
  return parsed.data;
}
