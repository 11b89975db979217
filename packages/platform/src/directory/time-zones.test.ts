import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { zoneOf } from './time-zones.ts';

describe('the zone of a project', () => {
  /** What a clock on the wall shows there, as hours and minutes from Greenwich. */
  const offset = (name: string, day: string) => {
    const zone = zoneOf(name) ?? assert.fail(`${name} is no zone`);
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    return parts.formatToParts(new Date(day)).find(({ type }) => type === 'timeZoneName')?.value;
  };

  it('is known by the names of the wire, wherever it lies', () => {
    for (const [name, winter, summer] of [
      ['International Date Line West', 'GMT-12:00', 'GMT-12:00'],
      ['Pacific Time (US & Canada)', 'GMT-08:00', 'GMT-07:00'],
      ['Tijuana', 'GMT-08:00', 'GMT-07:00'],
      ['Arizona', 'GMT-07:00', 'GMT-07:00'],
      ['Monterrey', 'GMT-06:00', 'GMT-06:00'],
      ['Newfoundland', 'GMT-03:30', 'GMT-02:30'],
      ['Edinburgh', 'GMT+00:00', 'GMT+01:00'],
      ['Kyiv', 'GMT+02:00', 'GMT+03:00'],
      ['Chennai', 'GMT+05:30', 'GMT+05:30'],
      ['Kathmandu', 'GMT+05:45', 'GMT+05:45'],
      ["Nuku'alofa", 'GMT+13:00', 'GMT+13:00'],
    ] as const) {
      assert.equal(offset(name, '2026-01-15'), winter, name);
      assert.equal(offset(name, '2026-07-15'), summer, name);
    }
  });

  it('is known by the names that calendars use', () => {
    for (const name of ['US/Pacific', 'America/Los_Angeles', 'america/los_angeles'])
      assert.equal(zoneOf(name), 'America/Los_Angeles', name);
    assert.equal(zoneOf('UTC'), 'UTC');
  });

  it('is none where the name is none', () => {
    for (const name of ['Moon/Base', 'constructor', 'toString', '', null, undefined])
      assert.equal(zoneOf(name), null, String(name));
  });
});
