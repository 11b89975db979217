import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf } from '../../audit/origin.ts';
import type { House } from '../../house.ts';
import { languageSwitch } from '../../pages/language-switch.ts';
import { localeOf } from '../../pages/locale.ts';
import { sendErrorPage, sendPage } from '../../pages/send-page.ts';
import { stopTrackingPage } from '../../pages/stop-tracking-page.ts';
import type { Route } from '../../route.ts';
import { placeOfStopLink, stopPath } from './stop-link.ts';
import { stopTracking } from './stop-tracking.ts';

/** Where the link in a mail about tracked documents leads: to the end of such mails, without signing in. */
export function stopRoutes(house: House): Route[] {
  const path = `${stopPath}/:token`;

  async function show(request: FastifyRequest, reply: FastifyReply) {
    const { token = '' } = request.params as { token?: string };
    if (placeOfStopLink(house, token) === undefined) return sendErrorPage(request, reply, 404, 'not_found');
    return sendPage(reply, 200, pageFor(request, token, false));
  }

  /** Programs that read mail send the same (RFC 8058 section 3.2): they have no cookie, and follow no redirect. */
  async function stop(request: FastifyRequest, reply: FastifyReply) {
    const { token = '' } = request.params as { token?: string };
    const place = placeOfStopLink(house, token);
    if (place === undefined) return sendErrorPage(request, reply, 404, 'not_found');
    const origin = originOf(request, { kind: 'person', id: place.personId });
    await house.database.write((tx) => stopTracking(house, tx, origin, place));
    return sendPage(reply, 200, pageFor(request, token, true));
  }

  function pageFor(request: FastifyRequest, token: string, done: boolean): string {
    const action = `${stopPath}/${token}`;
    const own = languageSwitch(house, { method: 'GET', url: action });
    return stopTrackingPage({ locale: localeOf(request), languageSwitch: own, action, done });
  }

  const because =
    'Whoever reads the mail ends its kind; the address, which only we can write, opens nothing else.';
  const line = { path, audience: 'browser', right: { kind: 'public', because } } as const;
  return [
    {
      ...line,
      method: 'GET',
      audit: [],
      summary: 'Asks whether mails about tracked documents of a place are to end.',
      handler: show,
    },
    {
      ...line,
      method: 'POST',
      audit: ['folder.trackers_changed', 'file.trackers_changed'],
      summary: 'Ends all that a person tracks in a place.',
      handler: stop,
    },
  ];
}
