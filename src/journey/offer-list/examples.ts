import type { AgencyId, StaffId } from '#vocabulary/ids.ts';
import type { ListId } from '#vocabulary/offers.ts';
import type { List } from './facts.ts';

/** The weekly list of the police. */
export function aList(changed: Partial<List>): List {
  return {
    id: '7b1d2c3e-0000-4000-8000-000000000002' as ListId,
    agencyId: '7b1d2c3e-0000-4000-8000-00000000000b' as AgencyId,
    agencyName: 'Northamptonshire Police',
    agencyKind: 'police',
    kind: 'xlsx',
    size: 48_211,
    fileName: 'week 46.xlsx',
    part: 'harmed',
    safeWays: ['call'],
    status: 'checked',
    problem: null,
    ...{
      rowsRead: 5000,
      rowsGood: 4800,
      rowsBad: 200,
      rowsTwice: 41,
      rowsKnown: 12,
      remarks: [],
      sentByAgency: false,
    },
    addedBy: '7b1d2c3e-0000-4000-8000-00000000000a' as StaffId,
    ...{ addedAt: new Date('2026-11-16T09:30:00Z'), movedAt: new Date('2026-11-16T09:31:00Z') },
    ...{ importedAt: null, undoneAt: null },
    ...changed,
  };
}
