/** The platform as main.ts serves it, which dies at the point of a COMMIT that its parent names. */
import type { FaultPoint } from '@gatehouse/database';
import { createLogger, readSettings, systemClock, systemRandom } from '@gatehouse/service';
import { settings } from '../settings.ts';
import { startPlatform } from '../start.ts';

let deadly: FaultPoint | undefined;
process.on('message', (point: FaultPoint) => {
  deadly = point;
  process.send?.('armed');
});

const values = readSettings(settings, process.env);
const { house } = await startPlatform(values, {
  clock: systemClock,
  random: systemRandom,
  logger: createLogger({ name: 'gatehouse', level: values.logLevel }),
  onFaultPoint: (point) => {
    if (point === deadly) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`Gatehouse is up: ${house.issuer}\n`);
