import type { NearbyService } from '#vocabulary/nearby.ts';
import { madeUpNearby } from './nearby-rules.ts';
import type { Area } from './store.ts';

/** Made-up services around it. */
export const nearbyServices: readonly NearbyService[] = madeUpNearby;

/** The districts that cover Northamptonshire: the whole of it, and the edges where another county's post town reaches in. */
export const northamptonshire: readonly Area[] = [
  { district: 'NN1', town: 'Northampton' },
  { district: 'NN2', town: 'Northampton' },
  { district: 'NN3', town: 'Northampton' },
  { district: 'NN4', town: 'Northampton' },
  { district: 'NN5', town: 'Northampton' },
  { district: 'NN6', town: 'Long Buckby, Brixworth and Earls Barton' },
  { district: 'NN7', town: 'Roade, Bugbrooke and Weedon' },
  { district: 'NN8', town: 'Wellingborough' },
  { district: 'NN9', town: 'Irthlingborough and Raunds' },
  { district: 'NN10', town: 'Rushden and Higham Ferrers' },
  { district: 'NN11', town: 'Daventry' },
  { district: 'NN12', town: 'Towcester' },
  { district: 'NN13', town: 'Brackley' },
  { district: 'NN14', town: 'Thrapston, Rothwell and Desborough' },
  { district: 'NN15', town: 'Kettering and Burton Latimer' },
  { district: 'NN16', town: 'Kettering' },
  { district: 'NN17', town: 'Corby' },
  { district: 'NN18', town: 'Corby' },
  { district: 'NN29', town: 'Wollaston and Irchester' },
  { district: 'PE8', town: 'Oundle' },
  { district: 'PE9', town: 'Easton on the Hill and Collyweston' },
  { district: 'LE16', town: 'Clipston and Rockingham' },
  { district: 'CV23', town: 'Barby and Kilsby' },
  { district: 'OX17', town: 'Middleton Cheney and Kings Sutton' },
  { district: 'MK19', town: 'Deanshanger and Old Stratford' },
];
