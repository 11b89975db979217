import type { Random } from '@gatehouse/service';

const words = [
  'anchor',
  'beam',
  'brick',
  'cement',
  'column',
  'crane',
  'derrick',
  'footing',
  'gable',
  'girder',
  'gravel',
  'harbor',
  'joist',
  'keystone',
  'lantern',
  'lintel',
  'mortar',
  'plumb',
  'quarry',
  'rafter',
  'ridge',
  'scaffold',
  'shovel',
  'slab',
  'spire',
  'steel',
  'timber',
  'tower',
  'trestle',
  'truss',
  'vault',
  'winch',
] as const;

/**
 * One password for the whole cast, easy to type and different in every deployment: a demo that somebody forgets to
 * turn off must not be open to all who know the product. Four words and two digits are 26 bits, which the sign-in
 * throttle makes plenty for people who do not exist.
 */
export function demoPassword(random: Random): string {
  const bytes = random.bytes(6);
  const chosen = [...bytes.subarray(0, 4)].map((byte) => words[byte % words.length]);
  const digits = String(((bytes[4] ?? 0) * 256 + (bytes[5] ?? 0)) % 100).padStart(2, '0');
  return `${chosen.join('-')}-${digits}`;
}
